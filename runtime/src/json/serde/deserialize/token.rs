//! Values as deserializers show them.

use alloc::format;
use alloc::string::String;

use crate::json::error::shortened;
use crate::json::parse::number::Number;
use crate::json::parse::value::Refusal;
use crate::json::parse::value::integer::{self, Integer};

/// A value that is not a list or object, or only the fact that a list or object is there.
#[derive(Clone, Copy)]
pub(super) enum Token<'t> {
    Null,
    Bool(bool),
    Integer(Integer),
    Float(f64),
    Text(&'t str),
    /// Bytes, which exist in CBOR and MessagePack, and not in JSON.
    Bytes(&'t [u8]),
    List,
    Object,
    /// A number that is too great for a `double`. Only JSON has such numbers.
    OutOfRange,
    /// A value with a tag, which exists in CBOR and YAML.
    Tagged,
}

/// The key of the object by which serde_json represents a number with the feature
/// `arbitrary_precision`. Any crate of a program can enable the feature. The value is the text of
/// the number.
pub(super) const NUMBER_KEY: &str = "$serde_json::private::Number";

impl Token<'_> {
    /// Returns the number in a text.
    pub(super) fn of_number(text: &str) -> Option<Token<'static>> {
        let number = Number::of(text)?;
        // Negative zero exists as a `double` only.
        match integer::from_number(&number) {
            Ok(integer) if integer.magnitude != 0 => Some(Token::Integer(integer)),
            _ => text.parse().ok().map(|number: f64| match number.is_finite() {
                true => Token::Float(number),
                false => Token::OutOfRange,
            }),
        }
    }

    /// Returns the token of an integer. The integer is rounded if it has more than 64 bits.
    pub(super) fn of_i128(value: i128) -> Token<'static> {
        match i64::try_from(value) {
            Ok(value) => Token::Integer(value.into()),
            Err(_) if value < 0 => Token::Float(value as f64),
            Err(_) => Token::of_u128(value.unsigned_abs()),
        }
    }

    /// Returns the token of an integer. The integer is rounded if it has more than 64 bits.
    pub(super) fn of_u128(value: u128) -> Token<'static> {
        match u64::try_from(value) {
            Ok(value) => Token::Integer(value.into()),
            Err(_) => Token::Float(value as f64),
        }
    }

    /// Returns the error that the value is not of the expected kind.
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
