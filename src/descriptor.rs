//! Descriptors as the generator's own generated types: unlike prost-types they know editions and keep
//! unknown fields, so custom options survive.
//!
//! The two files below `descriptor/` are what this generator makes of `google/protobuf/descriptor.proto` and
//! `google/protobuf/compiler/plugin.proto`. A test regenerates and compares them.

/// Package `google.protobuf`.
#[rustfmt::skip]
#[allow(missing_docs)]
#[path = "descriptor/google.protobuf.rs"]
mod protobuf;

pub(crate) use protobuf::*;

/// Package `google.protobuf.compiler`.
#[rustfmt::skip]
#[allow(missing_docs)]
#[path = "descriptor/google.protobuf.compiler.rs"]
pub(crate) mod compiler;
