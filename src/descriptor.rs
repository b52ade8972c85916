//! Descriptors as the generator's own generated types: unlike prost-types they know editions and keep
//! unknown fields, so custom options survive.
//!
//! The two files below `descriptor/` are what this generator makes of `google/protobuf/descriptor.proto` and
//! `google/protobuf/compiler/plugin.proto` with the options `compile_well_known_types` and `unknown_fields=preserve`. A
//! test (`tests/self_hosting.rs`) regenerates and compares them; should a generator ever produce files it cannot be built
//! with, the last good commit has working ones.

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

/// What elements of every kind can be asked.
macro_rules! elements {
    ($($element:ident),*) => {
        $(impl $element {
            /// Whether it is deprecated by its own options.
            pub(crate) fn is_deprecated(&self) -> bool {
                self.options.as_ref().is_some_and(|options| options.deprecated())
            }
        })*
    };
}

impl FieldDescriptorProto {
    /// Whether `Debug` must not show the field: `[debug_redact = true]`.
    pub(crate) fn is_redacted(&self) -> bool {
        self.options.as_ref().is_some_and(|options| options.debug_redact())
    }
}

elements!(
    DescriptorProto,
    FieldDescriptorProto,
    EnumDescriptorProto,
    EnumValueDescriptorProto,
    ServiceDescriptorProto,
    MethodDescriptorProto
);
