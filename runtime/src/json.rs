//! ProtoJSON: the JSON form of messages (https://protobuf.dev/programming-guides/json).

#[cfg(feature = "reflect")]
mod dynamic;
mod error;
mod lazy_registry;
mod parse;
mod print;
mod serde;

pub use error::JsonError;
pub use parse::{ParseOptions, from_json};
pub use print::{PrintOptions, to_json};

#[doc(hidden)]
pub use self::serde::{
    JsonDefaults, json_deserialize, json_deserialize_enum, json_serialize, json_serialize_enum,
};
