//! ProtoJSON: the JSON form of messages (https://protobuf.dev/programming-guides/json).

mod error;
mod parse;
mod print;

pub use error::JsonError;
pub use parse::{ParseOptions, from_json};
pub use print::{PrintOptions, to_json};
