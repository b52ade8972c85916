//! The error of an extension.

use alloc::boxed::Box;
use alloc::string::String;
use core::{error, fmt};

use prost::DecodeError;

use crate::wire::error::Error;

/// The error of reading an extension. It names the extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    full_name: &'static str,
    extendee: &'static str,
    number: u32,
    fault: Fault,
}

/// The cause of an [`ExtensionError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A value cannot be decoded.
    Decode(DecodeError),
    /// The extension extends the options of other elements.
    OtherOptions(&'static str),
    /// The descriptors do not have the element that the program asks for.
    NoElement(String),
}

impl ExtensionError {
    #[cold]
    pub(super) fn new(
        full_name: &'static str,
        extendee: &'static str,
        number: u32,
        fault: Fault,
    ) -> Self {
        Self(Box::new(Inner { full_name, extendee, number, fault }))
    }

    /// Returns the full name of the extension, e.g. `acme.v1.wind_speed`.
    pub fn full_name(&self) -> &'static str {
        self.0.full_name
    }

    /// Returns the full name of the extended message, e.g. `acme.v1.Forecast`.
    pub fn extendee(&self) -> &'static str {
        self.0.extendee
    }

    /// Returns the number of the extension.
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// Returns the error of decoding a value. Returns `None` if there is another cause.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.0.fault {
            Fault::Decode(error) => Some(error),
            Fault::OtherOptions(_) | Fault::NoElement(_) => None,
        }
    }
}

impl fmt::Display for ExtensionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { full_name, extendee, number, fault } = &*self.0;
        write!(f, "extension `{full_name}` = {number} of `{extendee}`: ")?;
        match fault {
            Fault::Decode(error) => error.fmt(f),
            Fault::OtherOptions(wanted) => write!(f, "it does not extend `{wanted}`"),
            Fault::NoElement(element) => {
                write!(f, "the embedded descriptors have no {element}")
            }
        }
    }
}

impl error::Error for ExtensionError {}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Fault::Decode(error.into())
    }
}
