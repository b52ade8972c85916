//! The types of prost-types, as far as they allocate memory.
//!
//! The test `heap_of_prost_types` of `fixtures/every` compares the tables with the prost-types of
//! Cargo.lock and decodes the worst bytes of each type.

use alloc::string::String;

/// A message type of prost-types.
pub(super) struct Type {
    /// The path in the crate, e.g. `descriptor_proto::ExtensionRange`.
    pub(super) name: &'static str,
    /// The size of the struct.
    pub(super) size: usize,
    /// The fields that have a length prefix or are lists, ascending by number.
    pub(super) fields: &'static [(u32, Content)],
}

/// The memory that a field allocates for each occurrence.
pub(super) enum Content {
    /// A string or `bytes`.
    Text,
    /// An element of a list of strings.
    Texts,
    /// Elements of a list of `int32` or of an enum.
    Numbers,
    /// A message that is a part of the struct.
    Message(&'static Type),
    /// An element of a list of messages.
    Messages(&'static Type),
    /// An entry of `Struct.fields`.
    Entry,
}

/// Declares types and the list of them.
macro_rules! types {
    ($($constant:ident = $($path:ident)::+ { $($number:literal => $content:expr),* $(,)? })*) => {
        use $crate::interop::heap::prost_heap::Content::*;

        $(pub(super) static $constant: Type = Type {
            name: types!(@name $($path)::+),
            size: size_of::<prost_types::$($path)::+>(),
            fields: &[$(($number, $content)),*],
        };)*

        pub(super) static ALL: &[&Type] = &[$(&$constant),*];
    };
    (@name $first:ident $(:: $rest:ident)*) => {
        concat!(stringify!($first) $(, "::", stringify!($rest))*)
    };
}
pub(super) use types;

/// An entry of `Struct.fields`: its key and its value.
pub(super) static ENTRY: Type = Type { name: "", size: ENTRY_SIZE, fields: ENTRY_FIELDS };

const ENTRY_SIZE: usize = size_of::<(String, prost_types::Value)>();

const ENTRY_FIELDS: &[(u32, Content)] = &[(1, Text), (2, Message(&VALUE))];

/// A string or `bytes` that is a message: prost represents the wrappers of `google.protobuf` so.
pub(super) static WRAPPER: Type = Type { name: "", size: 0, fields: &[(1, Text)] };

// The types that programs use most stand first, so that they are found first.
types! {
    STRUCT = Struct { 1 => Entry }
    VALUE = Value { 3 => Text, 5 => Message(&STRUCT), 6 => Message(&LIST_VALUE) }
    LIST_VALUE = ListValue { 1 => Messages(&VALUE) }
    ANY = Any { 1 => Text, 2 => Text }
    FIELD_MASK = FieldMask { 1 => Texts }
    SOURCE_CONTEXT = SourceContext { 1 => Text }
    TYPE = Type {
        1 => Text, 2 => Messages(&FIELD), 3 => Texts, 4 => Messages(&OPTION),
        5 => Message(&SOURCE_CONTEXT),
    }
    FIELD = Field { 4 => Text, 6 => Text, 9 => Messages(&OPTION), 10 => Text, 11 => Text }
    ENUM = Enum {
        1 => Text, 2 => Messages(&ENUM_VALUE), 3 => Messages(&OPTION),
        4 => Message(&SOURCE_CONTEXT),
    }
    ENUM_VALUE = EnumValue { 1 => Text, 3 => Messages(&OPTION) }
    OPTION = Option { 1 => Text, 2 => Message(&ANY) }
    API = Api {
        1 => Text, 2 => Messages(&METHOD), 3 => Messages(&OPTION), 4 => Text,
        5 => Message(&SOURCE_CONTEXT), 6 => Messages(&MIXIN),
    }
    METHOD = Method { 1 => Text, 2 => Text, 4 => Text, 6 => Messages(&OPTION) }
    MIXIN = Mixin { 1 => Text, 2 => Text }
}
