//! protobuf's own test schemas, in release 27.1, from the crate `protobuf-src`. protoc 27.5 reads
//! them.
//!
//! The inputs are all schemas below `google/protobuf` but the well-known types, and the schemas of
//! the conformance tests and of upb. protoc 27.5 reads all their editions.
//! `unittest_features.proto` names test-only editions, but only as values of options.

use crate::Corpus;
use crate::list::of_crate;

/// Schemas that declare the same names are in different corpora, because protoc cannot read them
/// together.
pub const UNITTESTS: &[Corpus] = &[
    Corpus {
        without: &[
            // These files declare the well-known types and descriptors, for which prost-types has
            // types.
            "src/google/protobuf/any.proto",
            "src/google/protobuf/api.proto",
            "src/google/protobuf/compiler/plugin.proto",
            "src/google/protobuf/descriptor.proto",
            "src/google/protobuf/duration.proto",
            "src/google/protobuf/empty.proto",
            "src/google/protobuf/field_mask.proto",
            "src/google/protobuf/source_context.proto",
            "src/google/protobuf/struct.proto",
            "src/google/protobuf/timestamp.proto",
            "src/google/protobuf/type.proto",
            "src/google/protobuf/wrappers.proto",
            // protoc refuses these files: they import `net/proto/proto1_features.proto`, which was
            // never published. `editions/proto` has both files as they were before they had an
            // edition.
            "src/google/protobuf/editions/golden/editions_transform_proto2.proto",
            "src/google/protobuf/editions/golden/editions_transform_proto3.proto",
            // The corpora below have these files.
            "src/google/protobuf/editions/proto/editions_transform_proto2.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto2_lite.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto2_utf8_disabled.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto3.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto3_utf8_disabled.proto",
            "src/google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
            "src/google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
        ],
        ..of_protobuf(
            "unittest",
            &["src/google/protobuf", "conformance", "upb/json", "upb/message", "upb/test"],
            104,
        )
    },
    of_protobuf(
        "unittest-alternatives",
        &[
            "src/google/protobuf/editions/proto/editions_transform_proto2.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto2_lite.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto2_utf8_disabled.proto",
            "src/google/protobuf/editions/proto/editions_transform_proto3.proto",
            "src/google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
            "src/google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
        ],
        6,
    ),
    of_protobuf(
        "unittest-proto3-alternative",
        &["src/google/protobuf/editions/proto/editions_transform_proto3_utf8_disabled.proto"],
        1,
    ),
];

const fn of_protobuf(
    name: &'static str,
    protos: &'static [&'static str],
    at_least: usize,
) -> Corpus {
    Corpus {
        folder: Some("protobuf-src/protobuf"),
        protoc: Some("27.5"),
        ..of_crate(name, INCLUDES, protos, at_least)
    }
}

/// The tests for Ruby import each other by their file names.
const INCLUDES: &[&str] = &["src", ".", "src/google/protobuf/compiler/ruby"];
