//! serde's traits for messages of other crates.

use core::ops::{Deref, DerefMut};

use prost::Message;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::serde::{JsonDefaults, json_deserialize, json_serialize};
use crate::readable::Readable;
use crate::table::Tabled;

/// A message with serde's traits. It is for messages that have a field table and do not implement
/// these traits: messages of prost-types, and generated messages with `text` or `reflect` and
/// without `json`.
///
/// ```
/// use rust_grpc::json::Json;
/// use rust_grpc::prost_types::Timestamp;
///
/// let start = Json(Timestamp { seconds: 60, nanos: 0 });
/// let text = serde_json::to_string(&start)?;
/// assert_eq!(text, "\"1970-01-01T00:01:00Z\"");
///
/// let parsed: Json<Timestamp> = serde_json::from_str(&text)?;
/// assert_eq!(parsed.seconds, 60);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A struct that derives serde's traits can have a field of the type `Json<Timestamp>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json<M>(pub M);

impl<M> From<M> for Json<M> {
    fn from(message: M) -> Self {
        Json(message)
    }
}

impl<M> Deref for Json<M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.0
    }
}

impl<M> DerefMut for Json<M> {
    fn deref_mut(&mut self) -> &mut M {
        &mut self.0
    }
}

impl<M: Readable> Serialize for Json<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json_serialize(&self.0, JsonDefaults::NONE, serializer)
    }
}

impl<'de, M: Message + Default + Tabled> Deserialize<'de> for Json<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json_deserialize(JsonDefaults::NONE, deserializer).map(Json)
    }
}
