//! Messages and oneofs.

use super::Reader;
use super::declaration::{extension_range, reserved};
use super::record::{Explanation, Fact};
use super::rust_name::Named;
use super::traits::Type;
use crate::case;
use crate::emit::{spelled, type_url};
use crate::model::{Message, Oneof};

impl<'m> Reader<'m> {
    /// Explains a message.
    pub(super) fn message(&self, message: &'m Message) -> Explanation {
        let settings = &self.spelling.settings[message.settings];
        let mut explained =
            self.begin("message", &message.full_name, message.file, &message.declaration);
        explained.text("file", self.output(message.file));
        explained.rust(vec![format!("struct {}", spelled::path(&message.scope, &message.ident))]);
        let proto_name = message.full_name.rsplit('.').next().unwrap_or_default();
        let named =
            |ident, by_rule| Named { full_name: &message.full_name, proto_name, ident, by_rule };
        explained.fact("name", self.camel(&named(&message.ident, &settings.type_name)));
        if message.has_module() {
            explained.fact("module", self.snake(&named(&message.module, &settings.module_name)));
        }
        if let Some(unknown_fields) = &message.unknown_fields {
            explained.text("unknown_fields", format!("kept in `{unknown_fields}`"));
        }
        if let Some(presence) = &message.presence {
            let path = spelled::path(&message.scope, presence);
            explained.text("presence", format!("trait {path}"));
        }
        if message.has_type_name {
            explained.text("type_url", type_url(&self.spelling, message));
        }
        if message.is_message_set {
            explained.text("message_set", "yes: it holds only extensions");
        }
        let ranges = message.extension_ranges.iter();
        explained.list("extensions", ranges.map(extension_range).collect());
        reserved(&mut explained, &message.reserved);
        self.traits(&mut explained, Type::Message(message));
        self.deprecated(&mut explained, message.deprecated);
        explained.rules(self.rules(message.settings));
        explained
    }

    /// Explains a oneof.
    pub(super) fn oneof(
        &self,
        full_name: &str,
        message: &'m Message,
        oneof: &'m Oneof,
    ) -> Explanation {
        let settings = &self.spelling.settings[oneof.settings];
        let mut explained = self.begin("oneof", full_name, message.file, &oneof.declaration);
        explained.text("file", self.output(message.file));
        let path = spelled::path_inside(&message.scope, &message.module, &oneof.type_ident);
        let holder = spelled::path(&message.scope, &message.ident);
        explained.rust(vec![format!("enum {path}")]);
        let field = format!("{holder}::{}: ::core::option::Option<{path}>", oneof.ident);
        explained.text("field", field);
        let proto_name = &oneof.proto_name;
        let named = |ident, by_rule| Named { full_name, proto_name, ident, by_rule };
        explained.fact("name", self.oneof_type(&named(&oneof.type_ident, &settings.type_name)));
        explained.fact("field_name", self.snake(&named(&oneof.ident, &settings.field_name)));
        self.traits(&mut explained, Type::Oneof(message, oneof));
        explained.rules(self.rules(oneof.settings));
        explained
    }

    /// Returns the name of a oneof's enum, and the reason for it.
    fn oneof_type(&self, named: &Named<'_>) -> Fact {
        let camel = case::upper_camel(named.proto_name);
        self.because(named, || match named.ident.to_string() == format!("{camel}OneOf") {
            true => format!("`{camel}` with `OneOf`, because a nested type is `{camel}`"),
            false => format!("`{}` in UpperCamelCase", named.proto_name),
        })
    }

    /// Adds that an element is deprecated in Rust.
    pub(super) fn deprecated(&self, explained: &mut Explanation, is_deprecated: bool) {
        if is_deprecated {
            explained.text("deprecated", "yes, `#[deprecated]`");
        }
    }
}
