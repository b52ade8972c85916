//! Single values.

use bytes::Bytes;

use super::Limits;
use crate::reflect::{DynamicMessage, MessageDescriptor, Value};
use crate::schema::Kind;
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::skip::{FIXED32, FIXED64};

/// Decodes a value. Its wire type is the wire type of `kind`.
pub(super) fn decode(
    descriptor: &MessageDescriptor,
    kind: Kind,
    value: UnknownValue<'_>,
    limits: &mut Limits<'_>,
) -> Result<Value, Error> {
    Ok(match value {
        UnknownValue::Varint(bits) => varint(kind, bits),
        UnknownValue::Fixed32(bits) => match kind {
            Kind::Sfixed32 => Value::I32(bits as i32),
            Kind::Float => Value::F32(f32::from_bits(bits)),
            _ => Value::U32(bits),
        },
        UnknownValue::Fixed64(bits) => match kind {
            Kind::Sfixed64 => Value::I64(bits as i64),
            Kind::Double => Value::F64(f64::from_bits(bits)),
            _ => Value::U64(bits),
        },
        UnknownValue::LengthDelimited(bytes) if matches!(kind, Kind::String) => {
            let text = core::str::from_utf8(bytes).map_err(|_| Error::utf8())?;
            Value::String(text.into())
        }
        UnknownValue::LengthDelimited(bytes) if matches!(kind, Kind::Bytes) => {
            Value::Bytes(Bytes::copy_from_slice(bytes))
        }
        UnknownValue::LengthDelimited(_) | UnknownValue::Group(_) => {
            let mut empty = Value::default_of(descriptor, kind);
            if let Value::Message(message) = &mut empty {
                merge_message(message, value, limits)?;
            }
            empty
        }
    })
}

fn varint(kind: Kind, bits: u64) -> Value {
    match kind {
        Kind::Int32 => Value::I32(bits as i32),
        Kind::Sint32 => {
            let bits = bits as u32;
            Value::I32((bits >> 1) as i32 ^ -((bits & 1) as i32))
        }
        Kind::Int64 => Value::I64(bits as i64),
        Kind::Sint64 => Value::I64((bits >> 1) as i64 ^ -((bits & 1) as i64)),
        Kind::Uint32 => Value::U32(bits as u32),
        Kind::Bool => Value::Bool(bits != 0),
        Kind::Enum(_) => Value::EnumNumber(bits as i32),
        _ => Value::U64(bits),
    }
}

/// Merges an encoded message, one level deeper.
pub(super) fn merge_message(
    message: &mut DynamicMessage,
    value: UnknownValue<'_>,
    limits: &mut Limits<'_>,
) -> Result<(), Error> {
    let (UnknownValue::LengthDelimited(fields) | UnknownValue::Group(fields)) = value else {
        return Ok(());
    };
    let depth = limits.depth.checked_sub(1).ok_or_else(Error::recursion)?;
    message.merge_fields(fields, depth, limits.heap)
}

/// Reads a value of a packed list.
pub(super) fn packed<'a>(kind: Kind, cursor: &mut Cursor<'a>) -> Result<UnknownValue<'a>, Error> {
    Ok(match kind.wire_type() {
        FIXED32 => UnknownValue::Fixed32(u32::from_le_bytes(cursor.array()?)),
        FIXED64 => UnknownValue::Fixed64(u64::from_le_bytes(cursor.array()?)),
        _ => UnknownValue::Varint(cursor.varint()?),
    })
}
