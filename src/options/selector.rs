//! Path selectors: the elements of a schema that a rule is for.

use std::fmt;

/// Selects elements by full name. With a leading dot it is rooted and covers what is nested below,
/// ending at component boundaries: `.a.b` covers `a.b` and `a.b.C.d`, not `a.bc`. Without one it is
/// prost's suffix: `Foo.bar` matches `a.Foo.bar`. With `=.` in front it is this element alone:
/// `=.a.b` covers `a.b` and nothing in it. `.` is everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selector {
    reach: Reach,
    /// Without the leading dot.
    path: String,
}

/// The reach of a selector: the elements that it covers besides the one that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All elements, since no path was given: `client=false`.
    Unscoped,
    /// All elements in it: `.a.b`.
    Below,
    /// Elements of this name in any scope: `b`.
    Suffix,
    /// No other element: `=.a.b`.
    Alone,
}

/// The precision with which a selector matches an element, in ascending order.
///
/// As with prost, an exact name beats a suffix, a suffix beats a path around the element, and of
/// two paths of one kind the longer one wins. The name of a field's enum is between the paths
/// around the field and its own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Match {
    /// No path was given.
    Unscoped,
    /// The path selects a package or element around the element; the length of the rooted path, or
    /// 0 for a suffix.
    Around(u32),
    /// The path names the enum that is the type of a field; the precision among such paths.
    OfType(u32),
    /// The path is a suffix of the element's name; its length.
    Suffix(u32),
    /// The rooted path is the element's name.
    Exact,
    /// The path names this element alone.
    Alone,
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

    /// The selector of a value without a path.
    pub fn unscoped() -> Self {
        Self { reach: Reach::Unscoped, path: String::new() }
    }

    /// Whether no path was given.
    pub fn is_unscoped(&self) -> bool {
        self.reach == Reach::Unscoped
    }

    /// Whether the selector covers an element, by its full name without leading dot, e.g.
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

    /// Returns how the selector matches an element of this full name, or `None`.
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

    /// Returns how the selector matches a field whose type is the enum of this full name, or
    /// `None`. Only a path that names the enum matches.
    pub fn match_of_type(&self, enumeration: &str) -> Option<Match> {
        self.names(enumeration).then(|| match self.reach {
            Reach::Suffix => Match::OfType(u32::try_from(self.path.len()).unwrap_or(u32::MAX - 2)),
            Reach::Unscoped | Reach::Below => Match::OfType(u32::MAX - 1),
            Reach::Alone => Match::OfType(u32::MAX),
        })
    }

    /// Whether it is `.`, or no path was given.
    pub fn is_everything(&self) -> bool {
        self.path.is_empty()
    }

    /// Returns the path without the sign in front, e.g. `acme.v1`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the sign in front of the path: `.`, `=.` or none.
    pub fn sign(&self) -> &'static str {
        match self.reach {
            Reach::Below => ".",
            Reach::Unscoped | Reach::Suffix => "",
            Reach::Alone => "=.",
        }
    }

    /// Whether the path names this element itself, not an element around it.
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

/// Splits a rule into the path and the value, at the first `=` that is no part of the path.
pub(crate) fn split_path(text: &str) -> Option<(&str, &str)> {
    let own = usize::from(text.starts_with('='));
    let (path, value) = text[own..].split_once('=')?;
    Some((&text[..own + path.len()], value))
}

/// Whether a text is identifiers joined by dots.
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
    fn rejects_what_is_no_path() {
        for text in ["", "=", "=.", "=a", "..a", "a..b", "a.", "a b", ".a=b", "1a"] {
            assert!(Selector::new(text).is_err(), "{text}");
        }
    }
}
