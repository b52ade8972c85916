//! Rules that were given as text: in a parameter, or in a file, where they have a place.

use super::{Options, SPECS};
use crate::diagnostics::Location;

/// A rule as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    key: &'static str,
    /// As rules are printed, however it was written.
    rule: String,
    place: Option<Location>,
}

impl Options {
    /// Remembers an item, `key=value`, that has been applied.
    pub(super) fn remember(&mut self, item: &str, place: Option<Location>) {
        let (key, value) = item.split_once('=').unwrap_or((item, ""));
        // Options of other plugins have no rules.
        let Some(spec) = SPECS.iter().find(|spec| spec.key == key.trim()) else { return };
        // By itself: among all the others it would have to be found.
        let mut alone = Self::default();
        let rule = (spec.set)(&mut alone, value.trim()).ok().and_then(|()| (spec.get)(&alone).pop()).unwrap_or_default();
        self.written.push(Written { key: spec.key, rule, place });
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

    #[test]
    fn rules_are_known_however_they_are_written() {
        let mut options = Options::default();
        let text = "client=.p.X=true\nclient = .p.Y = 0\nserver=.p.Z=1\nextern_path=acme.v2 = ::x\nclient_feature=.=a\n";
        options.apply_file("opts.txt", text).unwrap();
        for (line, (key, rule)) in (1..).zip([
            ("client", ".p.X"),
            ("client", ".p.Y=false"),
            ("server", ".p.Z"),
            ("extern_path", ".acme.v2=::x"),
            ("client_feature", "a"),
        ]) {
            let place = Location { file: "opts.txt".into(), position: Some((line, 1)) };
            assert_eq!(options.written(key, rule), Some(Some(&place)), "{rule}");
        }
    }

    #[test]
    fn how_options_were_given_is_no_part_of_them() {
        let mut set = Options::default();
        set.set("bytes", ".a").unwrap();
        set.set("codec", "prost").unwrap();
        assert_eq!(set, "bytes=.a,codec=prost".parse().unwrap());
        assert_ne!(set, "bytes=.a".parse().unwrap());
    }
}
