//! protobuf's own test schemas, in release 27.1, from the crate `protobuf-src`. protoc 27.5 reads
//! them.
//!
//! All schemas below `google/protobuf` are inputs, besides the well-known types; so are those of
//! the conformance tests and of upb. No schema has an edition that protoc 27.5 refuses:
//! `unittest_features.proto` names test-only editions, but only as values of options.

use crate::Corpus;
use crate::list::of_crate;

/// Schemas that protoc cannot read together are in different corpora, because they declare the
/// same names.
pub const UNITTESTS: &[Corpus] = &[
    Corpus {
        without: &[
            // prost-types has these types.
            "protobuf/src/google/protobuf/any.proto",
            "protobuf/src/google/protobuf/api.proto",
            "protobuf/src/google/protobuf/compiler/plugin.proto",
            "protobuf/src/google/protobuf/descriptor.proto",
            "protobuf/src/google/protobuf/duration.proto",
            "protobuf/src/google/protobuf/empty.proto",
            "protobuf/src/google/protobuf/field_mask.proto",
            "protobuf/src/google/protobuf/source_context.proto",
            "protobuf/src/google/protobuf/struct.proto",
            "protobuf/src/google/protobuf/timestamp.proto",
            "protobuf/src/google/protobuf/type.proto",
            "protobuf/src/google/protobuf/wrappers.proto",
            // protoc refuses these: they import `net/proto/proto1_features.proto`, which was never
            // published. `editions/proto` has both as they were before their edition.
            "protobuf/src/google/protobuf/editions/golden/editions_transform_proto2.proto",
            "protobuf/src/google/protobuf/editions/golden/editions_transform_proto3.proto",
            // The corpora below have these.
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto2.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto2_lite.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto2_utf8_disabled.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto3.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto3_utf8_disabled.proto",
            "protobuf/src/google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
            "protobuf/src/google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
        ],
        ..of_protobuf(
            "unittest",
            &[
                "protobuf/src/google/protobuf",
                "protobuf/conformance",
                "protobuf/upb/json",
                "protobuf/upb/message",
                "protobuf/upb/test",
            ],
            95,
        )
    },
    of_protobuf(
        "unittest-alternatives",
        &[
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto2.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto2_lite.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto2_utf8_disabled.proto",
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto3.proto",
            "protobuf/src/google/protobuf/compiler/ruby/ruby_generated_code_proto2.proto",
            "protobuf/src/google/protobuf/compiler/ruby/ruby_generated_pkg_implicit.proto",
        ],
        6,
    ),
    of_protobuf(
        "unittest-proto3-alternative",
        &[
            "protobuf/src/google/protobuf/editions/proto/editions_transform_proto3_utf8_disabled.proto",
        ],
        1,
    ),
];

const fn of_protobuf(
    name: &'static str,
    protos: &'static [&'static str],
    at_least: usize,
) -> Corpus {
    Corpus {
        folder: Some("protobuf-src"),
        protoc: Some("27.5"),
        ..of_crate(name, INCLUDES, protos, at_least)
    }
}

/// The tests for Ruby import each other by their file names.
const INCLUDES: &[&str] =
    &["protobuf/src", "protobuf", "protobuf/src/google/protobuf/compiler/ruby"];
