//! A change of a schema, as reports show it.

use super::items::ItemChange;
use super::rules::Rule;
use super::verdict::Breaks;
use crate::diagnostics::Location;
use crate::json::{list, member, object, string};

/// A change between two versions of a schema.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub rule: &'static Rule,
    /// The full name of the element, e.g. `acme.v1.Forecast.day`. It is that of the old version for
    /// an element that is removed.
    pub element: String,
    /// The place of the element: in the new version, or in the old one if the element is removed.
    pub place: Option<Location>,
    /// Whether the place is in the old version.
    pub is_removed: bool,
    /// The change, e.g. "field `acme.v1.Forecast.day`: the type `int32` is now `string`".
    pub what: String,
    /// The Rust items that change.
    pub items: Vec<ItemChange>,
    pub wire: bool,
    pub json: bool,
}

/// The importance of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nothing breaks.
    Note,
    /// Code breaks that lacks the habits of docs/stability.md, or programs behave otherwise.
    Warning,
    /// Code, binary messages or JSON break.
    Error,
}

impl Change {
    /// Returns the code that breaks.
    pub fn source(&self) -> Breaks {
        self.items.iter().map(|item| item.breaks).max().unwrap_or(Breaks::Nothing)
    }

    pub fn level(&self) -> Level {
        let source = self.source();
        if source.is_certain() || self.wire || self.json {
            Level::Error
        } else if source != Breaks::Nothing
            || (self.rule.source == Breaks::Nothing && !self.rule.behaviour.is_empty())
        {
            Level::Warning
        } else {
            Level::Note
        }
    }

    /// Returns the report of the change. The first line has the form of a diagnostic.
    pub fn text(&self) -> String {
        let label = match self.level() {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let place = self.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        let mut text = format!("{place}{label}: {} [{}]\n", self.what, self.rule.id);
        for item in &self.items {
            let line = match (&item.old, &item.new) {
                (Some(old), Some(new)) => format!("  rust: {old}\n     -> {new}\n"),
                (Some(old), None) => format!("  rust: removed {old}\n"),
                (None, Some(new)) => format!("  rust: added {new}\n"),
                (None, None) => String::new(),
            };
            text.push_str(&line);
        }
        let source = self.source();
        let source = (source != Breaks::Nothing).then(|| format!("source ({})", source.text()));
        let wire = self.wire.then(|| "wire".to_owned());
        let json = self.json.then(|| "JSON".to_owned());
        let broken: Vec<String> = [source, wire, json].into_iter().flatten().collect();
        if !broken.is_empty() {
            text.push_str(&format!("  breaks: {}\n", broken.join(", ")));
        }
        if self.level() != Level::Note {
            for (key, sentence) in [("note", self.rule.behaviour), ("help", self.rule.avoid)] {
                for sentence in sentence.split_inclusive(". ").map(as_clause) {
                    text.push_str(&format!("  {key}: {sentence}\n"));
                }
            }
        }
        text
    }

    /// Returns the report of the change as a JSON object on one line.
    pub fn json(&self) -> String {
        let level = match self.level() {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let mut members = vec![
            member("rule", string(self.rule.id)),
            member("level", string(level)),
            member("element", string(&self.element)),
            member("message", string(&self.what)),
        ];
        if let Some(place) = &self.place {
            members.push(member("file", string(&place.file)));
            if let Some((line, column)) = place.position {
                members.push(member("line", line.to_string()));
                members.push(member("column", column.to_string()));
            }
        }
        members.push(member("removed", self.is_removed.to_string()));
        members.push(member("items", list(self.items.iter().map(item))));
        members.push(member("source", string(self.source().word())));
        members.push(member("wire", self.wire.to_string()));
        members.push(member("json", self.json.to_string()));
        members.push(member("behaviour", string(self.rule.behaviour)));
        members.push(member("help", string(self.rule.avoid)));
        object(&members)
    }
}

/// Returns a sentence in the form of a diagnostic: without a full stop, in lower case.
fn as_clause(sentence: &str) -> String {
    let sentence = sentence.trim_end().trim_end_matches('.');
    let mut chars = sentence.chars();
    match (chars.next(), chars.clone().next()) {
        // Words such as `JSON` keep their case.
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), chars.as_str())
        }
        _ => sentence.to_owned(),
    }
}

fn item(item: &ItemChange) -> String {
    let text = |text: &Option<String>| match text {
        Some(text) => string(text),
        None => "null".to_owned(),
    };
    object(&[
        member("old", text(&item.old)),
        member("new", text(&item.new)),
        member("breaks", string(item.breaks.word())),
    ])
}
