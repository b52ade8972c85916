//! Values that are not messages.

use alloc::string::String;
use core::fmt::{Display, Write as _};

use super::float;
use crate::schema::{Kind, Type};
use crate::text::known::Known;
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::skip::{FIXED32, FIXED64, VARINT};
use crate::wire::varint::{unzigzag32, unzigzag64};

/// An integer of any kind.
pub(super) enum Integer {
    Signed(i64),
    Unsigned(u64),
}

/// Calls `print` with each value of a packed record.
pub(super) fn each<'a>(
    kind: Kind,
    packed: &'a [u8],
    mut print: impl FnMut(UnknownValue<'a>),
) -> Result<(), Error> {
    let mut cursor = Cursor::new(packed);
    while !cursor.is_empty() {
        print(match kind.wire_type() {
            FIXED32 => UnknownValue::Fixed32(u32::from_le_bytes(cursor.array()?)),
            FIXED64 => UnknownValue::Fixed64(u64::from_le_bytes(cursor.array()?)),
            _ => UnknownValue::Varint(cursor.varint()?),
        });
    }
    Ok(())
}

/// Writes a value of the field.
pub(super) fn write(known: Known<'_>, value: UnknownValue<'_>, out: &mut String) {
    let kind = known.field.kind;
    match (kind, value) {
        (Kind::Bool, UnknownValue::Varint(value)) => write_bool(value != 0, out),
        (Kind::Float, UnknownValue::Fixed32(bits)) => float::write_f32(f32::from_bits(bits), out),
        (Kind::Double, UnknownValue::Fixed64(bits)) => float::write_f64(f64::from_bits(bits), out),
        (Kind::Enum(link), UnknownValue::Varint(number)) => {
            let number = number as i32;
            match known.scope.linked_enum(&link).value(number) {
                Some(value) => out.push_str(&value.name),
                None => write_number(number, out),
            }
        }
        (_, UnknownValue::LengthDelimited(bytes)) => write_string(bytes, out),
        _ => match integer(kind, value) {
            Integer::Signed(value) => write_number(value, out),
            Integer::Unsigned(value) => write_number(value, out),
        },
    }
}

/// Returns the integer that a value encodes.
pub(super) fn integer(kind: Kind, value: UnknownValue<'_>) -> Integer {
    let bits = match value {
        UnknownValue::Varint(value) => value,
        UnknownValue::Fixed32(value) => value.into(),
        UnknownValue::Fixed64(value) => value,
        UnknownValue::LengthDelimited(_) | UnknownValue::Group(_) => 0,
    };
    match kind {
        Kind::Int32 | Kind::Sfixed32 | Kind::Enum(_) => Integer::Signed((bits as i32).into()),
        Kind::Int64 | Kind::Sfixed64 => Integer::Signed(bits as i64),
        Kind::Sint32 => Integer::Signed(unzigzag32(bits as u32).into()),
        Kind::Sint64 => Integer::Signed(unzigzag64(bits)),
        Kind::Uint32 | Kind::Fixed32 => Integer::Unsigned((bits as u32).into()),
        _ => Integer::Unsigned(bits),
    }
}

/// Returns the default value of a key or value that an entry lacks.
pub(super) fn default(kind: Kind, scope: Type<'_>) -> UnknownValue<'static> {
    if let Kind::Enum(link) = kind {
        return UnknownValue::Varint(scope.linked_enum(&link).default_number() as u64);
    }
    match kind.wire_type() {
        VARINT => UnknownValue::Varint(0),
        FIXED32 => UnknownValue::Fixed32(0),
        FIXED64 => UnknownValue::Fixed64(0),
        _ => UnknownValue::LengthDelimited(&[]),
    }
}

pub(super) fn write_bool(value: bool, out: &mut String) {
    out.push_str(if value { "true" } else { "false" });
}

pub(super) fn write_number(value: impl Display, out: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(out, "{value}");
}

/// Writes a string or bytes with the escapes of C++.
pub(super) fn write_string(bytes: &[u8], out: &mut String) {
    out.push('"');
    for byte in bytes {
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b'"' | b'\'' | b'\\' => out.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => out.push(char::from(*byte)),
            _ => {
                let digit = |shift: u8| char::from(b'0' + (byte >> shift & 7));
                out.extend(['\\', digit(6), digit(3), digit(0)]);
            }
        }
    }
    out.push('"');
}
