//! The runtime of the code that `protoc-gen-rust-grpc` generates with `codec=inline`.
//!
//! Generated messages are plain structs that implement [`prost::Message`]. So they work wherever
//! prost's messages work: in tonic, with prost-types, and as fields of derived messages. Derived
//! messages work as fields of generated messages, too. Generated code reads a contiguous slice in
//! one pass, and writes backwards in one pass. The code that all messages share is in this crate.
//!
//! Most of this crate is for generated code, and is in a hidden module. Programs may name these
//! items:
//!
//! * [`include_proto!`] includes the code that a build script has generated.
//! * [`AnyMessage`] packs and unpacks `google.protobuf.Any`.
//! * [`Registry`] finds message types by name. [`registry`] has its parts.
//! * [`DecodeOptions`] sets the limits of a decode.
//! * [`encode_deterministic`] encodes equal messages to equal bytes.
//! * [`try_encode`] refuses messages that are too deep.
//! * [`Extension`] is the type of generated constants for extensions. [`options`] reads custom
//!   options.
//! * `blocking` (feature `blocking`) has the parts of generated clients with plain functions.
//! * [`check_required`] reports the required fields that a message lacks. [`encode_checked`]
//!   refuses such a message.
//! * `to_json` and `from_json` (feature `json`) print and parse the JSON form of a message. `json`
//!   has their options.
//! * `CallOptions` (feature `tonic`) are the options of a call: timeout, metadata, compression.
//! * `intercept` (feature `layers`) has interceptors of clients and servers, which know the method
//!   and see the messages.
//! * [`Method`] is the type of generated constants for methods.
//! * [`OpenEnum`] is the type of enum fields that keep every number.
//! * [`ParseEnumError`] is the error of parsing the name of an enum value.
//! * `to_text` and `from_text` (feature `text`) print and parse protobuf's text format. `text` has
//!   their options.
//! * `Readable` (one of the features `json`, `reflect` and `text`) is the bound of functions that
//!   take a message or a view, e.g. `to_json`.
//! * [`UnknownFields`] contains the fields that a message received and does not declare.
//! * `codec::ProtoCodec` (feature `tonic`) is the codec of generated stubs.
//!   `codec::ConfiguredCodec` has the settings of a type that implements `codec::CodecSettings`.
//!   `codec::JsonCodec` (feature `json`) is the trait of codecs for stubs that also speak JSON.
//! * `layers` (feature `layers`) wrap channels and servers: deadlines, cancellation.
//! * `reflect` (feature `reflect`) reads and writes fields by name. It has field masks, and dynamic
//!   messages over sets of descriptors.
//! * `service_config` (feature `service-config`): timeouts, retries and hedging by method.
//! * `simple` (feature `tonic`) has the parts of services that are plain functions of messages.
//! * `testing` (feature `testing`) connects clients and servers in one process, disturbs calls, and
//!   has the parts of generated mocks.
//! * [`view`] has the traits and types of generated views, which borrow from encoded messages.
//! * [`alloc`], [`bytes`], [`prost`], [`prost_types`] and (feature `tonic`) `tonic` are the crates
//!   whose types generated code has in its API.
//!
//! # Features
//!
//! * `std` (default): `HashMap` fields, and the process-wide registry. Without it, the crate only
//!   needs `alloc`.
//! * `tonic`: the items of tonic that generated stubs name. It brings no transport.
//! * `blocking`: calls by plain functions.
//! * `layers`: functions of channels and servers that tonic lacks, e.g. deadlines of whole streams.
//! * `json`: ProtoJSON, and serde's traits of generated messages.
//! * `reflect`: descriptors, fields by name, field masks, and dynamic messages.
//! * `table`: the field tables that `json`, `reflect` and `text` share. Programs do not turn it on.
//! * `testing`: tests without a socket. It is for the dev-dependencies of programs.
//! * `text`: protobuf's text format.
//! * `service-config`: gRPC's service config. It turns `layers` and `json` on.
//! * `transport`: tonic's channel, server and router, and the layers.
//!
//! # Field tables
//!
//! JSON, text format and reflection read the field table of a message, and work on its binary
//! encoding. A module of this list imports none that is listed after it. The exception is `table`,
//! which imports `schema` to create schemas:
//!
//! * `table`: the tables of generated code, as text.
//! * `schema`: the types that a table or a descriptor declares, with indexes by number and by name.
//! * `records`: the records of an encoded message, read and written by a schema.
//! * `canonical`: converts records to the form in which our encoders write them.
//! * `readable`: the records of a message or of a view.
//! * `json`, `text` and `reflect`: a printer and a parser each, and dynamic messages.
//!
//! docs/internals/field-tables.md has the reasons.
//!
//! # Limits
//!
//! Messages, groups and map entries nest at most 100 levels deep, as in prost. Decoding refuses
//! deeper input, unless [`DecodeOptions`] allow it. A length prefix alone never makes decoding
//! allocate memory: the bytes must be there.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code)]
// The features use different parts of the code that they share. The compiler reports unused items
// if all of the features are on, or none of them.
#![cfg_attr(
    all(feature = "table", not(all(feature = "json", feature = "reflect", feature = "text"))),
    allow(dead_code, unused_imports)
)]

/// The crate `alloc`, for the strings, vectors, boxes and maps of generated messages.
pub extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub use bytes;
pub use prost;
pub use prost_types;
#[cfg(feature = "tonic")]
pub use tonic;

#[doc(hidden)]
pub mod __private;
mod any;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "tonic")]
mod call_options;
#[cfg(feature = "table")]
mod canonical;
#[cfg(feature = "tonic")]
pub mod codec;
mod debug;
mod decode_options;
mod deterministic;
pub mod extension;
#[cfg(feature = "tonic")]
mod grpc_timeout;
#[cfg(feature = "table")]
mod hash;
#[cfg(all(test, feature = "std"))]
mod imports;
#[cfg(feature = "layers")]
pub mod intercept;
mod interop;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "layers")]
pub mod layers;
mod limited;
mod messages;
mod method;
mod open_enum;
pub mod options;
mod parse_enum_error;
#[cfg(feature = "table")]
mod readable;
#[cfg(feature = "table")]
mod records;
#[cfg(feature = "reflect")]
pub mod reflect;
pub mod registry;
mod required;
#[cfg(feature = "table")]
mod schema;
#[cfg(feature = "service-config")]
pub mod service_config;
#[cfg(feature = "tonic")]
pub mod simple;
#[cfg(feature = "tonic")]
mod stub;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "text")]
pub mod text;
mod unknown;
pub mod view;
mod wire;

pub use any::{AnyMessage, UnpackError};
#[cfg(feature = "tonic")]
pub use call_options::CallOptions;
pub use decode_options::DecodeOptions;
pub use deterministic::encode_deterministic;
pub use extension::{Extendable, Extension, ExtensionError, extensions};
#[cfg(feature = "json")]
pub use json::{from_json, to_json};
pub use limited::{TooDeep, try_encode};
pub use method::{Idempotency, Method, MethodKind};
pub use open_enum::OpenEnum;
pub use parse_enum_error::ParseEnumError;
#[cfg(feature = "table")]
pub use readable::{Made, Readable};
pub use registry::Registry;
pub use required::{
    CheckedDecode, CheckedDecodeError, MissingRequired, RequiredFields, check_required,
    encode_checked,
};
#[cfg(feature = "text")]
pub use text::{from_text, to_text};
pub use unknown::{UnknownFields, UnknownFieldsIter, UnknownValue};

/// Includes the code that a build script has generated for a package.
///
/// ```text
/// pub mod weather {
///     rust_grpc::include_proto!("acme.weather.v1");
/// }
/// ```
///
/// The macro reads the file `acme.weather.v1.rs` in the build script's `OUT_DIR`. Code in another
/// folder is included with [`include!`], or declared as a module. A keyword is written as in Rust,
/// e.g. `include_proto!("acme.r#type")` for the package `acme.type`.
///
/// A file system limits the name of a file to 255 bytes. If the name of a package is longer, its
/// file has a shorter name that ends in a hash. A warning of the build script names the file.
/// `include_proto!` then takes the name of the file, without `.rs`, instead of the package. The
/// module tree (`mod_file`) includes such a file like every other file.
#[macro_export]
macro_rules! include_proto {
    ($package:tt) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $package, ".rs"));
    };
}
