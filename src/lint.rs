//! Finds the parts of a schema that hurt users of the Rust code.
//!
//! May import: `case`, `diagnostics`, `json`, `model`, `stability`.
//!
//! A rule is a row of the table in `lint/rules.rs`, which docs/lint.md shows, and a function that
//! reads the finished model. No rule is about style. Each is about code that is harder to use, or
//! that changes when the schema grows.

use crate::diagnostics::{Diagnostic, Location};
use crate::json::{member, object, string};
use crate::model::{Declaration, FileId, Model};

mod enums;
mod messages;
mod names;
mod rules;
mod size;

#[cfg(test)]
pub(crate) use rules::RULES;
pub(crate) use rules::{Rule, find};

/// A part of a schema that hurts.
#[derive(Debug)]
pub(crate) struct Finding {
    pub rule: &'static Rule,
    /// The full name of the element, e.g. `acme.v1.Forecast.type`.
    pub element: String,
    pub place: Option<Location>,
    /// The problem, e.g. "field `acme.v1.Forecast.type` is `r#type` in Rust".
    pub message: String,
}

/// Returns the findings of all rules, ordered by place.
pub(crate) fn lint(model: &Model) -> Vec<Finding> {
    let mut found = Found { model, findings: Vec::new() };
    names::check(&mut found);
    messages::check(&mut found);
    enums::check(&mut found);
    let mut findings = found.findings;
    findings
        .sort_by(|a, b| (&a.place, &a.element, a.rule.id).cmp(&(&b.place, &b.element, b.rule.id)));
    findings
}

/// The findings so far.
struct Found<'m> {
    model: &'m Model,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(
        &mut self,
        rule: &str,
        element: &str,
        (file, declaration): (FileId, &Declaration),
        message: String,
    ) {
        let place = Location {
            file: self.model.files[file].name.clone(),
            position: declaration.position.map(|at| (at.line.get(), at.column)),
        };
        self.add_at(rule, element, Some(place), message);
    }

    fn add_at(&mut self, rule: &str, element: &str, place: Option<Location>, message: String) {
        let rule = rules::find(rule).unwrap_or_else(|| panic!("there is no rule `{rule}`"));
        self.findings.push(Finding { rule, element: element.to_owned(), place, message });
    }
}

impl Finding {
    /// Returns the finding as a warning.
    pub fn diagnostic(&self) -> Diagnostic {
        let warning = Diagnostic::warning(format!("{} [{}]", self.message, self.rule.id));
        let warning = warning.help(self.rule.help);
        match &self.place {
            Some(place) => warning.at(place.clone()),
            None => warning,
        }
    }

    /// Returns the finding as a JSON object on one line.
    pub fn json(&self) -> String {
        let mut members = vec![
            member("rule", string(self.rule.id)),
            member("element", string(&self.element)),
            member("message", string(&self.message)),
            member("help", string(self.rule.help)),
        ];
        if let Some(place) = &self.place {
            members.push(member("file", string(&place.file)));
            if let Some((line, column)) = place.position {
                members.push(member("line", line.to_string()));
                members.push(member("column", column.to_string()));
            }
        }
        object(&members)
    }
}
