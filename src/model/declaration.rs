//! The declaration of an element in its .proto file: position, options and features.

use std::fmt;
use std::num::NonZero;

use super::Features;

/// The declaration of an element in its .proto file, apart from its name and contents.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Declaration {
    /// The position of the element, or of the nearest enclosing element with a position. It is
    /// `None` if the descriptor has no positions.
    pub position: Option<Position>,
    /// The resolved features.
    pub features: Features,
    /// The options that the element sets.
    pub options: EncodedOptions,
}

/// A position in a .proto file. Diagnostics show it as e.g. `12:3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line, counted from 1.
    pub line: NonZero<u32>,
    /// The column, counted from 1.
    pub column: u32,
}

/// The encoded options of an element, e.g. a `google.protobuf.FieldOptions`. The bytes are those of
/// the request. They are empty if the element sets no options.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct EncodedOptions(Box<[u8]>);

/// Creates a declaration for a test.
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
    /// Creates a position. Line and column are counted from 1. Returns `None` for the line 0.
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
    /// Copies the options of a descriptor.
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
    fn an_optional_position_takes_8_bytes() {
        assert_eq!(size_of::<Option<Position>>(), 8);
        assert_eq!(Position::new((0, 3)), None);
    }
}
