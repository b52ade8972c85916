//! Diagnostics about traits that rules derive.

use super::{Diagnostic, Location};

/// A type for which a rule derives a trait that it cannot have.
pub(crate) struct Underivable<'a> {
    /// The position of the field that causes the error.
    pub location: Location,
    /// The rule, e.g. `derive=.=Eq`.
    pub rule: &'a str,
    /// The trait, e.g. `Eq`.
    pub name: &'a str,
    /// The type, e.g. `acme.A`.
    pub holder: &'a str,
    /// The path to the field, e.g. `acme.A.b -> acme.B.x`.
    pub path: &'a str,
    /// The type that the field holds, e.g. "a `double`".
    pub reason: &'a str,
    /// A type for which no rule derives the trait. The user may have implemented it by hand.
    pub by_hand: Option<&'a str>,
    /// Further types that the rule selects, each with the path to its field.
    pub shown: &'a [String],
    /// The number of further types that are not shown.
    pub hidden: usize,
}

pub(crate) fn underivable(found: &Underivable<'_>) -> Diagnostic {
    let Underivable { rule, name, holder, path, reason, shown, hidden, .. } = *found;
    let mut diagnostic = Diagnostic::error(format!(
        "`{rule}`: `{holder}` cannot derive `{name}`, because `{path}` holds {reason}"
    ))
    .at(found.location.clone());
    if !shown.is_empty() {
        let more = if hidden > 0 { format!(" and {hidden} more") } else { String::new() };
        diagnostic = diagnostic
            .help(format!("the rule also selects types that cannot: {}{more}", shown.join(", ")));
    }
    if reason == "a `HashMap`" && name != "Copy" {
        let map = path.rsplit(" -> ").next().unwrap_or_default();
        diagnostic = diagnostic.help(format!(
            "add `btree_map=.{map}`: a `BTreeMap` has `{name}` if its values have it"
        ));
    }
    if let Some(by_hand) = found.by_hand {
        diagnostic = diagnostic.help(format!(
            "if `{by_hand}` implements `{name}` by hand, add `skip_derive=.{by_hand}={name}`"
        ));
    }
    if name == "Default" {
        return diagnostic
            .help("remove `Default` from the rule; messages and enums have it without a rule");
    }
    diagnostic.help(format!(
        "name only types that can derive the trait, or remove it from the others: \
         `skip_derive=.{holder}={name}`"
    ))
}

/// A rule that derives a trait of serde for a type with JSON.
pub(crate) struct DerivedSerde<'a> {
    /// The position of the first type.
    pub location: Location,
    /// The rule, e.g. `derive=.=serde::Serialize`.
    pub rule: &'a str,
    /// The derive, e.g. `serde::Serialize`.
    pub name: &'a str,
    /// The first type, e.g. `acme.v1.Forecast`.
    pub of: &'a str,
    /// Further types that the rule selects.
    pub shown: &'a [String],
    /// The number of further types that are not shown.
    pub hidden: usize,
}

pub(crate) fn derived_serde(found: &DerivedSerde<'_>) -> Diagnostic {
    let DerivedSerde { rule, name, of, shown, hidden, .. } = *found;
    let mut diagnostic = Diagnostic::error(format!(
        "`{rule}`: `{of}` cannot derive `{name}`, because the option `json` implements serde's \
         traits for it"
    ))
    .at(found.location.clone());
    if !shown.is_empty() {
        let more = if hidden > 0 { format!(" and {hidden} more") } else { String::new() };
        let shown: Vec<String> = shown.iter().map(|one| format!("`{one}`")).collect();
        diagnostic = diagnostic.help(format!("the rule also selects {}{more}", shown.join(", ")));
    }
    diagnostic.help(format!("remove the derive, or turn JSON off for the type: `json=.{of}=false`"))
}

pub(crate) fn needs_another_trait(
    location: Location,
    rule: &str,
    holder: &str,
    name: &str,
    needed: &str,
) -> Diagnostic {
    let path = rule.rsplit_once('=').map_or(rule, |(path, _)| path);
    Diagnostic::error(format!("`{rule}`: `{holder}` cannot derive `{name}` without `{needed}`"))
        .at(location)
        .help(format!("also derive `{needed}`: `{path}={needed}`"))
}
