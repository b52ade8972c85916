//! Numbers as the binary encoding has them.

use alloc::format;

use super::Refusal;
use super::integer::Integer;
use crate::schema::Kind;
use crate::wire::varint::{zigzag32, zigzag64};

/// Returns the value of a varint or the bits of a fixed-width value. `kind` is one of the integers.
#[inline]
pub(crate) fn of_integer(kind: &Kind, integer: Integer) -> Result<u64, Refusal> {
    let bits = match kind {
        Kind::Int32 => integer.to_i32().map(|value| i64::from(value) as u64),
        Kind::Sint32 => integer.to_i32().map(|value| zigzag32(value).into()),
        Kind::Sfixed32 => integer.to_i32().map(|value| u64::from(value as u32)),
        Kind::Int64 | Kind::Sfixed64 => integer.to_i64().map(|value| value as u64),
        Kind::Sint64 => integer.to_i64().map(zigzag64),
        Kind::Uint32 | Kind::Fixed32 => integer.to_u32().map(u64::from),
        Kind::Uint64 | Kind::Fixed64 => integer.to_u64(),
        _ => None,
    };
    bits.ok_or_else(|| out_of_range(kind))
}

/// Returns the bits of a `float` or `double`.
#[inline]
pub(crate) fn of_float(kind: &Kind, value: f64) -> Result<u64, Refusal> {
    match kind {
        Kind::Float => {
            let float = value as f32;
            if float.is_infinite() && value.is_finite() {
                return Err(out_of_range(kind));
            }
            Ok(float.to_bits().into())
        }
        _ => Ok(value.to_bits()),
    }
}

#[cold]
pub(super) fn out_of_range(kind: &Kind) -> Refusal {
    format!("the number is out of range of `{}`", name(kind)).into()
}

/// Returns the name of a scalar kind in a .proto file.
fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Int32 => "int32",
        Kind::Int64 => "int64",
        Kind::Uint32 => "uint32",
        Kind::Uint64 => "uint64",
        Kind::Sint32 => "sint32",
        Kind::Sint64 => "sint64",
        Kind::Fixed32 => "fixed32",
        Kind::Fixed64 => "fixed64",
        Kind::Sfixed32 => "sfixed32",
        Kind::Sfixed64 => "sfixed64",
        Kind::Bool => "bool",
        Kind::Float => "float",
        Kind::Double => "double",
        Kind::String => "string",
        Kind::Bytes => "bytes",
        Kind::Enum(_) => "enum",
        Kind::Message(_) | Kind::Group(_) => "message",
    }
}
