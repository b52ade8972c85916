//! Enums, enum values and aliases.

use super::Reader;
use super::declaration::reserved;
use super::foreign::openness;
use super::record::{Explanation, Fact};
use super::rust_name::Named;
use super::traits::Type;
use crate::case;
use crate::emit::spelled;
use crate::model::{Alias, Enum, EnumValue};

impl<'m> Reader<'m> {
    /// Explains an enum.
    pub(super) fn enumeration(&self, enumeration: &'m Enum) -> Explanation {
        let settings = &self.spelling.settings[enumeration.settings];
        let full_name = &enumeration.full_name;
        let mut explained =
            self.begin("enum", full_name, enumeration.file, &enumeration.declaration);
        explained.text("file", self.output(enumeration.file));
        let path = spelled::path(&enumeration.scope, &enumeration.ident);
        explained.rust(vec![format!("enum {path}")]);
        let proto_name = full_name.rsplit('.').next().unwrap_or_default();
        let (ident, by_rule) = (&enumeration.ident, &settings.type_name);
        explained.fact("name", self.camel(&Named { full_name, proto_name, ident, by_rule }));
        explained.text("openness", openness(enumeration.openness));
        reserved(&mut explained, &enumeration.reserved);
        self.traits(&mut explained, Type::Enum(enumeration));
        self.deprecated(&mut explained, enumeration.deprecated);
        explained.rules(self.rules(enumeration.settings));
        explained
    }

    /// Explains a value of an enum.
    pub(super) fn value(
        &self,
        full_name: &str,
        enumeration: &Enum,
        value: &EnumValue,
    ) -> Explanation {
        let mut explained =
            self.begin("enum value", full_name, enumeration.file, &value.declaration);
        explained.text("file", self.output(enumeration.file));
        explained.number("number", value.number);
        let holder = spelled::path(&enumeration.scope, &enumeration.ident);
        explained.rust(vec![format!("{holder}::{}", value.ident)]);
        let by_rule = &self.spelling.settings[value.settings].field_name;
        let (proto_name, ident) = (&value.proto_name, &value.ident);
        let named = Named { full_name, proto_name, ident, by_rule };
        explained.fact("name", self.variant(&named, &enumeration.full_name));
        self.deprecated(&mut explained, value.deprecated);
        explained.rules(self.rules(value.settings));
        explained
    }

    /// Returns the name of a variant, and the reason for it.
    fn variant(&self, named: &Named<'_>, enumeration: &str) -> Fact {
        let proto_name = named.proto_name;
        let enumeration = enumeration.rsplit('.').next().unwrap_or_default();
        self.because(named, || match named.ident.to_string() == case::upper_camel(proto_name) {
            true => format!("`{proto_name}` in UpperCamelCase"),
            false => {
                format!("`{proto_name}` in UpperCamelCase, without the enum's name `{enumeration}`")
            }
        })
    }

    /// Explains an alias of an enum value.
    pub(super) fn alias(&self, full_name: &str, enumeration: &Enum, alias: &Alias) -> Explanation {
        let value = &enumeration.values[alias.value];
        let mut explained =
            self.begin("enum value", full_name, enumeration.file, &alias.declaration);
        explained.text("file", self.output(enumeration.file));
        explained.number("number", value.number);
        let holder = spelled::path(&enumeration.scope, &enumeration.ident);
        explained.rust(vec![format!("{holder}::{}", value.ident)]);
        let first = &value.proto_name;
        let reason = format!("an alias of `{first}`, which has the variant");
        explained.fact("name", Fact { value: value.ident.to_string(), reason });
        explained.rules(Vec::new());
        explained
    }
}
