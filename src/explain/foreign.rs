//! The types and services of other crates.

use super::Reader;
use super::record::Explanation;
use crate::emit::spelled;
use crate::model::{Foreign, ForeignEnum, ForeignMessage, ForeignService, Openness};

impl Reader<'_> {
    /// Explains a message of another crate.
    pub(super) fn foreign_message(&self, foreign: &ForeignMessage) -> Explanation {
        let item = foreign.item.as_ref();
        let path = item.map(|item| spelled::message(&self.spelling, item));
        self.foreign("foreign message", foreign, path)
    }

    /// Explains an enum of another crate.
    pub(super) fn foreign_enum(&self, foreign: &ForeignEnum) -> Explanation {
        let item = foreign.foreign.item.as_ref();
        let path = item.map(|item| spelled::enumeration(&self.spelling, item));
        let mut explained = self.foreign("foreign enum", &foreign.foreign, path);
        explained.text("openness", openness(foreign.openness));
        let first = format!("{} ({})", foreign.first_name, foreign.first_number);
        explained.text("default", first);
        explained
    }

    /// Explains a service of another crate.
    pub(super) fn foreign_service(&self, foreign: &ForeignService) -> Explanation {
        self.foreign("foreign service", foreign, None)
    }

    fn foreign<Item>(
        &self,
        kind: &'static str,
        foreign: &Foreign<Item>,
        path: Option<String>,
    ) -> Explanation {
        let Foreign { full_name, file, declaration, item: _, rule } = foreign;
        let mut explained = self.begin(kind, full_name, *file, declaration);
        let why = match (rule, &path) {
            (Some(rule), _) => self.by_rule(*rule),
            (None, Some(_)) => {
                "a well-known type; `compile_well_known_types=true` generates it".to_owned()
            }
            (None, None) => {
                "prost-types has no such type, and no generated code refers to it".to_owned()
            }
        };
        explained.rust(vec![path.unwrap_or_else(|| "none".to_owned())]);
        explained.text("foreign", why);
        explained.rules(rule.iter().map(|rule| self.rule("extern_path", *rule)).collect());
        explained
    }
}

/// Describes the openness of an enum.
pub(super) fn openness(openness: Openness) -> &'static str {
    match openness {
        Openness::Open => "open: fields hold any number",
        Openness::Closed => {
            "closed in the schema; fields in Rust hold any number, except fields with \
             `enums=closed`"
        }
    }
}
