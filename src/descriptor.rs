//! Descriptors as the generator's own generated types. Unlike prost-types they know editions and
//! keep unknown fields.
//!
//! May not import: any other module of this crate.
//!
//! The generator makes the two files `descriptor/google.*.rs` from
//! `google/protobuf/descriptor.proto` and `google/protobuf/compiler/plugin.proto` with the options
//! `compile_well_known_types` and `unknown_fields=preserve`. A test (`tests/self_hosting.rs`)
//! regenerates and compares them. If a generator ever produces files that it cannot be built with,
//! the last good commit has working ones.
//!
//! That test declares some fields of descriptor.proto as `bytes`, which look the same on the wire:
//! * Options stay encoded, byte for byte: custom options survive, no option can fail to decode, and
//!   elements take less memory. `descriptor/options.rs` reads the standard options that the
//!   generator needs.
//! * Comments and reserved names need not be UTF-8: protoc takes what is in the file.

pub(crate) mod fields;
mod options;

/// Package `google.protobuf`.
#[rustfmt::skip]
#[allow(dead_code)]
#[path = "descriptor/google.protobuf.rs"]
mod protobuf;

pub(crate) use self::protobuf::*;

/// Package `google.protobuf.compiler`.
#[rustfmt::skip]
#[allow(dead_code)]
#[path = "descriptor/google.protobuf.compiler.rs"]
pub(crate) mod compiler;
