//! How many bytes fields take. Every function but the last takes the field's key and its value.

use bytes::Bytes;

use super::kind::{self, Kind, Scalar, Width};
use super::map::{self, Map};
use super::{MessageCodec, varint};
use crate::unknown::UnknownFields;

/// Bytes of a key.
#[inline(always)]
pub(crate) const fn key(tag: u32) -> usize {
    varint::len(tag as u64)
}

/// Bytes of a field of `length` bytes with a length prefix.
#[inline(always)]
pub(crate) const fn delimited(tag: u32, length: usize) -> usize {
    key(tag) + varint::len(length as u64) + length
}

macro_rules! scalars {
    ($($name:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Bytes of a `", stringify!($name), "` field.")]
        #[inline(always)]
        pub fn $name(tag: u32, value: $value) -> usize {
            key(tag) + kind::$kind::width(value)
        }
    )*};
}

scalars! {
    int32 Int32 i32;
    int64 Int64 i64;
    uint32 Uint32 u32;
    uint64 Uint64 u64;
    sint32 Sint32 i32;
    sint64 Sint64 i64;
    fixed32 Fixed32 u32;
    fixed64 Fixed64 u64;
    sfixed32 Sfixed32 i32;
    sfixed64 Sfixed64 i64;
    bool Bool bool;
    float Float f32;
    double Double f64;
}

/// Bytes of a `string` field.
#[inline(always)]
pub fn string(tag: u32, value: &str) -> usize {
    delimited(tag, value.len())
}

/// Bytes of a `bytes` field.
#[inline(always)]
pub fn bytes(tag: u32, value: &[u8]) -> usize {
    delimited(tag, value.len())
}

/// Bytes of a `bytes` field that is a `Bytes`.
#[inline(always)]
pub fn bytes_shared(tag: u32, value: &Bytes) -> usize {
    delimited(tag, value.len())
}

/// Bytes of a field that holds a message.
#[inline(always)]
pub fn message<M: MessageCodec>(tag: u32, message: &M) -> usize {
    delimited(tag, message.size())
}

/// Bytes of a group. `tag` is its start-group key; the end-group key has the same length.
#[inline(always)]
pub fn group<M: MessageCodec>(tag: u32, message: &M) -> usize {
    2 * key(tag) + message.size()
}

/// Bytes of a field that holds a message of which only `prost::Message` is known.
#[inline]
pub fn foreign_message<M: prost::Message>(tag: u32, message: &M) -> usize {
    delimited(tag, message.encoded_len())
}

/// Bytes of such a message, framed as a group.
#[inline]
pub fn foreign_group<M: prost::Message>(tag: u32, message: &M) -> usize {
    2 * key(tag) + message.encoded_len()
}

/// Bytes of a packed field: none if it is empty.
#[inline]
pub fn packed<K: Scalar>(tag: u32, values: &[K::Value]) -> usize {
    if values.is_empty() {
        return 0;
    }
    let length = match K::WIDTH {
        Width::Varint => values.iter().map(|value| K::width(*value)).sum(),
        Width::Four => 4 * values.len(),
        Width::Eight => 8 * values.len(),
    };
    delimited(tag, length)
}

/// Bytes of a repeated field that is not packed.
#[inline]
pub fn expanded<K: Kind>(tag: u32, values: &[K::Value]) -> usize {
    values.iter().map(|value| K::size(tag, value)).sum()
}

/// Bytes of a map field.
#[inline]
pub fn map<K, V, C>(tag: u32, map: &C) -> usize
where
    K: Kind,
    V: Kind,
    C: Map<Key = K::Value, Value = V::Value>,
{
    map::size::<K, V, C>(tag, map, V::size_unless_default)
}

/// Bytes of a map field in which values that equal `default` are left out.
#[inline]
pub fn map_with_default<K, V, C>(tag: u32, map: &C, default: V::Value) -> usize
where
    K: Kind,
    V: Kind<Value: PartialEq>,
    C: Map<Key = K::Value, Value = V::Value>,
{
    map::size::<K, V, C>(tag, map, |tag, value| if *value == default { 0 } else { V::size(tag, value) })
}

/// Bytes of the fields that a message does not declare.
#[inline(always)]
pub fn unknown_fields(unknown: &UnknownFields) -> usize {
    unknown.as_bytes().len()
}
