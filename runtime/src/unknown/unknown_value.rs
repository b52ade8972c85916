//! The value of an unknown field.

use alloc::vec::Vec;
use core::fmt;

use prost::encoding::{WireType, encode_key, encode_varint};

use super::UnknownFieldsIter;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::skip;

/// The value of an unknown field, as far as it is known without the type of the field.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnknownValue<'a> {
    /// An integer, a bool or an enum's number. The reader decides whether an integer is signed.
    Varint(u64),
    /// Four bytes, read as a little-endian number.
    Fixed32(u32),
    /// Eight bytes, read as a little-endian number.
    Fixed64(u64),
    /// A string, bytes, a message or a packed field.
    LengthDelimited(&'a [u8]),
    /// The fields of a group, without its start-group and end-group keys.
    Group(&'a [u8]),
}

impl<'a> UnknownValue<'a> {
    /// Returns the wire type of the value. For a group, it is the wire type of the start-group key.
    pub fn wire_type(self) -> WireType {
        match self {
            UnknownValue::Varint(_) => WireType::Varint,
            UnknownValue::Fixed32(_) => WireType::ThirtyTwoBit,
            UnknownValue::Fixed64(_) => WireType::SixtyFourBit,
            UnknownValue::LengthDelimited(_) => WireType::LengthDelimited,
            UnknownValue::Group(_) => WireType::StartGroup,
        }
    }

    /// Returns the fields in a group, or in bytes that are well-formed fields and so could be a
    /// message. Some short strings are well-formed fields, too.
    pub fn fields(self) -> Option<UnknownFieldsIter<'a>> {
        match self {
            UnknownValue::Group(fields) => Some(UnknownFieldsIter::new(fields)),
            UnknownValue::LengthDelimited(bytes) => {
                skip::all(bytes, RECURSION_LIMIT).is_ok().then(|| UnknownFieldsIter::new(bytes))
            }
            UnknownValue::Varint(_) | UnknownValue::Fixed32(_) | UnknownValue::Fixed64(_) => None,
        }
    }

    /// Appends the whole field, with the number `number`.
    pub(crate) fn write(self, number: u32, records: &mut Vec<u8>) {
        encode_key(number, self.wire_type(), records);
        match self {
            UnknownValue::Varint(value) => encode_varint(value, records),
            UnknownValue::Fixed32(value) => records.extend_from_slice(&value.to_le_bytes()),
            UnknownValue::Fixed64(value) => records.extend_from_slice(&value.to_le_bytes()),
            UnknownValue::LengthDelimited(bytes) => {
                encode_varint(bytes.len() as u64, records);
                records.extend_from_slice(bytes);
            }
            UnknownValue::Group(fields) => {
                records.extend_from_slice(fields);
                encode_key(number, WireType::EndGroup, records);
            }
        }
    }
}

/// Prints bytes like a Rust literal, so that strings in them can be read and a long value takes one
/// line.
impl fmt::Debug for UnknownValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UnknownValue::Varint(value) => write!(f, "Varint({value})"),
            UnknownValue::Fixed32(value) => write!(f, "Fixed32({value:#010x})"),
            UnknownValue::Fixed64(value) => write!(f, "Fixed64({value:#018x})"),
            UnknownValue::LengthDelimited(bytes) => {
                write!(f, "LengthDelimited(b\"{}\")", bytes.escape_ascii())
            }
            UnknownValue::Group(fields) => write!(f, "Group(b\"{}\")", fields.escape_ascii()),
        }
    }
}
