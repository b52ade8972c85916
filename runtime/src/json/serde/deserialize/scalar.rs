//! The visitor for values that are not lists or objects.

use core::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};

use super::token::Token;
use crate::json::error::JsonError;

/// A visitor that passes the value to a function.
pub(super) struct Scalar<F> {
    pub receive: F,
}

/// Implements the methods of a visitor for values that are not lists or objects. Each method calls
/// a method `token`.
macro_rules! visit_tokens {
    () => {
        fn visit_bool<E: ::serde::de::Error>(self, value: bool) -> Result<Self::Value, E> {
            self.token(Token::Bool(value))
        }

        fn visit_i64<E: ::serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
            self.token(Token::Integer(value.into()))
        }

        fn visit_u64<E: ::serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
            self.token(Token::Integer(value.into()))
        }

        fn visit_i128<E: ::serde::de::Error>(self, value: i128) -> Result<Self::Value, E> {
            self.token(Token::of_i128(value))
        }

        fn visit_u128<E: ::serde::de::Error>(self, value: u128) -> Result<Self::Value, E> {
            self.token(Token::of_u128(value))
        }

        fn visit_f64<E: ::serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
            self.token(Token::Float(value))
        }

        fn visit_str<E: ::serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
            self.token(Token::Text(value))
        }

        fn visit_bytes<E: ::serde::de::Error>(self, value: &[u8]) -> Result<Self::Value, E> {
            self.token(Token::Bytes(value))
        }

        fn visit_enum<A: ::serde::de::EnumAccess<'de>>(
            self,
            _: A,
        ) -> Result<Self::Value, A::Error> {
            self.token(Token::Tagged)
        }

        fn visit_unit<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            self.token(Token::Null)
        }

        fn visit_none<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            self.token(Token::Null)
        }

        fn visit_some<D: ::serde::de::Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }

        fn visit_newtype_struct<D: ::serde::de::Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    };
}

pub(super) use visit_tokens;

impl<T, F: FnOnce(Token<'_>) -> Result<T, JsonError>> Scalar<F> {
    fn token<E: Error>(self, token: Token<'_>) -> Result<T, E> {
        (self.receive)(token).map_err(E::custom)
    }
}

impl<'de, T, F: FnOnce(Token<'_>) -> Result<T, JsonError>> Visitor<'de> for Scalar<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, number or boolean")
    }

    visit_tokens!();

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        self.token(Token::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        match super::number::number(map)? {
            Some(number) => self.token(number),
            None => self.token(Token::Object),
        }
    }
}
