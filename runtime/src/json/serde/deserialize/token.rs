//! Values as deserializers show them.

use alloc::format;
use alloc::string::String;

use crate::json::error::shortened;
use crate::json::parse::number::Number;
use crate::json::parse::value::Refusal;
use crate::json::parse::value::integer::{self, Integer};

/// A value that is no list and no object, or the mere fact that it is one.
#[derive(Clone, Copy)]
pub(super) enum Token<'t> {
    Null,
    Bool(bool),
    Integer(Integer),
    Float(f64),
    Text(&'t str),
    /// Bytes, which CBOR and MessagePack have, and JSON has not.
    Bytes(&'t [u8]),
    List,
    Object,
    /// A number that is too large for a `double`. JSON alone has such numbers.
    OutOfRange,
    /// A value with a tag, which CBOR and YAML have.
    Tagged,
}

/// The key of the object that a number is if serde_json has the feature `arbitrary_precision`,
/// which any crate of a program can switch on. The value is the text of the number.
pub(super) const NUMBER_KEY: &str = "$serde_json::private::Number";

impl Token<'_> {
    /// Returns the number that a text is.
    pub(super) fn of_number(text: &str) -> Option<Token<'static>> {
        let number = Number::of(text)?;
        // The sign of zero is that of a `double`.
        match integer::from_number(&number) {
            Ok(integer) if integer.magnitude != 0 => Some(Token::Integer(integer)),
            _ => text.parse().ok().map(|number: f64| match number.is_finite() {
                true => Token::Float(number),
                false => Token::OutOfRange,
            }),
        }
    }

    /// Returns the token of an integer, which is rounded if it has more than 64 bits.
    pub(super) fn of_i128(value: i128) -> Token<'static> {
        match i64::try_from(value) {
            Ok(value) => Token::Integer(value.into()),
            Err(_) if value < 0 => Token::Float(value as f64),
            Err(_) => Token::of_u128(value.unsigned_abs()),
        }
    }

    /// Returns the token of an integer, which is rounded if it has more than 64 bits.
    pub(super) fn of_u128(value: u128) -> Token<'static> {
        match u64::try_from(value) {
            Ok(value) => Token::Integer(value.into()),
            Err(_) => Token::Float(value as f64),
        }
    }

    /// Returns the error that the value is none of the expected kind.
    #[cold]
    pub(super) fn unexpected(self, expected: &str) -> Refusal {
        match self {
            Token::OutOfRange => "the number is out of range of `double`".into(),
            _ => format!("expected {expected}, found {}", self.found()).into(),
        }
    }

    fn found(self) -> String {
        match self {
            Token::Null => "`null`".into(),
            Token::Bool(value) => format!("`{value}`"),
            Token::Integer(Integer { is_negative, magnitude }) => {
                format!("`{}{magnitude}`", if is_negative { "-" } else { "" })
            }
            Token::Float(value) => shortened(&format!("`{value:?}`")),
            Token::Text(_) => "a string".into(),
            Token::Bytes(_) => "bytes".into(),
            Token::List => "a list".into(),
            Token::Object => "an object".into(),
            Token::OutOfRange => "a number".into(),
            Token::Tagged => "a value with a tag".into(),
        }
    }
}
