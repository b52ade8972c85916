//! One of a few values, for everything or for what is below a path.

use super::Selector;
use super::selector::split_path;
use super::value::{OptionValue, UnknownFields};

/// A value and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice<T> {
    /// For which elements.
    pub selector: Selector,
    pub value: T,
}

/// What the methods of [`Config`](crate::Config) take that choose a value: `UnknownFields::Preserve` for everything, or
/// `(".acme.v1", UnknownFields::Preserve)` for what is below a path.
pub trait ByPath<T> {
    /// As it is written in a parameter.
    fn into_rule(self) -> String;
}

impl ByPath<UnknownFields> for UnknownFields {
    fn into_rule(self) -> String {
        self.print()
    }
}

impl<P: AsRef<str>> ByPath<UnknownFields> for (P, UnknownFields) {
    fn into_rule(self) -> String {
        format!("{}={}", self.0.as_ref(), self.1.print())
    }
}

impl<T: OptionValue> OptionValue for Choice<T> {
    fn parse(text: &str) -> Result<Self, String> {
        let (path, value) = split_path(text).unwrap_or((".", text));
        Ok(Self { selector: Selector::new(path.trim())?, value: T::parse(value.trim())? })
    }

    fn print(&self) -> String {
        match self.selector.is_everything() {
            true => self.value.print(),
            false => format!("{}={}", self.selector, self.value.print()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Config, UnknownFields};

    #[test]
    fn with_and_without_a_path() {
        let mut config = Config::new();
        config.unknown_fields(UnknownFields::Preserve).unknown_fields((".a.v1", UnknownFields::Drop));
        assert_eq!(config.options.to_string(), "unknown_fields=preserve,unknown_fields=.a.v1=drop");
    }
}
