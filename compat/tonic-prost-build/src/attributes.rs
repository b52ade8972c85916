//! Attributes for stubs, by patterns as tonic matches them.

/// Attributes for one kind of item, in the order they were given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub fn push(&mut self, pattern: &str, attribute: &str) {
        self.0.push((pattern.to_owned(), attribute.to_owned()));
    }

    /// Those for an item, which goes by this name here.
    pub fn of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(pattern, _)| matches(pattern, name))
            .map(|(_, attribute)| attribute.as_str())
    }
}

/// `.` is everything, and anything else the last names of what it matches. Names here have no dot
/// in front, so that a pattern with one matches nothing.
fn matches(pattern: &str, name: &str) -> bool {
    let before = name.strip_suffix(pattern).filter(|_| !pattern.is_empty());
    pattern == "."
        || before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
            && !pattern.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn the_last_names_or_everything() {
        for (pattern, name, expected) in [
            (".", "acme.v1", true),
            (".", "", true),
            ("acme.v1", "acme.v1", true),
            ("v1", "acme.v1", true),
            ("1", "acme.v1", false),
            ("acme", "acme.v1", false),
            (".acme", "acme.v1", false),
            (".v1", "acme.v1", false),
            ("v1.acme.v1", "acme.v1", false),
            ("", "acme.v1", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
