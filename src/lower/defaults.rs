//! The explicit default values, parsed from their text in the descriptor.

use std::collections::HashMap;

use super::link::{ElementId, Schema};
use super::resolve::{Fields, Kind};
use crate::diagnostics::{Diagnostics, bad_default};
use crate::model::{EnumId, FieldId, Literal, Scalar, ValueId};

/// The default of a field.
#[derive(Debug)]
pub(super) enum Default {
    Literal(Literal),
    /// A value of an enum. For an alias, it is the value that has a variant.
    Value(ValueId),
}

/// The explicit defaults, by field.
pub(super) type Defaults = HashMap<FieldId, Default>;

/// The values of the enums that defaults refer to, by name.
#[derive(Debug, std::default::Default)]
pub(super) struct Values<'r>(HashMap<EnumId, HashMap<&'r str, ValueId>>);

/// Parses the defaults of all fields.
pub(super) fn defaults(schema: &Schema<'_>, fields: &Fields, found: &mut Diagnostics) -> Defaults {
    let mut defaults = Defaults::new();
    let mut by_name = Values::default();
    for (id, field) in schema.fields.iter() {
        let Some(text) = field.proto.default_value.as_deref() else { continue };
        match by_name.parse(schema, fields[id].kind, text) {
            Some(default) => drop(defaults.insert(id, default)),
            None => {
                let element = ElementId::Field(id);
                let name = schema.full_name(element);
                found.push(bad_default(schema.location(element), &name, text));
            }
        }
    }
    defaults
}

impl<'r> Values<'r> {
    /// Parses a default. Returns `None` if the text is not a value of the kind.
    pub fn parse(&mut self, schema: &Schema<'r>, kind: Kind, text: &str) -> Option<Default> {
        match kind {
            Kind::Scalar(scalar) => self::scalar(scalar, text).map(Default::Literal),
            Kind::String(_) => Some(Default::Literal(Literal::String(text.to_owned()))),
            Kind::Bytes => self::bytes(text).map(|bytes| Default::Literal(Literal::Bytes(bytes))),
            Kind::Enum(target) => {
                let by_name = self.0.entry(target).or_insert_with(|| values(schema, target));
                by_name.get(text).copied().map(Default::Value)
            }
            Kind::Message(..) => None,
        }
    }
}

/// Returns the values of an enum by name. An alias stands for the first value with its number.
fn values<'r>(schema: &Schema<'r>, enumeration: EnumId) -> HashMap<&'r str, ValueId> {
    let mut by_number = HashMap::new();
    let mut by_name = HashMap::new();
    for id in schema.enums[enumeration].values {
        let proto = schema.values[id].proto;
        let first = *by_number.entry(proto.number()).or_insert(id);
        by_name.entry(proto.name()).or_insert(first);
    }
    by_name
}

/// Parses a number or bool. Returns `None` if the text is not valid.
fn scalar(scalar: Scalar, text: &str) -> Option<Literal> {
    match scalar {
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => text.parse().ok().map(Literal::I32),
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => text.parse().ok().map(Literal::I64),
        Scalar::Uint32 | Scalar::Fixed32 => text.parse().ok().map(Literal::U32),
        Scalar::Uint64 | Scalar::Fixed64 => text.parse().ok().map(Literal::U64),
        // Rust also parses protoc's `inf`, `-inf` and `nan`.
        Scalar::Float => text.parse().ok().map(Literal::F32),
        Scalar::Double => text.parse().ok().map(Literal::F64),
        Scalar::Bool => text.parse().ok().map(Literal::Bool),
    }
}

/// Parses a value of `bytes`. Descriptors write it with C escapes. Returns `None` if an escape is
/// malformed.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes().peekable();
    let mut value = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            value.push(byte);
            continue;
        }
        value.push(match bytes.next()? {
            b'a' => 0x07,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 0x0b,
            b'x' | b'X' => {
                let mut digits = String::new();
                while let Some(digit) = bytes.next_if(|b| digits.len() < 2 && b.is_ascii_hexdigit())
                {
                    digits.push(char::from(digit));
                }
                u8::from_str_radix(&digits, 16).ok()?
            }
            first @ b'0'..=b'7' => {
                let mut digits = String::from(char::from(first));
                while let Some(digit) =
                    bytes.next_if(|b| digits.len() < 3 && (b'0'..=b'7').contains(b))
                {
                    digits.push(char::from(digit));
                }
                u8::from_str_radix(&digits, 8).ok()?
            }
            same @ (b'\\' | b'?' | b'\'' | b'"') => same,
            _ => return None,
        });
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unescapes_c_escapes() {
        for (text, expected) in [
            (r"abc", Some(&b"abc"[..])),
            (r"\000\001\a\b\f\n\r\t\v\\\'\x88", Some(b"\0\x01\x07\x08\x0c\n\r\t\x0b\\'\x88")),
            (r"\3770", Some(b"\xff0")),
            (r"\xfg", Some(b"\x0fg")),
            (r"a\", None),
            (r"\400", None),
            (r"\x", None),
            (r"\q", None),
        ] {
            assert_eq!(bytes(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reads_numbers_as_protoc_prints_them() {
        assert_eq!(scalar(Scalar::Sint32, "-2147483648"), Some(Literal::I32(i32::MIN)));
        assert_eq!(scalar(Scalar::Double, "-inf"), Some(Literal::F64(f64::NEG_INFINITY)));
        assert_eq!(scalar(Scalar::Float, "1e+10"), Some(Literal::F32(1e10)));
        assert_eq!(scalar(Scalar::Uint32, "-1"), None);
        assert!(matches!(scalar(Scalar::Double, "nan"), Some(Literal::F64(v)) if v.is_nan()));
    }
}
