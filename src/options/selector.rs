//! Path selectors: which elements of a schema a rule is about.

use std::fmt;

/// Selects elements by full name. With a leading dot it is rooted and covers what is nested below, ending at
/// component boundaries: `.a.b` covers `a.b` and `a.b.C.d`, not `a.bc`. Without one it is prost's suffix: `Foo.bar`
/// matches `a.Foo.bar`. With `=.` in front it is this element alone: `=.a.b` covers `a.b` and nothing in it. `.` is
/// everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selector {
    reach: Reach,
    /// Without the leading dot.
    path: String,
}

/// What a selector covers besides the element that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Everything in it: `.a.b`.
    Below,
    /// Elements of this name elsewhere: `b`.
    Suffix,
    /// Nothing: `=.a.b`.
    Alone,
}

/// A selector with what to do, e.g. an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    /// For which elements.
    pub selector: Selector,
    /// e.g. `#[derive(Eq)]` or a name.
    pub value: String,
}

impl Selector {
    /// `Err` says what is expected.
    pub fn new(text: &str) -> Result<Self, String> {
        let (reach, path) = match (text.strip_prefix("=."), text.strip_prefix('.')) {
            (Some(path), _) => (Reach::Alone, path),
            (None, Some(path)) => (Reach::Below, path),
            (None, None) => (Reach::Suffix, text),
        };
        if (path.is_empty() && reach == Reach::Below) || is_dotted_name(path) {
            return Ok(Self { reach, path: path.into() });
        }
        Err("expected a path such as `.acme.v1.Forecast.day` (rooted), `=.acme.v1.Forecast` (it alone), `Forecast.day` (suffix) or `.` (everything)".into())
    }

    /// Whether an element is meant, by its full name without leading dot, e.g. `acme.v1.Forecast.day`.
    pub fn matches(&self, full_name: &str) -> bool {
        let boundary = |rest: Option<&str>, next: fn(&str) -> bool| rest.is_some_and(|rest| rest.is_empty() || next(rest));
        match self.reach {
            Reach::Below if self.path.is_empty() => true,
            Reach::Below => boundary(full_name.strip_prefix(&self.path), |rest| rest.starts_with('.')),
            Reach::Suffix => boundary(full_name.strip_suffix(&self.path), |rest| rest.ends_with('.')),
            Reach::Alone => self.path == full_name,
        }
    }

    /// How precise a suffix is about what is in the element that it matches: less than any that matches the element.
    pub const AROUND: (u8, usize) = (0, 0);

    /// Whether it is `.`.
    pub fn is_everything(&self) -> bool {
        self.path.is_empty()
    }

    /// How precise it is about an element that it matches: exact, then suffixes, then what the element is in, the longer the
    /// better, as prost has it.
    pub fn precision(&self, full_name: &str) -> (u8, usize) {
        let kind = match self.reach {
            Reach::Alone => 3,
            Reach::Below if self.path == full_name => 2,
            Reach::Below => 0,
            Reach::Suffix => 1,
        };
        (kind, self.path.len())
    }

    /// Whether exactly this element is named, not something around it.
    pub fn names(&self, full_name: &str) -> bool {
        match self.reach {
            Reach::Below | Reach::Alone => self.path == full_name,
            Reach::Suffix => self.matches(full_name),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.reach {
            Reach::Below => ".",
            Reach::Suffix => "",
            Reach::Alone => "=.",
        };
        write!(f, "{prefix}{}", self.path)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.selector, self.value)
    }
}

/// The path and what stands after it, at the first `=` that is not the path's own.
pub(crate) fn split_path(text: &str) -> Option<(&str, &str)> {
    let own = usize::from(text.starts_with('='));
    let (path, value) = text[own..].split_once('=')?;
    Some((&text[..own + path.len()], value))
}

/// Whether a text is identifiers joined by dots.
pub(super) fn is_dotted_name(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_') && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::Selector;

    #[test]
    fn matches_at_component_boundaries() {
        for (selector, name, expected) in [
            (".", "a.b", true),
            (".a.b", "a.b", true),
            (".a.b", "a.b.C.d", true),
            (".a.b", "a.bc", false),
            (".b", "a.b", false),
            ("b", "a.b", true),
            ("C.d", "a.b.C.d", true),
            ("C.d", "C.d", true),
            ("C.d", "a.bC.d", false),
            ("a.b", "a.b.c", false),
            ("=.a.b", "a.b", true),
            ("=.a.b", "a.b.c", false),
            ("=.b", "a.b", false),
        ] {
            assert_eq!(Selector::new(selector).unwrap().matches(name), expected, "{selector} {name}");
        }
    }

    #[test]
    fn rejects_what_is_no_path() {
        for text in ["", "=", "=.", "=a", "..a", "a..b", "a.", "a b", ".a=b", "1a"] {
            assert!(Selector::new(text).is_err(), "{text}");
        }
    }
}
