//! Diagnostics about the Rust types of enum fields.

use super::{Diagnostic, Location};

/// A rule that makes fields closed although their messages drop unknown fields.
pub(crate) struct ClosedEnums<'a> {
    /// The position of the first field.
    pub location: Location,
    /// The rule, e.g. `enums=closed`.
    pub rule: &'a str,
    /// The first field, e.g. `acme.v1.Day.sky`.
    pub field: &'a str,
    /// The message of the first field, e.g. `acme.v1.Day`.
    pub message: &'a str,
    /// Further fields that the rule selects, e.g. `acme.v1.Day.seen`.
    pub shown: &'a [String],
    /// The number of further fields that are not shown.
    pub hidden: usize,
}

pub(crate) fn closed_enums(found: &ClosedEnums<'_>) -> Diagnostic {
    let ClosedEnums { rule, field, message, shown, hidden, .. } = *found;
    let mut diagnostic = Diagnostic::error(format!(
        "`{rule}`: `{field}` cannot be closed, because numbers without a name become unknown \
         fields, and `{message}` drops unknown fields"
    ))
    .at(found.location.clone());
    if !shown.is_empty() {
        let more = if hidden > 0 { format!(" and {hidden} more") } else { String::new() };
        let shown: Vec<String> = shown.iter().map(|field| format!("`{field}`")).collect();
        diagnostic = diagnostic.help(format!(
            "the rule also selects fields that cannot be closed: {}{more}",
            shown.join(", ")
        ));
    }
    diagnostic.help(format!(
        "keep unknown fields with `unknown_fields=preserve` or \
         `unknown_fields=.{message}=preserve`, or make the field open: `enums=.{field}=open`"
    ))
}
