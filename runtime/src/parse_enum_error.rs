//! Parsing of the names of enum values.

use alloc::string::String;
use core::{error, fmt};

/// The error of `FromStr` for a generated enum (option `display`): no value of the enum has this
/// name.
///
/// ```
/// let error = rust_grpc::ParseEnumError::new("acme.v1.Sky", "SKY_BLUE");
/// assert_eq!(error.to_string(), "`SKY_BLUE` is no value of the enum `acme.v1.Sky`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseEnumError {
    enumeration: &'static str,
    text: String,
}

impl ParseEnumError {
    /// Creates the error from the full name of the enum and the parsed text.
    #[cold]
    pub fn new(enumeration: &'static str, text: &str) -> Self {
        Self { enumeration, text: text.into() }
    }

    /// Returns the full name of the enum, e.g. `acme.v1.Sky`.
    pub fn enumeration(&self) -> &'static str {
        self.enumeration
    }

    /// Returns the text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ParseEnumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no value of the enum `{}`", self.text, self.enumeration)
    }
}

impl error::Error for ParseEnumError {}
