//! Values of fields whose types are unknown at compile time.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::DynamicMessage;

mod convert;
mod kinds;
mod same;

/// The value of a field, of an element of a list, or of a value of a map.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A `bool`.
    Bool(bool),
    /// An `int32`, `sint32` or `sfixed32`.
    I32(i32),
    /// An `int64`, `sint64` or `sfixed64`.
    I64(i64),
    /// A `uint32` or `fixed32`.
    U32(u32),
    /// A `uint64` or `fixed64`.
    U64(u64),
    /// A `float`.
    F32(f32),
    /// A `double`.
    F64(f64),
    /// A `string`.
    String(String),
    /// A `bytes`.
    Bytes(Bytes),
    /// The number of an enum value. A field that is not closed can hold a number without a name.
    EnumNumber(i32),
    /// A message or group.
    Message(DynamicMessage),
    /// The elements of a repeated field.
    List(Vec<Value>),
    /// The entries of a map.
    Map(BTreeMap<MapKey, Value>),
}

/// The key of an entry of a map.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MapKey {
    /// A `bool`.
    Bool(bool),
    /// An `int32`, `sint32` or `sfixed32`.
    I32(i32),
    /// An `int64`, `sint64` or `sfixed64`.
    I64(i64),
    /// A `uint32` or `fixed32`.
    U32(u32),
    /// A `uint64` or `fixed64`.
    U64(u64),
    /// A `string`.
    String(String),
}
