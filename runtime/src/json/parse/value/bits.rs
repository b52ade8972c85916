//! Numbers as bits of the binary encoding.

use alloc::format;

use super::Refusal;
use super::integer::Integer;
use crate::schema::Kind;
use crate::wire::varint::zigzag64;

/// Returns the value of a varint, or the bits of a fixed-width value. `kind` is an integer kind.
/// For a kind of 32 bits, the caller ignores the higher bits.
///
/// The ranges are data and not branches, because a processor cannot predict the kinds of fields.
#[inline]
pub(crate) fn of_integer(kind: &Kind, integer: Integer) -> Result<u64, Refusal> {
    let Integer { is_negative, magnitude } = integer;
    let (least, greatest) = range(kind);
    if magnitude > if is_negative { least } else { greatest } {
        return Err(out_of_range(kind));
    }
    let value = if is_negative { magnitude.wrapping_neg() } else { magnitude };
    let is_zigzag = matches!(kind, Kind::Sint32 | Kind::Sint64);
    Ok(if is_zigzag { zigzag64(value as i64) } else { value })
}

/// Returns the absolute values of the least and the greatest integer of a kind.
#[inline]
fn range(kind: &Kind) -> (u64, u64) {
    match kind {
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => (1 << 31, (1 << 31) - 1),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => (1 << 63, (1 << 63) - 1),
        Kind::Uint32 | Kind::Fixed32 => (0, u32::MAX as u64),
        _ => (0, u64::MAX),
    }
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

/// Returns the name of a scalar kind, as a .proto file spells it.
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
