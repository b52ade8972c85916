//! The Rust name of an element, with the reason.

use super::Reader;
use super::record::Fact;
use crate::case;
use crate::model::{Name, Setting};

/// A name, with the names that it comes from.
pub(super) struct Named<'m> {
    /// The full name of the element, e.g. `acme.v1.Forecast`.
    pub full_name: &'m str,
    /// The name in the schema, e.g. `Forecast`.
    pub proto_name: &'m str,
    /// The name in Rust.
    pub ident: &'m Name,
    /// The name that a rule gives.
    pub by_rule: &'m Setting<Option<Box<str>>>,
}

impl Reader<'_> {
    /// Returns the name of a field, module or method, and the reason for it.
    pub(super) fn snake(&self, named: &Named<'_>) -> Fact {
        self.because(named, || converted(named, &case::snake(named.proto_name), "snake_case"))
    }

    /// Returns the name of a constant, and the reason for it.
    pub(super) fn upper(&self, named: &Named<'_>) -> Fact {
        let upper = case::snake(named.proto_name).trim_start_matches("r#").to_uppercase();
        self.because(named, || converted(named, &upper, "UPPER_SNAKE_CASE"))
    }

    /// Returns the name of a type or variant, and the reason for it.
    pub(super) fn camel(&self, named: &Named<'_>) -> Fact {
        let camel = case::upper_camel(named.proto_name);
        self.because(named, || converted(named, &camel, "UpperCamelCase"))
    }

    /// Returns a name and the reason for it. A rule gives the name, or another element has the
    /// natural name. Without either, the reason is that of `usual`.
    pub(super) fn because(&self, named: &Named<'_>, usual: impl Fn() -> String) -> Fact {
        let ident = named.ident.to_string();
        // The list is ordered by full name.
        let renames = &self.spelling.renames;
        let first = renames.partition_point(|rename| *rename.full_name < *named.full_name);
        let mut renames =
            renames[first..].iter().take_while(|rename| rename.full_name == named.full_name);
        let renamed = renames.find(|rename| rename.name == ident);
        let reason = match (named.by_rule.rule, renamed) {
            (Some(rule), _) => format!("given by {}", self.by_rule(rule)),
            (None, Some(rename)) => rename.reason.clone(),
            (None, None) => usual(),
        };
        Fact { value: ident, reason }
    }
}

/// Returns the usual reason: the conversion from the name in the schema to the name in Rust.
fn converted(named: &Named<'_>, natural: &str, style: &str) -> String {
    let (ident, proto_name) = (named.ident.to_string(), named.proto_name);
    if ident == proto_name {
        return "as in the schema".to_owned();
    }
    if ident != natural {
        return format!("derived from `{proto_name}` in {style}");
    }
    let without = ident.strip_prefix("r#").or_else(|| ident.strip_suffix('_'));
    match without {
        Some(word) if case::is_keyword(word) => {
            format!("`{proto_name}` in {style}, where `{word}` is a keyword of Rust")
        }
        _ => format!("`{proto_name}` in {style}"),
    }
}
