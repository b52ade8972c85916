//! Types and services of other crates.

use super::Reader;
use super::record::Explanation;
use crate::emit::spelled;
use crate::model::{Foreign, ForeignEnum, ForeignMessage, ForeignService, Openness};

impl Reader<'_> {
    /// A message of another crate.
    pub(super) fn foreign_message(&self, foreign: &ForeignMessage) -> Explanation {
        let path = spelled::message(&self.spelling, &foreign.place);
        self.foreign("external message", foreign, path)
    }

    /// An enum of another crate.
    pub(super) fn foreign_enum(&self, foreign: &ForeignEnum) -> Explanation {
        let path = spelled::enumeration(&self.spelling, &foreign.foreign.place);
        let mut explained = self.foreign("external enum", &foreign.foreign, path);
        explained.text("openness", openness(foreign.openness));
        let first = format!("{} ({})", foreign.first_name, foreign.first_number);
        explained.text("default", first);
        explained
    }

    /// A service of another crate.
    pub(super) fn foreign_service(&self, foreign: &ForeignService) -> Explanation {
        self.foreign("external service", foreign, foreign.place.text().replace(' ', ""))
    }

    fn foreign<Place>(
        &self,
        kind: &'static str,
        foreign: &Foreign<Place>,
        path: String,
    ) -> Explanation {
        let Foreign { full_name, file, declaration, place: _, rule } = foreign;
        let mut explained = self.begin(kind, full_name, *file, declaration);
        explained.text("rust", path);
        match rule {
            Some(rule) => {
                explained.text("external", format!("by {}", self.by_rule(*rule)));
                explained.rules(vec![self.rule("extern_path", *rule)]);
            }
            None => {
                let why = "a well-known type; `compile_well_known_types=true` would generate it";
                explained.text("external", why);
                explained.rules(Vec::new());
            }
        }
        explained
    }
}

/// The openness of an enum in words.
pub(super) fn openness(openness: Openness) -> &'static str {
    match openness {
        Openness::Open => "open: any number is a value",
        Openness::Closed => "closed: the named numbers alone are values",
    }
}
