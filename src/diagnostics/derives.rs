//! Diagnostics about traits that rules derive.

use super::{Diagnostic, Location};

/// A type for which a rule derives a trait that it cannot have.
pub(crate) struct Underivable<'a> {
    /// The position of the field that is the reason.
    pub location: Location,
    /// e.g. `derive=.=Eq`.
    pub rule: &'a str,
    /// The trait, e.g. `Eq`.
    pub name: &'a str,
    /// The type, e.g. `acme.A`.
    pub holder: &'a str,
    /// The way to the field, e.g. `acme.A.b -> acme.B.x`.
    pub path: &'a str,
    /// The type that the field holds, e.g. "a `double`".
    pub reason: &'a str,
    /// The type that may have the trait by hand: no rule derives it for that type.
    pub by_hand: Option<&'a str>,
    /// Further types of the rule, each with the way to its field.
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
            .help(format!("the rule is for {}{more}, too, which cannot either", shown.join(", ")));
    }
    if reason == "a `HashMap`" && name != "Copy" {
        let map = path.rsplit(" -> ").next().unwrap_or_default();
        diagnostic = diagnostic.help(format!(
            "`btree_map=.{map}` makes it a `BTreeMap`, which has `{name}` if its values have it"
        ));
    }
    if let Some(by_hand) = found.by_hand {
        diagnostic = diagnostic.help(format!(
            "if `{by_hand}` implements `{name}` by hand, `skip_derive=.{by_hand}={name}` says so"
        ));
    }
    if name == "Default" {
        return diagnostic
            .help("leave `Default` out of the rule: messages and enums have it without a rule");
    }
    diagnostic.help(format!("name the types that can have it instead, or take it from those that cannot: `skip_derive=.{holder}={name}`"))
}

/// A rule that derives a trait of serde for a type with JSON.
pub(crate) struct DerivedSerde<'a> {
    /// The position of the first type.
    pub location: Location,
    /// e.g. `derive=.=serde::Serialize`.
    pub rule: &'a str,
    /// The derive, e.g. `serde::Serialize`.
    pub name: &'a str,
    /// The first type, e.g. `acme.v1.Forecast`.
    pub of: &'a str,
    /// Further types of the rule.
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
        diagnostic = diagnostic.help(format!("the rule is also for {}{more}", shown.join(", ")));
    }
    diagnostic
        .help(format!("leave out the derive, or turn JSON off for the type: `json=.{of}=false`"))
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
        .help(format!("derive `{needed}`, too: `{path}={needed}`"))
}
