//! The keys of objects.

use alloc::string::String;
use core::fmt::Write as _;

use serde::de::{DeserializeSeed, Deserializer};

use super::build::Build;
use super::path::Path;
use super::put::integer_bits;
use super::scalar::Scalar;
use super::token::Token;
use crate::json::error::JsonError;
use crate::json::parse::value::{Refusal, key};
use crate::schema::{MapKey, Type};
use crate::wire::skip::DELIMITED;

/// The key of a member of a message.
pub(super) enum MemberKey {
    /// The index of a declared field.
    Field(usize),
    /// A key that names no declared field.
    Other(String),
}

/// The seed of a key in a message.
pub(super) struct FieldName<'p> {
    pub path: &'p Path<'p>,
    pub ty: Type<'p>,
    /// The index of the field that most probably comes next.
    pub expected: usize,
}

impl<'de> DeserializeSeed<'de> for FieldName<'_> {
    type Value = MemberKey;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<MemberKey, D::Error> {
        let FieldName { path, ty, expected } = self;
        // YAML shows a key like `true` or `7` as a string only if the visitor requests a string.
        deserializer.deserialize_str(Scalar {
            receive: |token: Token<'_>| {
                let name = text(path, token)?;
                let index = ty.message().index_of_json(name, expected);
                Ok(index.map_or_else(|| MemberKey::Other(name.into()), MemberKey::Field))
            },
        })
    }
}

/// The seed of a key that is a string.
pub(super) struct Text<'p>(pub &'p Path<'p>);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(Scalar {
            receive: |token: Token<'_>| text(self.0, token).map(String::from),
        })
    }
}

fn text<'t>(path: &Path<'_>, token: Token<'t>) -> Result<&'t str, JsonError> {
    match token {
        Token::Text(text) => Ok(text),
        _ => Err(path.error(token.unexpected("a string as key"))),
    }
}

/// The seed of the key of a map's entry. The record of the entry was begun before.
pub(super) struct EntryKey<'b, 'p, 'o> {
    pub build: &'b mut Build<'o>,
    pub path: &'p Path<'p>,
    pub key: MapKey,
    /// Receives the text of the key, for errors in the value.
    pub text: &'b mut String,
}

impl<'de> DeserializeSeed<'de> for EntryKey<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let EntryKey { build, path, key, text } = self;
        let is_string = key == MapKey::String;
        let visitor = Scalar {
            receive: |token: Token<'_>| {
                build.put_key(key, token, text).map_err(|refusal| path.error(refusal))
            },
        };
        match is_string {
            true => deserializer.deserialize_str(visitor),
            // YAML and CBOR have keys that are numbers and booleans.
            false => deserializer.deserialize_any(visitor),
        }
    }
}

impl Build<'_> {
    /// Writes the key of an entry.
    fn put_key(&mut self, key: MapKey, token: Token<'_>, text: &mut String) -> Result<(), Refusal> {
        text.clear();
        let bits = match (key, token) {
            (MapKey::String, Token::Text(key)) => {
                text.push_str(key);
                self.add_string_key(key);
                self.out.key(1, DELIMITED);
                self.out.delimited(key.as_bytes());
                return Ok(());
            }
            (MapKey::String, _) => return Err(token.unexpected("a string as key")),
            (_, Token::Text(key_text)) => {
                text.push_str(key_text);
                key::from_text(key, key_text)?
            }
            (MapKey::Bool, Token::Bool(value)) => {
                let _ = write!(text, "{value}");
                value.into()
            }
            (MapKey::Bool, _) => return Err(token.unexpected("`true` or `false` as key")),
            (_, Token::Integer(integer)) => {
                let sign = if integer.is_negative { "-" } else { "" };
                let _ = write!(text, "{sign}{}", integer.magnitude);
                integer_bits(&key.kind(), token)?
            }
            _ => return Err(token.unexpected("a number as key")),
        };
        self.add_scalar_key(bits);
        let wire_type = key.kind().wire_type();
        self.out.key(1, wire_type);
        self.out.bits(wire_type, bits);
        Ok(())
    }
}
