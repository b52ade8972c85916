//! Selectors. A selector is a path that selects elements of a schema.

use std::fmt;

/// A path that selects elements by full name:
///
/// * A rooted path begins with a dot. It selects an element and the elements below it: `.a.b`
///   selects `a.b` and `a.b.C.d`, but not `a.bc`.
/// * A path with `=.` in front selects one element: `=.a.b` selects `a.b` and nothing below it.
/// * Any other path is a suffix, as in prost: `Foo.bar` selects `a.Foo.bar`.
/// * `.` selects everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selector {
    reach: Reach,
    /// The path without the sign in front.
    path: String,
}

/// The elements that a selector covers besides the element that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All elements, because the rule has no path, e.g. `client=false`.
    Unscoped,
    /// All elements below it, e.g. `.a.b`.
    Below,
    /// Elements of this name in any scope, e.g. `b`.
    Suffix,
    /// No other element, e.g. `=.a.b`.
    Alone,
}

/// The match of a selector with an element. Each variant is more specific than the variants before
/// it, and a greater number is more specific than a smaller one.
///
/// As in prost, the full name is more specific than a suffix. A suffix is more specific than the
/// path of a package or element around the element. Of two paths of the same kind, the longer one
/// is more specific. The name of a field's enum is more specific than the paths around the field,
/// and less specific than the names of the field itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Match {
    /// The rule has no path.
    Unscoped,
    /// The path selects a package or element around the element. The number is the length of a
    /// rooted path, and 0 for a suffix.
    Around(u32),
    /// The path names the enum that is the type of a field. A greater number is more specific
    /// among such paths.
    OfType(u32),
    /// The path is a suffix of the element's name. The number is its length.
    Suffix(u32),
    /// The rooted path is the full name of the element.
    Exact,
    /// The path selects this element alone.
    Alone,
}

impl Selector {
    /// Parses a selector. The error is a text that says what is expected.
    pub fn new(text: &str) -> Result<Self, String> {
        let (reach, path) = match (text.strip_prefix("=."), text.strip_prefix('.')) {
            (Some(path), _) => (Reach::Alone, path),
            (None, Some(path)) => (Reach::Below, path),
            (None, None) => (Reach::Suffix, text),
        };
        if (path.is_empty() && reach == Reach::Below) || is_dotted_name(path) {
            return Ok(Self { reach, path: path.into() });
        }
        Err("expected a path such as `.acme.v1.Forecast.day` (rooted), `=.acme.v1.Forecast` (this \
             element alone), `Forecast.day` (suffix) or `.` (everything)"
            .into())
    }

    /// Creates the selector of a rule without a path.
    pub fn unscoped() -> Self {
        Self { reach: Reach::Unscoped, path: String::new() }
    }

    /// Whether the rule has no path.
    pub fn is_unscoped(&self) -> bool {
        self.reach == Reach::Unscoped
    }

    /// Whether the selector covers an element. The full name has no leading dot, e.g.
    /// `acme.v1.Forecast.day`.
    pub fn matches(&self, full_name: &str) -> bool {
        let boundary = |rest: Option<&str>, next: fn(&str) -> bool| {
            rest.is_some_and(|rest| rest.is_empty() || next(rest))
        };
        match self.reach {
            Reach::Unscoped => true,
            Reach::Below if self.path.is_empty() => true,
            Reach::Below => {
                boundary(full_name.strip_prefix(&self.path), |rest| rest.starts_with('.'))
            }
            Reach::Suffix => {
                boundary(full_name.strip_suffix(&self.path), |rest| rest.ends_with('.'))
            }
            Reach::Alone => self.path == full_name,
        }
    }

    /// Returns the match of the selector with an element. Returns `None` if it does not match.
    pub fn match_of(&self, full_name: &str) -> Option<Match> {
        let length = u32::try_from(self.path.len()).unwrap_or(u32::MAX);
        self.matches(full_name).then(|| match self.reach {
            Reach::Unscoped => Match::Unscoped,
            Reach::Below if self.path == full_name => Match::Exact,
            Reach::Below => Match::Around(length),
            Reach::Suffix => Match::Suffix(length),
            Reach::Alone => Match::Alone,
        })
    }

    /// Returns the match of the selector with a field of an enum type, by the full name of the
    /// enum. Only a path that names the enum matches.
    pub fn match_of_type(&self, enumeration: &str) -> Option<Match> {
        self.names(enumeration).then(|| match self.reach {
            Reach::Suffix => Match::OfType(u32::try_from(self.path.len()).unwrap_or(u32::MAX - 2)),
            Reach::Unscoped | Reach::Below => Match::OfType(u32::MAX - 1),
            Reach::Alone => Match::OfType(u32::MAX),
        })
    }

    /// Whether the path is `.`, or the rule has no path.
    pub fn is_everything(&self) -> bool {
        self.path.is_empty()
    }

    /// Returns the path without the sign in front, e.g. `acme.v1`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the sign in front of the path: `.`, `=.` or nothing.
    pub fn sign(&self) -> &'static str {
        match self.reach {
            Reach::Below => ".",
            Reach::Unscoped | Reach::Suffix => "",
            Reach::Alone => "=.",
        }
    }

    /// Whether the path names this element itself, and not an element around it.
    pub fn names(&self, full_name: &str) -> bool {
        match self.reach {
            Reach::Unscoped => false,
            Reach::Below | Reach::Alone => self.path == full_name,
            Reach::Suffix => self.matches(full_name),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.sign(), self.path)
    }
}

/// Splits a rule at the first `=` that is not a part of the path. Returns the path and the value.
pub(crate) fn split_path(text: &str) -> Option<(&str, &str)> {
    let own = usize::from(text.starts_with('='));
    let (path, value) = text[own..].split_once('=')?;
    Some((&text[..own + path.len()], value))
}

/// Whether a text consists of identifiers with dots between them.
pub(super) fn is_dotted_name(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
            && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
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
            assert_eq!(
                Selector::new(selector).unwrap().matches(name),
                expected,
                "{selector} {name}"
            );
        }
    }

    #[test]
    fn malformed_paths_are_rejected() {
        for text in ["", "=", "=.", "=a", "..a", "a..b", "a.", "a b", ".a=b", "1a"] {
            assert!(Selector::new(text).is_err(), "{text}");
        }
    }
}
