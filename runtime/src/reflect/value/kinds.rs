//! The values that a field of each type can hold.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::{MapKey, Value};
use crate::reflect::{DynamicMessage, MessageDescriptor};
use crate::schema::{Cardinality, Field, Kind};

impl Value {
    /// Returns the value of an unset field of `message` without a declared default.
    pub(in crate::reflect) fn default_of_field(message: &MessageDescriptor, field: &Field) -> Self {
        match field.cardinality {
            Cardinality::Singular(_) => Value::default_of(message, field.kind),
            Cardinality::Repeated { .. } => Value::List(Vec::new()),
            Cardinality::Map(_) => Value::Map(BTreeMap::new()),
        }
    }

    /// Returns the default value of a field's type. The field belongs to `message`.
    pub(in crate::reflect) fn default_of(message: &MessageDescriptor, kind: Kind) -> Self {
        match kind {
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(0),
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(0),
            Kind::Uint32 | Kind::Fixed32 => Value::U32(0),
            Kind::Uint64 | Kind::Fixed64 => Value::U64(0),
            Kind::Bool => Value::Bool(false),
            Kind::Float => Value::F32(0.0),
            Kind::Double => Value::F64(0.0),
            Kind::String => Value::String(String::new()),
            Kind::Bytes => Value::Bytes(Bytes::new()),
            Kind::Enum(link) => Value::EnumNumber(message.ty().linked_enum(&link).default_number()),
            Kind::Message(link) | Kind::Group(link) => {
                Value::Message(DynamicMessage::new(message.linked(&link)))
            }
        }
    }

    /// Returns whether a field of `message` can hold the value.
    pub(in crate::reflect) fn fits_field(
        &self,
        message: &MessageDescriptor,
        field: &Field,
    ) -> bool {
        match (field.cardinality, self) {
            (Cardinality::Singular(_), value) => value.fits(message, field.kind),
            (Cardinality::Repeated { .. }, Value::List(values)) => {
                values.iter().all(|value| value.fits(message, field.kind))
            }
            (Cardinality::Map(key), Value::Map(entries)) => entries
                .iter()
                .all(|(k, value)| k.fits(key.kind()) && value.fits(message, field.kind)),
            _ => false,
        }
    }

    /// Whether the value is a single value of the type of a field of `message`.
    pub(in crate::reflect) fn fits(&self, message: &MessageDescriptor, kind: Kind) -> bool {
        match (kind, self) {
            (Kind::Int32 | Kind::Sint32 | Kind::Sfixed32, Value::I32(_))
            | (Kind::Int64 | Kind::Sint64 | Kind::Sfixed64, Value::I64(_))
            | (Kind::Uint32 | Kind::Fixed32, Value::U32(_))
            | (Kind::Uint64 | Kind::Fixed64, Value::U64(_))
            | (Kind::Bool, Value::Bool(_))
            | (Kind::Float, Value::F32(_))
            | (Kind::Double, Value::F64(_))
            | (Kind::String, Value::String(_))
            | (Kind::Bytes, Value::Bytes(_)) => true,
            (Kind::Enum(link), Value::EnumNumber(number)) => message.ty().holds(&link, *number),
            (Kind::Message(link) | Kind::Group(link), Value::Message(value)) => {
                message.links_to(&link, value.descriptor())
            }
            _ => false,
        }
    }

    /// Whether the value is the default, which a field without presence does not encode.
    pub(in crate::reflect) fn is_zero(&self) -> bool {
        match self {
            Value::Bool(value) => !value,
            Value::I32(value) | Value::EnumNumber(value) => *value == 0,
            Value::I64(value) => *value == 0,
            Value::U32(value) => *value == 0,
            Value::U64(value) => *value == 0,
            // -0.0 is not the default value.
            Value::F32(value) => value.to_bits() == 0,
            Value::F64(value) => value.to_bits() == 0,
            Value::String(value) => value.is_empty(),
            Value::Bytes(value) => value.is_empty(),
            Value::Message(_) => false,
            Value::List(values) => values.is_empty(),
            Value::Map(entries) => entries.is_empty(),
        }
    }

    /// Describes the type of the value, for errors.
    pub(in crate::reflect) fn type_name(&self) -> &'static str {
        match self {
            Value::Bool(_) => "a bool",
            Value::I32(_) => "an i32",
            Value::I64(_) => "an i64",
            Value::U32(_) => "a u32",
            Value::U64(_) => "a u64",
            Value::F32(_) => "an f32",
            Value::F64(_) => "an f64",
            Value::String(_) => "a string",
            Value::Bytes(_) => "bytes",
            Value::EnumNumber(_) => "the number of an enum",
            Value::Message(_) => "a message of another type or pool",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

impl MapKey {
    /// Returns the default key of a type.
    pub(in crate::reflect) fn default_of(kind: Kind) -> Self {
        match kind {
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => MapKey::I32(0),
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => MapKey::I64(0),
            Kind::Uint32 | Kind::Fixed32 => MapKey::U32(0),
            Kind::Uint64 | Kind::Fixed64 => MapKey::U64(0),
            Kind::Bool => MapKey::Bool(false),
            _ => MapKey::String(String::new()),
        }
    }

    fn fits(&self, kind: Kind) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(&MapKey::default_of(kind))
    }
}
