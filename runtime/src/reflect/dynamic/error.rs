//! The error of writing to a field.

use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::reflect::{FieldDescriptor, Kind, MessageDescriptor, Value};
use crate::schema::Cardinality;

/// The reason why a value cannot be written to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError(Problem);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    NoField(String),
    OtherType { message: String, field: String, value: &'static str, held: String },
}

impl FieldError {
    #[cold]
    pub(in crate::reflect) fn no_field(message: &MessageDescriptor, field: &str) -> Self {
        FieldError(Problem::NoField(message.schema().no_field(field, field)))
    }

    #[cold]
    pub(in crate::reflect) fn other_type(field: &FieldDescriptor, value: &Value) -> Self {
        FieldError(Problem::OtherType {
            message: field.message().full_name().into(),
            field: field.name().into(),
            value: value.type_name(),
            held: field.held(),
        })
    }
}

impl FieldDescriptor {
    /// Describes the values that the field can hold.
    fn held(&self) -> String {
        let single = match self.kind() {
            Kind::Enum(decl) if decl.is_closed() => {
                format!("the number of a value that `{}` declares", decl.full_name())
            }
            Kind::Enum(decl) => format!("the number of a value of `{}`", decl.full_name()),
            Kind::Message(decl) => format!("a `{}` of the same pool", decl.full_name()),
            _ => Value::default_of(self.message(), self.schema().kind).type_name().into(),
        };
        match self.schema().cardinality {
            Cardinality::Singular(_) => single,
            Cardinality::Repeated { .. } => format!("a list, each element {single}"),
            Cardinality::Map(_) => format!("a map, each value {single}"),
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::NoField(problem) => f.write_str(problem),
            Problem::OtherType { message, field, value, held } => {
                write!(f, "the field `{field}` of `{message}` cannot hold {value}: it holds {held}")
            }
        }
    }
}

impl core::error::Error for FieldError {}
