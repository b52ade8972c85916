//! Rules that were given as text: in a parameter, or in a file, where they have a place.

use super::Options;
use super::selector::split_path;
use crate::diagnostics::Location;

/// A rule as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    key: String,
    /// As rules are printed, without blanks around the path.
    rule: String,
    place: Option<Location>,
}

impl Options {
    /// Remembers an item, `key=value`.
    pub(super) fn remember(&mut self, item: &str, place: Option<Location>) {
        let (key, value) = item.split_once('=').unwrap_or((item, ""));
        let rule = match split_path(value.trim()) {
            Some((path, value)) => format!("{}={}", path.trim(), value.trim()),
            None => value.trim().to_owned(),
        };
        self.written.push(Written { key: key.trim().to_owned(), rule, place });
    }

    /// Whether an option was given as text.
    pub(crate) fn is_written(&self, key: &str) -> bool {
        self.written.iter().any(|written| written.key == key)
    }

    /// Whether a rule was given as text, and where if that was in a file.
    pub(crate) fn written(&self, key: &str, rule: &str) -> Option<Option<&Location>> {
        let written = self.written.iter().find(|written| written.key == key && written.rule == rule)?;
        Some(written.place.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_files_have_places() {
        let mut options = Options::default();
        options.apply("bytes=.a").unwrap();
        options.apply_file("opts.txt", "# Rules.\n type_attribute = .b = #[c]\n").unwrap();
        options.set("boxed", ".d").unwrap();
        let place = Location { file: "opts.txt".into(), position: Some((2, 1)) };
        assert_eq!(options.written("bytes", ".a"), Some(None));
        assert_eq!(options.written("type_attribute", ".b=#[c]"), Some(Some(&place)));
        assert_eq!(options.written("boxed", ".d"), None);
    }
}
