//! Descriptors in the generator's own generated types. Unlike prost-types, these types know
//! editions and keep unknown fields.
//!
//! May not import: any other module of this crate.
//!
//! The generator generates `descriptor/google.*.rs` from `google/protobuf/descriptor.proto` and
//! `google/protobuf/compiler/plugin.proto`, with the options `compile_well_known_types` and
//! `unknown_fields=preserve`. The test `tests/self_hosting.rs` generates them again and compares.
//! If a generator writes files that it cannot be built with, the last good commit has working
//! files.
//!
//! The test changes some fields of descriptor.proto to `bytes`, which have the same encoding:
//!
//! * Options stay encoded. So custom options survive, no option can fail to decode, and elements
//!   take less memory. `descriptor/options.rs` reads the standard options that the generator needs.
//! * Comments and reserved names need not be UTF-8, because protoc does not check them.

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
