//! The traits of a type, and the reasons why it lacks some.

use super::Reader;
use super::missing_traits::Conditional;
use super::record::{Explanation, Fact};
use crate::model::{Enum, Flag as _, Message, Oneof, RuleId, Settings, StdTrait};

/// A type whose traits are explained.
#[derive(Clone, Copy)]
pub(super) enum Type<'m> {
    Message(&'m Message),
    Oneof(&'m Message, &'m Oneof),
    Enum(&'m Enum),
}

impl<'m> Reader<'m> {
    /// Adds the traits of a type, and the reasons why it lacks some.
    pub(super) fn traits(&self, explained: &mut Explanation, ty: Type<'m>) {
        let present = self.present(ty);
        let lacks = |name: &str| !present.iter().any(|known| known == name);
        let settings = self.settings_of(ty);
        let mut lacking: Vec<Fact> = Vec::new();
        for name in StdTrait::ALL.iter().map(|one| one.text()).filter(|name| lacks(name)) {
            let skip = settings.skip_derive.iter().find(|skip| skip.value.has(name));
            let reason = match (skip, name) {
                (Some(skip), _) => Some(self.by_rule(skip.rule)),
                (None, "Copy") => self.why(ty, Conditional::Copy),
                (None, "Eq" | "Hash") => self.why(ty, Conditional::Eq),
                (None, "Debug") => self.skip_debug(ty).map(|rule| self.by_rule(rule)),
                // Messages and oneofs have the other traits only if a rule adds them.
                (None, _) => None,
            };
            let Some(reason) = reason else { continue };
            lacking.push(Fact { value: name.to_owned(), reason });
        }
        explained.words("traits", present);
        explained.facts("lacks", lacking);
    }

    /// Returns the traits of std that a type has, and those that rules add.
    fn present(&self, ty: Type<'m>) -> Vec<String> {
        let mut present = traits_of_std(ty);
        let settings = self.settings_of(ty);
        let derived = settings
            .derive
            .iter()
            .flat_map(|rule| rule.value.names().filter(|name| !settings.withholds(name, rule)));
        let attributes = [
            &settings.type_attribute,
            &settings.message_attribute,
            &settings.enum_attribute,
            &settings.oneof_attribute,
            &settings.only_enum_attribute,
        ];
        let attributes = attributes.into_iter().flatten();
        let by_attribute = attributes.flat_map(|rule| &rule.value.about_derives.derived);
        let display: &[&str] = match ty {
            Type::Enum(_) if settings.display.value => &["Display", "FromStr"],
            _ => &[],
        };
        let has_table = match ty {
            Type::Message(message) => message.table.is_some(),
            Type::Enum(enumeration) => enumeration.table.is_some(),
            Type::Oneof(..) => false,
        };
        let serde: &[&str] = match has_table && settings.json.value {
            true => &["Serialize", "Deserialize"],
            false => &[],
        };
        let others = display.iter().chain(serde).copied();
        for name in derived.chain(by_attribute.map(String::as_str)).chain(others) {
            if !present.iter().any(|known| known == name) {
                present.push(name.to_owned());
            }
        }
        present
    }

    /// Returns the settings that determine the traits of a type.
    pub(super) fn settings_of(&self, ty: Type<'m>) -> &'m Settings {
        let id = match ty {
            Type::Message(message) => message.settings,
            Type::Oneof(_, oneof) => oneof.settings,
            Type::Enum(enumeration) => enumeration.settings,
        };
        &self.spelling.model.settings[id]
    }

    /// Returns the rule that leaves `Debug` to the user. For a oneof, it is the rule of its
    /// message.
    fn skip_debug(&self, ty: Type<'m>) -> Option<RuleId> {
        let holder = match ty {
            Type::Oneof(message, _) => Type::Message(message),
            Type::Message(_) | Type::Enum(_) => ty,
        };
        self.settings_of(holder).skip_debug.rule
    }
}

/// Returns the traits of std that a type has without any rule that adds traits.
fn traits_of_std(ty: Type<'_>) -> Vec<String> {
    match ty {
        Type::Message(message) => message.derives.present(message.debug, true),
        Type::Oneof(message, oneof) => oneof.derives.present(message.debug, false),
        // The derives of an enum include `Debug`.
        Type::Enum(enumeration) => enumeration.derives.present(false, true),
    }
}
