//! The deserializer that shows a kept value.

use alloc::string::{String, ToString};
use alloc::vec::{IntoIter, Vec};
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::Tree;
use crate::json::parse::any::TYPE_KEY;
use crate::json::parse::value::integer::Integer;
use crate::json::serde::deserialize::any::ANY;

/// The members of a kept object.
pub(in crate::json::serde::deserialize) struct Replay {
    members: IntoIter<(Tree, Tree)>,
    value: Option<Tree>,
}

impl Replay {
    /// Returns a deserializer for the members of an object.
    pub(in crate::json::serde::deserialize) fn new(members: Vec<(Tree, Tree)>) -> Self {
        Replay { members: members.into_iter(), value: None }
    }
}

/// An error of a visitor.
#[derive(Debug)]
pub(in crate::json::serde::deserialize) struct ReplayError(String);

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for ReplayError {}

impl serde::de::Error for ReplayError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        ReplayError(message.to_string())
    }
}

impl<'de> MapAccess<'de> for Replay {
    type Error = ReplayError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ReplayError> {
        let Some((key, value)) = self.members.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ReplayError> {
        seed.deserialize(self.value.take().unwrap_or(Tree::Null))
    }
}

/// The elements of a kept list.
struct Elements(IntoIter<Tree>);

impl<'de> SeqAccess<'de> for Elements {
    type Error = ReplayError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ReplayError> {
        self.0.next().map(|element| seed.deserialize(element)).transpose()
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = ReplayError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReplayError> {
        match self {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(value),
            Tree::Integer(Integer { is_negative: false, magnitude }) => {
                visitor.visit_u64(magnitude)
            }
            Tree::Integer(Integer { magnitude, .. }) => match 0_i64.checked_sub_unsigned(magnitude)
            {
                Some(value) => visitor.visit_i64(value),
                None => visitor.visit_f64(-(magnitude as f64)),
            },
            Tree::Float(value) => visitor.visit_f64(value),
            Tree::Text(text) => visitor.visit_str(&text),
            Tree::Bytes(bytes) => visitor.visit_bytes(&bytes),
            Tree::List(list) => visitor.visit_seq(Elements(list.into_iter())),
            Tree::Object(members) => visitor.visit_map(Replay::new(members)),
        }
    }

    /// Shows the type URL of an `Any` first, so that the other members need not be kept again.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReplayError> {
        match self {
            Tree::Object(mut members) if name == ANY => {
                let is_type =
                    |(key, _): &(Tree, _)| matches!(key, Tree::Text(key) if key == TYPE_KEY);
                if let Some(at) = members.iter().position(is_type) {
                    members[..=at].rotate_right(1);
                }
                visitor.visit_map(Replay::new(members))
            }
            tree => tree.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}
