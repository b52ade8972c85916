//! Runtime of the code that `protoc-gen-rust-grpc` generates with `codec=inline`.
//!
//! Generated messages are plain structs that implement [`prost::Message`], so they work wherever
//! prost's do: in tonic, with prost-types, as fields of derived messages and the other way round.
//! Their code reads a contiguous slice in one pass and writes backwards in one pass. The code that
//! all messages share is in this crate.
//!
//! Most of this crate is for generated code only and stands in a hidden module. A program may name
//! these items:
//!
//! * [`include_proto!`] mounts what a build script has generated;
//! * [`AnyMessage`] packs and unpacks `google.protobuf.Any`;
//! * [`Registry`] knows message types by name, and [`registry`] is where its parts are;
//! * [`DecodeOptions`] set other limits;
//! * [`encode_deterministic`] makes equal bytes of equal messages;
//! * [`try_encode`] refuses messages that are too deep;
//! * [`Extension`] is the type of generated constants for extensions, and [`options`] reads custom
//!   options;
//! * [`check_required`] names the required fields that a message lacks, and [`encode_checked`]
//!   refuses such a message;
//! * `to_json` and `from_json` (feature `json`) print and parse the JSON form of a message, and
//!   `json` has their options;
//! * [`Method`] is what generated constants say of a method;
//! * [`OpenEnum`] is the type of enum fields that keep every number;
//! * [`ParseEnumError`] is the error of parsing the name of an enum value;
//! * `to_text` and `from_text` (feature `text`) are protobuf's text format, and `text` has their
//!   options;
//! * [`UnknownFields`] are the fields a message was received with but does not declare;
//! * `codec::ProtoCodec` (feature `tonic`) is the codec of generated stubs, and
//!   `codec::ConfiguredCodec` the one of stubs that want something else, which
//!   `codec::CodecSettings` say; `codec::JsonCodec` (feature `json`) is for codecs of stubs that
//!   speak JSON, too;
//! * `layers` (feature `layers`) go around channels and servers: deadlines, cancellation;
//! * `reflect` (feature `reflect`) reads and writes fields by name, has field masks, and dynamic
//!   messages over sets of descriptors;
//! * [`alloc`], [`bytes`], [`prost`], [`prost_types`] and (feature `tonic`) `tonic` are the crates
//!   whose types appear in generated code.
//!
//! # Features
//!
//! * `std` (default): `HashMap` fields, and the process-wide registry. Without it the crate needs
//!   `alloc` only.
//! * `tonic`: what generated stubs name. It brings no transport.
//! * `layers`: what a channel or server should do beyond tonic's, such as deadlines that hold for
//!   whole streams.
//! * `json`: ProtoJSON, and serde's traits of generated messages.
//! * `reflect`: descriptors, fields by name, field masks, and dynamic messages.
//! * `table`: the part that `json`, `reflect` and `text` share. It is not for programs.
//! * `text`: protobuf's text format.
//! * `transport`: tonic's channel, server and router, and the layers.
//!
//! # Field tables
//!
//! JSON, text format and reflection read the field table of a message, and work on its binary
//! encoding. No module of this list imports one below it, but for `table`, which makes schemas:
//!
//! * `table`: the tables of generated code, as text.
//! * `schema`: the types that a table or a descriptor declares, with indexes by number and by name.
//! * `records`: the records of an encoded message, read and written by a schema.
//! * `canonical`: the form of records that our encoders write, made of any records.
//! * `json`, `text` and `reflect`: one printer and one parser each, and dynamic messages.
//!
//! docs/internals/field-tables.md has the reasons.
//!
//! # Limits
//!
//! Messages, groups and map entries nest 100 deep at most, as in prost; deeper input is refused,
//! unless [`DecodeOptions`] say otherwise. A length in the input never makes decoding allocate more
//! than the bytes that are really there justify.

#![no_std]
#![deny(unsafe_code)]
// Each of these features uses a part of what they share. The compiler finds unused items with all of
// them on, and with none.
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
#[cfg(feature = "table")]
mod canonical;
#[cfg(feature = "tonic")]
pub mod codec;
mod debug;
mod decode_options;
mod deterministic;
mod enums;
pub mod extension;
#[cfg(feature = "table")]
mod hash;
#[cfg(all(test, feature = "std"))]
mod imports;
mod interop;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "layers")]
pub mod layers;
mod limited;
mod method;
mod open_enum;
pub mod options;
#[cfg(feature = "table")]
mod records;
#[cfg(feature = "reflect")]
pub mod reflect;
pub mod registry;
mod required;
#[cfg(feature = "table")]
mod schema;
#[cfg(feature = "tonic")]
mod stub;
mod table;
#[cfg(feature = "text")]
pub mod text;
mod unknown;
mod wire;

pub use any::{AnyMessage, UnpackError};
pub use decode_options::DecodeOptions;
pub use deterministic::encode_deterministic;
pub use enums::ParseEnumError;
pub use extension::{Extendable, Extension, ExtensionError, extensions};
#[cfg(feature = "json")]
pub use json::{from_json, to_json};
pub use limited::{TooDeep, try_encode};
pub use method::{Idempotency, Method, MethodKind};
pub use open_enum::OpenEnum;
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
/// It reads the file `acme.weather.v1.rs` in the build script's `OUT_DIR`. Code generated into
/// another folder is mounted with [`include!`] or as a module. A keyword reads as in Rust: for
/// package `acme.type` it is `include_proto!("acme.r#type")`.
///
/// A file system takes 255 bytes in a file's name. A package with a longer name has a file with a
/// shorter one, which ends in a hash. A warning of the build script names the file, and
/// `include_proto!` takes the file's name without `.rs` in place of the package. The module tree
/// (`mod_file`) includes such a file like any other.
#[macro_export]
macro_rules! include_proto {
    ($package:tt) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $package, ".rs"));
    };
}
