//! The visitor of a value.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::build::Build;
use super::path::Path;
use super::place::Place;
use super::put::Outcome;
use super::scalar::visit_tokens;
use super::token::Token;
use super::{any, list, map, number, object, skip, struct_value};
use crate::json::error::JsonError;
use crate::json::parse::object::Inside;

/// The seed and visitor of a value with its place.
pub(super) struct Value<'b, 'p, 'o> {
    pub build: &'b mut Build<'o>,
    pub path: &'p Path<'p>,
    pub place: Place<'p>,
    /// Whether `null` means no value.
    pub is_nullable: bool,
}

impl Value<'_, '_, '_> {
    fn token<E: Error>(self, token: Token<'_>) -> Result<Outcome, E> {
        self.put(token).map_err(E::custom)
    }

    fn put(self, token: Token<'_>) -> Result<Outcome, JsonError> {
        self.build.is_visited = true;
        if self.is_nullable && matches!(token, Token::Null) {
            return Ok(Outcome::Absent);
        }
        self.build.check_levels(self.path)?;
        self.build.put(self.place, token).map_err(|refusal| self.path.error(refusal))
    }

    /// Begins a list or object.
    fn open<E: Error>(&mut self) -> Result<(), E> {
        self.build.is_visited = true;
        self.build.check_levels(self.path).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        match self.place {
            Place::Any(_) if self.build.is_replaying => {
                deserializer.deserialize_newtype_struct(any::ANY, self)
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Value<'_, '_, '_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.place.expected())
    }

    visit_tokens!();

    fn visit_seq<A: SeqAccess<'de>>(mut self, seq: A) -> Result<Outcome, A::Error> {
        self.open()?;
        let Value { build, path, place, .. } = self;
        match place {
            Place::List(ty, field) => list::list(build, path, ty, field, seq)?,
            Place::JsonList => struct_value::list(build, path, seq)?,
            Place::Json => struct_value::list_in_value(build, path, seq)?,
            Place::Skip(levels) => skip::list(build, path, levels, seq)?,
            _ => {
                let refusal = Token::List.unexpected(place.expected());
                return Err(A::Error::custom(path.error(refusal)));
            }
        }
        Ok(Outcome::Written)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<Outcome, A::Error> {
        self.open()?;
        let Value { build, path, place, .. } = self;
        match place {
            Place::Object(ty) => object::object(build, path, ty, Inside::Plain, map)?,
            Place::Any(ty) => any::any(build, path, ty, map)?,
            Place::Map(ty, field, key) => map::map(build, path, ty, field, key, map)?,
            Place::JsonObject => struct_value::object(build, path, map)?,
            Place::Json => struct_value::object_in_value(build, path, map)?,
            Place::Skip(levels) => skip::object(build, path, levels, map)?,
            Place::Text(_)
            | Place::JsonList
            | Place::List(..)
            | Place::Scalar(..)
            | Place::Packed(..) => {
                let token = number::number(map)?.unwrap_or(Token::Object);
                return Value { build, path, place, is_nullable: false }.token(token);
            }
        }
        Ok(Outcome::Written)
    }
}
