//! The rules of stability as data: the effects of each change of a schema on generated code and on
//! peers. docs/stability.md shows this table.

use super::verdict::Breaks;

mod enums;
mod fields;
mod items;
mod messages;
mod services;

/// A kind of change, and its effects.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The id in reports and in `--allow`, e.g. `field-renamed`.
    pub id: &'static str,
    /// The change of the schema. It is a sentence.
    pub change: &'static str,
    /// The Rust items that change.
    pub items: &'static str,
    /// The code that breaks in the worst case. A report says what the items of one change break.
    pub source: Breaks,
    /// Whether peers with the other version misread binary messages, or cannot call a method.
    pub wire: bool,
    /// Whether peers with the other version refuse or misread JSON.
    pub json: bool,
    /// The effect on programs that compile. It is a sentence, or empty.
    pub behaviour: &'static str,
    /// The option or habit that avoids the break. It is a sentence, or empty.
    pub avoid: &'static str,
}

/// The rules of each section of docs/stability.md.
pub(crate) const SECTIONS: &[(&str, &[Rule])] = &[
    ("Packages and messages", messages::RULES),
    ("Fields, oneofs and extensions", fields::RULES),
    ("Enums", enums::RULES),
    ("Services", services::RULES),
    ("Rust items", items::RULES),
];

/// Returns the rule of an id.
///
/// # Panics
/// Panics if there is no such rule. The ids in this crate are those of rules.
pub(crate) fn rule(id: &str) -> &'static Rule {
    find(id).unwrap_or_else(|| panic!("there is no rule `{id}`"))
}

/// Returns the rule of an id, if there is one.
pub(crate) fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Returns all rules.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    SECTIONS.iter().flat_map(|(_, rules)| *rules)
}
