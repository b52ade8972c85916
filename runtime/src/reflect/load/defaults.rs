//! The default values of fields. Descriptors have them as text.

use alloc::vec::Vec;

use crate::reflect::Value;
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::FieldInfo;
use crate::reflect::proto::FieldProto;
use crate::schema::{Enum, EnumLink, Kind};

/// Returns the default value and the options of a field or extension.
pub(super) fn info(
    field: &FieldProto<'_>,
    kind: Kind,
    enums: &[Enum],
) -> Result<FieldInfo, DescriptorError> {
    let wrong = || DescriptorError::new("the default is not a value of the type");
    let default = match field.default {
        Some(text) => Some(value(text, kind, enums).ok_or_else(wrong)?),
        None => None,
    };
    Ok(FieldInfo { default, options: field.options.to_bytes() })
}

/// Returns the value of a default. Returns `None` if the text is not a value of the type.
fn value(text: &str, kind: Kind, enums: &[Enum]) -> Option<Value> {
    Some(match kind {
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(text.parse().ok()?),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(text.parse().ok()?),
        Kind::Uint32 | Kind::Fixed32 => Value::U32(text.parse().ok()?),
        Kind::Uint64 | Kind::Fixed64 => Value::U64(text.parse().ok()?),
        // Rust and protoc spell `inf`, `-inf` and `nan` alike.
        Kind::Float => Value::F32(text.parse().ok()?),
        Kind::Double => Value::F64(text.parse().ok()?),
        Kind::Bool => Value::Bool(text.parse().ok()?),
        Kind::String => Value::String(text.into()),
        Kind::Bytes => Value::Bytes(unescaped(text)?.into()),
        Kind::Enum(EnumLink::Pool(index)) => {
            Value::EnumNumber(enums.get(index as usize)?.named(text)?.number)
        }
        Kind::Enum(EnumLink::Table(_)) | Kind::Message(_) | Kind::Group(_) => return None,
    })
}

/// Replaces the C escapes that descriptors use in the defaults of `bytes`.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next()? {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            byte @ (b'\\' | b'\'' | b'"' | b'?') => byte,
            b'x' | b'X' => digits(&mut rest, 16, 2, 0)?,
            digit @ b'0'..=b'7' => digits(&mut rest, 8, 2, (digit - b'0').into())?,
            _ => return None,
        });
    }
    Some(bytes)
}

/// Reads at most `count` more digits. `value` is the value of the digits read before.
fn digits(
    rest: &mut core::iter::Peekable<core::str::Bytes<'_>>,
    radix: u32,
    count: usize,
    value: u32,
) -> Option<u8> {
    let mut value = value;
    for _ in 0..count {
        let digit = rest.peek().and_then(|byte| char::from(*byte).to_digit(radix));
        let Some(digit) = digit else { break };
        value = value * radix + digit;
        rest.next();
    }
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_of_c_are_read() {
        let cases: [(&str, Option<&[u8]>); 6] = [
            ("plain", Some(b"plain")),
            (r#"\n\t\\\"\'\a"#, Some(b"\n\t\\\"'\x07")),
            (r"\000\377\1a", Some(b"\0\xff\x01a")),
            (r"\xffg\x7", Some(b"\xffg\x07")),
            (r"\777", None),
            (r"\", None),
        ];
        for (text, expected) in cases {
            assert_eq!(unescaped(text).as_deref(), expected, "{text}");
        }
    }
}
