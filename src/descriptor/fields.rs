//! The fields of an encoded message, one after the other. Their values are not decoded.

use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, skip_field};

/// An iterator over the fields of an encoded message. The first error ends the iteration.
pub(crate) struct Fields<'a>(&'a [u8]);

/// A field of an encoded message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// The field number.
    pub number: u32,
    /// The value.
    pub value: Value<'a>,
    /// The encoded key and value.
    pub encoded: &'a [u8],
}

/// The value of a field. Only the wire type is known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    /// A varint.
    Varint(u64),
    /// The content of a length-prefixed field.
    Bytes(&'a [u8]),
    /// A value of another wire type.
    Other,
}

impl<'a> Fields<'a> {
    /// Creates an iterator over the fields of a message.
    pub fn of(message: &'a [u8]) -> Self {
        Self(message)
    }

    fn read(&mut self) -> Result<Field<'a>, DecodeError> {
        let start = self.0;
        let rest = &mut self.0;
        let (number, wire_type) = decode_key(rest)?;
        let value = match wire_type {
            WireType::Varint => Value::Varint(decode_varint(rest)?),
            WireType::LengthDelimited => {
                let length = decode_varint(rest)?;
                let split =
                    usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length));
                let Some((value, after)) = split else {
                    // prost has no constructor for a `DecodeError`, so prost itself returns the
                    // error.
                    let truncated =
                        skip_field(wire_type, number, &mut &[1][..], DecodeContext::default());
                    return Err(truncated.unwrap_err());
                };
                *rest = after;
                Value::Bytes(value)
            }
            _ => {
                skip_field(wire_type, number, rest, DecodeContext::default())?;
                Value::Other
            }
        };
        Ok(Field { number, value, encoded: &start[..start.len() - self.0.len()] })
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<Field<'a>, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.read();
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}
