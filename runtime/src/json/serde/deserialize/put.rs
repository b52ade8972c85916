//! Writing values that are not lists or objects as records.

use super::build::Build;
use super::place::{Place, Slot};
use super::token::Token;
use crate::json::parse::struct_value::{BOOL, NULL, NUMBER, STRING};
use crate::json::parse::value::bytes::decode_base64;
use crate::json::parse::value::{Refusal, bits, enumeration, float, integer};
use crate::schema::{Enum, Kind, Type};
use crate::wire::skip::{DELIMITED, FIXED64, VARINT};

/// The result of writing a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The value is written, or it is a default value that is not encoded.
    Written,
    /// The value is a `null` that means no value.
    Absent,
    /// The value is an unknown name of an enum value, which the options ignore.
    Ignored,
}

impl Build<'_> {
    /// Writes a value to its place.
    pub(super) fn put(&mut self, place: Place<'_>, token: Token<'_>) -> Result<Outcome, Refusal> {
        match (place, token) {
            (Place::Text(form), Token::Text(text)) => form.write(text, &mut self.out)?,
            (Place::Json, _) => self.put_json(token)?,
            (Place::Scalar(ty, slot), _) => return self.put_scalar(ty, slot, token),
            (Place::Packed(ty, kind), _) => match self.bits(ty, kind, token)? {
                Some(bits) => self.out.bits(kind.wire_type(), bits),
                None => return Ok(Outcome::Ignored),
            },
            // The value after a tag is not read, so it cannot be skipped.
            (Place::Skip(_), Token::Tagged) => return Err(token.unexpected("a value")),
            (Place::Skip(_), _) => {}
            _ => return Err(token.unexpected(place.expected())),
        }
        Ok(Outcome::Written)
    }

    fn put_scalar(
        &mut self,
        ty: Type<'_>,
        slot: Slot<'_>,
        token: Token<'_>,
    ) -> Result<Outcome, Refusal> {
        let Slot { number, kind, is_implicit } = slot;
        match (kind, token) {
            (Kind::String | Kind::Bytes, Token::Text("")) if is_implicit => {}
            (Kind::Bytes, Token::Bytes([])) if is_implicit => {}
            (Kind::String, Token::Text(text)) => {
                self.out.key(number, DELIMITED);
                self.out.delimited(text.as_bytes());
            }
            (Kind::Bytes, Token::Text(text)) => {
                let begun = self.out.begin(number);
                decode_base64(text, self.out.bytes_mut())?;
                self.out.end(begun);
            }
            // Formats with a type for bytes need no Base64.
            (Kind::Bytes, Token::Bytes(bytes)) => {
                self.out.key(number, DELIMITED);
                self.out.delimited(bytes);
            }
            (Kind::String | Kind::Bytes, _) => return Err(token.unexpected("a string")),
            _ => match self.bits(ty, kind, token)? {
                Some(0) if is_implicit => {}
                Some(bits) => {
                    self.out.key(number, kind.wire_type());
                    self.out.bits(kind.wire_type(), bits);
                }
                None => return Ok(Outcome::Ignored),
            },
        }
        Ok(Outcome::Written)
    }

    /// Returns the bits of a number, boolean or enum value. Returns `None` for an unknown name of
    /// an enum value that the options ignore.
    fn bits(&self, ty: Type<'_>, kind: &Kind, token: Token<'_>) -> Result<Option<u64>, Refusal> {
        match (kind, token) {
            (Kind::Enum(link), _) => enumeration(ty.linked_enum(link), token, self.ignores_unknown),
            (Kind::Bool, Token::Bool(value)) => Ok(Some(value.into())),
            (Kind::Bool, _) => Err(token.unexpected("a boolean")),
            (Kind::Float | Kind::Double, _) => float_bits(kind, token).map(Some),
            _ => integer_bits(kind, token).map(Some),
        }
    }

    /// Writes the field of a `google.protobuf.Value`.
    fn put_json(&mut self, token: Token<'_>) -> Result<(), Refusal> {
        let (number, bits) = match token {
            Token::Null => (NULL, 0),
            Token::Bool(value) => (BOOL, value.into()),
            Token::Integer(_) | Token::Float(_) => {
                let bits = float_bits(&Kind::Double, token)?;
                if !f64::from_bits(bits).is_finite() {
                    return Err("the number of a `google.protobuf.Value` is not finite".into());
                }
                self.out.key(NUMBER, FIXED64);
                self.out.bits(FIXED64, bits);
                return Ok(());
            }
            Token::Text(text) => {
                self.out.key(STRING, DELIMITED);
                self.out.delimited(text.as_bytes());
                return Ok(());
            }
            Token::Bytes(_) | Token::List | Token::Object | Token::OutOfRange | Token::Tagged => {
                return Err(token.unexpected("a value"));
            }
        };
        self.out.key(number, VARINT);
        self.out.varint(bits);
        Ok(())
    }
}

/// Returns the bits of an enum value. Returns `None` for an unknown name that the options ignore.
pub(super) fn enumeration(
    schema: &Enum,
    token: Token<'_>,
    ignores_unknown: bool,
) -> Result<Option<u64>, Refusal> {
    match token {
        Token::Text(name) => enumeration::from_name(schema, name, ignores_unknown),
        Token::Integer(_) | Token::Float(_) => integer_bits(&Kind::Int32, token).map(Some),
        Token::Null if schema.is_null_value() => Ok(Some(0)),
        _ => Err(token.unexpected("an enum value")),
    }
}

/// Returns the bits of an integer.
pub(super) fn integer_bits(kind: &Kind, token: Token<'_>) -> Result<u64, Refusal> {
    let integer = match token {
        Token::Integer(integer) => integer,
        Token::Float(value) => integer::from_float(value)?,
        Token::Text(text) => integer::from_text(text)?,
        _ => return Err(token.unexpected("a number")),
    };
    bits::of_integer(kind, integer)
}

fn float_bits(kind: &Kind, token: Token<'_>) -> Result<u64, Refusal> {
    match token {
        Token::Integer(integer) => Ok(float::from_integer(kind, integer)),
        Token::Float(value) => bits::of_float(kind, value),
        Token::Text(text) => float::from_text(kind, text),
        _ => Err(token.unexpected("a number")),
    }
}
