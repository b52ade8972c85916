//! Values that are kept until the type of their message is known.

mod replay;

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::number;
use super::path::Path;
use super::scalar::visit_tokens;
use super::token::{NUMBER_KEY, Token};
use crate::json::error::JsonError;
use crate::json::parse::value::integer::Integer;

pub(super) use replay::Replay;

/// A kept value.
pub(super) enum Tree {
    Null,
    Bool(bool),
    Integer(Integer),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Tree>),
    Object(Vec<(Tree, Tree)>),
}

impl From<Token<'_>> for Tree {
    fn from(token: Token<'_>) -> Self {
        match token {
            Token::Null => Tree::Null,
            Token::Bool(value) => Tree::Bool(value),
            Token::Integer(value) => Tree::Integer(value),
            Token::Float(value) => Tree::Float(value),
            Token::Text(text) => Tree::Text(text.into()),
            Token::Bytes(bytes) => Tree::Bytes(bytes.into()),
            Token::List => Tree::List(Vec::new()),
            Token::Object | Token::Tagged => Tree::Object(Vec::new()),
            // The replayed object represents the number again.
            Token::OutOfRange => {
                Tree::Object(vec![(Tree::Text(NUMBER_KEY.into()), Tree::Text("1e999".into()))])
            }
        }
    }
}

/// The seed of a value that is kept.
#[derive(Clone, Copy)]
pub(super) struct TreeSeed<'p> {
    /// The path of the message.
    pub path: &'p Path<'p>,
    /// The number of lists and objects that may be nested in the value.
    pub levels: u32,
}

impl TreeSeed<'_> {
    fn token<E: Error>(self, token: Token<'_>) -> Result<Tree, E> {
        match token {
            // The value after a tag is not read, so it cannot be kept.
            Token::Tagged => Err(E::custom(self.path.error(token.unexpected("a value")))),
            _ => Ok(token.into()),
        }
    }

    /// Returns the seed of a value in a list or object.
    fn inner(self) -> Result<Self, JsonError> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(TreeSeed { levels, ..self }),
            None => Err(self.path.error("the message nests too deep")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    visit_tokens!();

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let seed = self.inner().map_err(A::Error::custom)?;
        // The input claims a length, for which nothing is allocated in advance.
        let mut list = Vec::new();
        while let Some(element) = seq.next_element_seed(seed)? {
            list.push(element);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let seed = self.inner().map_err(A::Error::custom)?;
        let mut members = Vec::new();
        while let Some(key) = map.next_key_seed(seed)? {
            if matches!(&key, Tree::Text(key) if members.is_empty() && key == NUMBER_KEY) {
                return number::value(&mut map).map(Tree::from);
            }
            let value = map.next_value_seed(seed)?;
            members.push((key, value));
        }
        Ok(Tree::Object(members))
    }
}
