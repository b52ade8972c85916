//! Writing and parsing JSON with the calls that users of each library make.

use prost::Message;
use rust_grpc::__private::v1::Tabled;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A way to write and parse the JSON of `M`. All input is valid: an error ends the benchmark.
pub trait Library<M>: 'static {
    fn write(message: &M) -> String;
    fn parse(text: &str) -> M;
}

/// The way through `serde_json`. pbjson and buffa have no other.
pub struct SerdeJson;

impl<M: Serialize + DeserializeOwned> Library<M> for SerdeJson {
    fn write(message: &M) -> String {
        serde_json::to_string(message).unwrap()
    }

    fn parse(text: &str) -> M {
        serde_json::from_str(text).unwrap()
    }
}

/// The way through `rust_grpc::to_json` and `from_json`.
pub struct Direct;

impl<M: Message + Default + Tabled> Library<M> for Direct {
    fn write(message: &M) -> String {
        rust_grpc::to_json(message).unwrap()
    }

    fn parse(text: &str) -> M {
        rust_grpc::from_json(text).unwrap()
    }
}
