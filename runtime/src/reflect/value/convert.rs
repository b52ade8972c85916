//! Conversions between values and Rust types.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::{MapKey, Value};
use crate::reflect::DynamicMessage;

/// Implements `From` for the types of values, and a function that returns the value of a variant.
macro_rules! variants {
    ($($(#[$doc:meta])* $function:ident $variant:ident $type:ty;)*) => {
        impl Value {$(
            $(#[$doc])*
            pub fn $function(&self) -> Option<$type> {
                match self {
                    Value::$variant(value) => Some(*value),
                    _ => None,
                }
            }
        )*}
        $(
            impl From<$type> for Value {
                fn from(value: $type) -> Self {
                    Value::$variant(value)
                }
            }
        )*
    };
}

variants! {
    /// Returns the value of a `bool`.
    as_bool Bool bool;
    /// Returns the value of an `int32`, `sint32` or `sfixed32`.
    as_i32 I32 i32;
    /// Returns the value of an `int64`, `sint64` or `sfixed64`.
    as_i64 I64 i64;
    /// Returns the value of a `uint32` or `fixed32`.
    as_u32 U32 u32;
    /// Returns the value of a `uint64` or `fixed64`.
    as_u64 U64 u64;
    /// Returns the value of a `float`.
    as_f32 F32 f32;
    /// Returns the value of a `double`.
    as_f64 F64 f64;
}

impl Value {
    /// Returns the number of an enum value.
    pub fn as_enum_number(&self) -> Option<i32> {
        match self {
            Value::EnumNumber(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the value of a `string`.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the value of a `bytes`.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Value::Bytes(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the message.
    pub fn as_message(&self) -> Option<&DynamicMessage> {
        match self {
            Value::Message(message) => Some(message),
            _ => None,
        }
    }

    /// Returns the message for changes.
    pub fn as_message_mut(&mut self) -> Option<&mut DynamicMessage> {
        match self {
            Value::Message(message) => Some(message),
            _ => None,
        }
    }

    /// Returns the elements of a repeated field.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    /// Returns the elements of a repeated field for changes.
    pub fn as_list_mut(&mut self) -> Option<&mut Vec<Value>> {
        match self {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    /// Returns the entries of a map.
    pub fn as_map(&self) -> Option<&alloc::collections::BTreeMap<MapKey, Value>> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the entries of a map for changes.
    pub fn as_map_mut(&mut self) -> Option<&mut alloc::collections::BTreeMap<MapKey, Value>> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::String(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::String(value.into())
    }
}

impl From<Bytes> for Value {
    fn from(value: Bytes) -> Self {
        Value::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Value::Bytes(Bytes::copy_from_slice(value))
    }
}

impl From<DynamicMessage> for Value {
    fn from(message: DynamicMessage) -> Self {
        Value::Message(message)
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Value::List(values)
    }
}

impl From<MapKey> for Value {
    fn from(key: MapKey) -> Self {
        match key {
            MapKey::Bool(key) => Value::Bool(key),
            MapKey::I32(key) => Value::I32(key),
            MapKey::I64(key) => Value::I64(key),
            MapKey::U32(key) => Value::U32(key),
            MapKey::U64(key) => Value::U64(key),
            MapKey::String(key) => Value::String(key),
        }
    }
}

impl Value {
    /// Returns the value as a key of a map. Returns `None` for a type that keys cannot have.
    pub fn into_map_key(self) -> Option<MapKey> {
        Some(match self {
            Value::Bool(key) => MapKey::Bool(key),
            Value::I32(key) => MapKey::I32(key),
            Value::I64(key) => MapKey::I64(key),
            Value::U32(key) => MapKey::U32(key),
            Value::U64(key) => MapKey::U64(key),
            Value::String(key) => MapKey::String(key),
            Value::F32(_)
            | Value::F64(_)
            | Value::Bytes(_)
            | Value::EnumNumber(_)
            | Value::Message(_)
            | Value::List(_)
            | Value::Map(_) => return None,
        })
    }
}
