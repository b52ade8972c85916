//! The error of unpacking an `Any`.

use alloc::string::String;
use core::error::Error;
use core::fmt;

use prost::DecodeError;

/// The reason why the message in an `Any` was not decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnpackError {
    /// The type URL names another type, or no type.
    #[non_exhaustive]
    OtherType {
        /// The full name of the requested type, e.g. `acme.v1.Forecast`.
        expected: String,
        /// The type URL of the `Any`.
        type_url: String,
    },
    /// The registry does not have the type that the type URL names, or the URL names no type.
    #[non_exhaustive]
    Unregistered {
        /// The type URL of the `Any`.
        type_url: String,
    },
    /// The message is malformed or exceeds a limit.
    Malformed(DecodeError),
}

impl From<DecodeError> for UnpackError {
    fn from(error: DecodeError) -> Self {
        Self::Malformed(error)
    }
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherType { type_url, .. } | Self::Unregistered { type_url }
                if !(type_url.is_empty() || type_url.contains('/')) =>
            {
                let url = type_url.escape_debug();
                write!(f, "the type URL `{url}` has no `/` in front of the full name")
            }
            Self::OtherType { expected, type_url } => {
                let url = type_url.escape_debug();
                write!(f, "expected a `{expected}`, and the type URL is `{url}`")
            }
            Self::Unregistered { type_url } => {
                write!(f, "no type is registered for the type URL `{}`", type_url.escape_debug())
            }
            Self::Malformed(error) => error.fmt(f),
        }
    }
}

impl Error for UnpackError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // The text of this error contains the text of `error`.
            Self::Malformed(error) => error.source(),
            Self::OtherType { .. } | Self::Unregistered { .. } => None,
        }
    }
}
