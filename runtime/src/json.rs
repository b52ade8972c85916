//! ProtoJSON: the [JSON form](https://protobuf.dev/programming-guides/json) of messages.
//!
//! * [`to_json`] and [`from_json`] print and parse a message.
//! * [`PrintOptions`] and [`ParseOptions`] set the names of fields, the indentation, limits, and a
//!   registry.
//! * [`JsonError`] names the line, the column and the path of the field.
//! * [`Json`] gives serde's traits to messages of prost-types. Messages that are generated with the
//!   option `json` have these traits themselves.
//!
//! ```
//! use rust_grpc::json::{ParseOptions, PrintOptions};
//! use rust_grpc::prost_types::SourceContext;
//!
//! let source = SourceContext { file_name: "acme/weather.proto".into() };
//! let text = rust_grpc::to_json(&source)?;
//! assert_eq!(text, r#"{"fileName":"acme/weather.proto"}"#);
//! assert_eq!(rust_grpc::from_json::<SourceContext>(&text)?, source);
//!
//! let text = PrintOptions::new().proto_names(true).indent(2).to_json(&source)?;
//! assert_eq!(text, "{\n  \"file_name\": \"acme/weather.proto\"\n}");
//!
//! let options = ParseOptions::new().ignore_unknown(true).max_heap(1 << 20);
//! let parsed: SourceContext = options.from_json(r#"{"file_name": "a.proto", "line": 7}"#)?;
//! assert_eq!(parsed.file_name, "a.proto");
//! # Ok::<(), rust_grpc::json::JsonError>(())
//! ```
//!
//! # Any and extensions
//!
//! The JSON form of an `Any` has the fields of its message, so the printer and the parser need the
//! type of the message. They look up types and extensions in the registry of the options. If the
//! options have none, they use the process-wide registry (feature `std`). serde's traits have no
//! options, and use the process-wide registry. The well-known types need not be registered.
//!
//! # serde
//!
//! serde's traits read and write ProtoJSON with any format that describes itself, e.g. JSON, YAML,
//! CBOR and MessagePack. With formats that do not, e.g. bincode and postcard, the traits return an
//! error: such formats can carry the binary encoding of protobuf. The functions of this module are
//! faster than `serde_json` with these traits, and their errors begin with the line and the column.
//!
//! A format decides how it reads numbers. `serde_json` without its feature `float_roundtrip` can
//! read a `double` as the next smaller or the next greater one.

#[cfg(feature = "reflect")]
mod dynamic;
mod error;
mod lazy_registry;
mod own_serde;
mod parse;
mod print;
mod serde;
mod wrapper;

pub use error::JsonError;
pub use parse::{ParseOptions, from_json};
pub(crate) use print::direct;
pub use print::{PrintOptions, to_json};
pub use wrapper::Json;

#[doc(hidden)]
pub use self::own_serde::SerdeType;
#[doc(hidden)]
pub use self::serde::{
    JsonDefaults, json_deserialize, json_deserialize_enum, json_serialize, json_serialize_enum,
    json_serialize_enum_value,
};
