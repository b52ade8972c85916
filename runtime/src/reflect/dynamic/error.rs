//! The error of writing a field.

use alloc::string::String;
use core::fmt;

/// A value that cannot be written into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError(Problem);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    NoField { message: String, field: String },
    OtherType { message: String, field: String, value: String },
}

impl FieldError {
    #[cold]
    pub(in crate::reflect) fn no_field(message: &str, field: String) -> Self {
        FieldError(Problem::NoField { message: message.into(), field })
    }

    #[cold]
    pub(in crate::reflect) fn other_type(message: &str, field: &str, value: &str) -> Self {
        let (message, field, value) = (message.into(), field.into(), value.into());
        FieldError(Problem::OtherType { message, field, value })
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::NoField { message, field } => {
                write!(f, "`{message}` has no field `{field}`")
            }
            Problem::OtherType { message, field, value } => {
                write!(f, "the field `{field}` of `{message}` cannot hold {value}")
            }
        }
    }
}

impl core::error::Error for FieldError {}
