//! ProtoJSON: the JSON form of messages (https://protobuf.dev/programming-guides/json).

mod error;
mod parse;

pub use error::JsonError;
pub use parse::{ParseOptions, from_json};
