//! The part of the .proto file that every element keeps: a position, options and features.

use std::fmt;
use std::num::NonZero;

use super::Features;

/// The declaration of an element in its .proto file, beside its name and its contents.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Declaration {
    /// The position of the element, or of the nearest enclosing one that has a position. It is
    /// `None` if the descriptor has no positions.
    pub position: Option<Position>,
    /// The resolved features.
    pub features: Features,
    /// The options that the element sets.
    pub options: EncodedOptions,
}

/// A position in a .proto file, as diagnostics show it, e.g. `12:3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line, counted from 1.
    pub line: NonZero<u32>,
    /// The column, counted from 1.
    pub column: u32,
}

/// An encoded options message, e.g. a `google.protobuf.FieldOptions`, byte for byte as in the
/// request. It is empty if the element sets no options.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct EncodedOptions(Box<[u8]>);

/// The declaration of an element of a test.
#[cfg(test)]
impl Default for Declaration {
    fn default() -> Self {
        let features = Features {
            presence: super::Presence::Implicit,
            openness: super::Openness::Open,
            packing: super::Packing::Packed,
            utf8: super::Utf8::Verify,
            framing: super::Framing::LengthPrefixed,
            json: super::JsonFormat::Allow,
        };
        Self { position: None, features, options: EncodedOptions::default() }
    }
}

impl Position {
    /// From line and column, counted from 1. Returns `None` for the line 0.
    pub fn new((line, column): (u32, u32)) -> Option<Self> {
        Some(Self { line: NonZero::new(line)?, column })
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl EncodedOptions {
    /// From the options in a descriptor.
    pub fn new(options: Option<&[u8]>) -> Self {
        Self(options.unwrap_or_default().into())
    }
}

/// Writes the values on one line, because recorded models show the declaration of every element.
impl fmt::Debug for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { position, features, options } = self;
        match position {
            Some(position) => write!(f, "{position}")?,
            None => f.write_str("unknown")?,
        }
        write!(f, " {features:?}")?;
        if !options.0.is_empty() {
            write!(f, " options \"{}\"", options.0.escape_ascii())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_position_takes_no_memory() {
        assert_eq!(size_of::<Option<Position>>(), 8);
        assert_eq!(Position::new((0, 3)), None);
    }
}
