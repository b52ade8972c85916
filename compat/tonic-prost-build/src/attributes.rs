//! Attributes for stubs, selected by patterns as in tonic.

/// Attributes for one kind of item, in the order they were given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub fn push(&mut self, pattern: &str, attribute: &str) {
        self.0.push((pattern.to_owned(), attribute.to_owned()));
    }

    /// Returns the attributes for an item of this name.
    pub fn of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(pattern, _)| matches(pattern, name))
            .map(|(_, attribute)| attribute.as_str())
    }
}

/// Whether a pattern matches a name. `.` matches every name. Any other pattern matches the last
/// parts of a name. Names have no leading dot, so a pattern with a leading dot matches nothing.
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
