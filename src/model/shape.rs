//! The shape of a field, the type of its values, and the types that it refers to.

use super::{Code, EnumId, Enums, MessageId, Name};

/// The shape of a field. Emitters match it exhaustively, so a new shape is a compile error in each.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// At most one value.
    Singular {
        /// The type of the value.
        value: Value,
        /// The presence of the field.
        presence: Presence,
        /// The storage of the value.
        storage: Storage,
        /// The explicit default of the schema. Without one, the default is the type's zero or the
        /// enum's first value.
        default: Option<Literal>,
    },
    /// A list.
    Repeated {
        /// The type of the elements.
        value: Value,
        /// The encoding of scalars. Decoders accept both encodings.
        packing: Packing,
    },
    /// A `map<key, value>`.
    Map {
        /// The keys: integers, bools or strings.
        key: Value,
        /// The values. They are neither maps nor lists.
        value: Value,
        /// The Rust type of the map.
        container: MapContainer,
    },
}

impl Shape {
    /// Returns the type of the values. For a map, it is the type of the entries' values.
    pub fn value(&self) -> &Value {
        match self {
            Self::Singular { value, .. }
            | Self::Repeated { value, .. }
            | Self::Map { value, .. } => value,
        }
    }
}

/// The type of a single value.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// A number or bool.
    Scalar(Scalar),
    /// `string`.
    String(Utf8),
    /// `bytes`.
    Bytes(BytesContainer),
    /// An enum, and its Rust type in the struct.
    Enum(EnumRef, Enums),
    /// A message.
    Message(MessageRef, Framing),
}

/// The number types and bool, with their wire encodings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scalar {
    Int32,
    Int64,
    Uint32,
    Uint64,
    Sint32,
    Sint64,
    Fixed32,
    Fixed64,
    Sfixed32,
    Sfixed64,
    Bool,
    Float,
    Double,
}

impl Scalar {
    /// Returns the size of the Rust type in bytes.
    pub fn size(self) -> usize {
        match self {
            Self::Bool => 1,
            Self::Int32
            | Self::Uint32
            | Self::Sint32
            | Self::Fixed32
            | Self::Sfixed32
            | Self::Float => 4,
            Self::Int64
            | Self::Uint64
            | Self::Sint64
            | Self::Fixed64
            | Self::Sfixed64
            | Self::Double => 8,
        }
    }

    /// Returns the name of the type in .proto files, e.g. `sfixed32`.
    pub fn proto_name(self) -> &'static str {
        match self {
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Sint32 => "sint32",
            Self::Sint64 => "sint64",
            Self::Fixed32 => "fixed32",
            Self::Fixed64 => "fixed64",
            Self::Sfixed32 => "sfixed32",
            Self::Sfixed64 => "sfixed64",
            Self::Bool => "bool",
            Self::Float => "float",
            Self::Double => "double",
        }
    }
}

/// The presence of a singular field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// The field is `Option<T>`.
    Explicit,
    /// The default value is not encoded.
    Implicit,
    /// The field is always encoded.
    Required,
}

/// The storage of a singular value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// The value is in the struct or variant itself.
    Inline,
    /// The value is in a `Box`.
    Boxed,
}

/// The encoding of repeated scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// One record has all values.
    Packed,
    /// Each value has a record of its own. Values that are not scalars always have this encoding.
    Expanded,
}

/// The framing of a message on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// A length prefix precedes the message.
    LengthPrefixed,
    /// A start key and an end key enclose the message, as for a group.
    Delimited,
}

/// The requirement that strings are UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Utf8 {
    /// Parsers verify it.
    Verify,
    /// The schema does not promise it. The generated code still verifies it for a Rust `String`.
    None,
}

/// The numbers that an enum field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Openness {
    /// Every number.
    Open,
    /// Only the numbers of values.
    Closed,
}

/// The Rust type of `bytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BytesContainer {
    /// `Vec<u8>`.
    Vec,
    /// `bytes::Bytes`.
    Bytes,
}

/// The Rust type of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MapContainer {
    /// `HashMap`.
    HashMap,
    /// `BTreeMap`.
    BTreeMap,
}

/// A reference to a message type. [`Model::foreign_messages`](super::Model::foreign_messages)
/// describes the types that are not local.
#[derive(Debug, Clone)]
pub(crate) enum MessageRef {
    /// A message of this model.
    Local(MessageId),
    /// A message of `google.protobuf`, as the Rust type for it.
    WellKnown(WellKnown, MessageId),
    /// A message at the Rust path of an extern path, e.g. `::common::Place`.
    Extern(Code, MessageId),
}

/// A reference to an enum type. [`Model::foreign_enums`](super::Model::foreign_enums) describes the
/// types that are not local.
#[derive(Debug, Clone)]
pub(crate) enum EnumRef {
    /// An enum of this model.
    Local(EnumId),
    /// An enum of `google.protobuf`, by its name in that package, e.g. `Field.Kind`.
    WellKnown(Box<str>, EnumId),
    /// An enum at the Rust path of an extern path, e.g. `::common::Kind`.
    Extern(Code, EnumId),
}

/// The Rust type for a message type of `google.protobuf`.
#[derive(Debug, Clone)]
pub(crate) enum WellKnown {
    /// `()`, for `Empty`.
    Empty,
    /// The plain Rust type, for the wrapper of a number or bool, e.g. `Int32Value`.
    Scalar(Scalar),
    /// `String`, for `StringValue`.
    String,
    /// `Vec<u8>`, for `BytesValue`.
    Bytes,
    /// A struct of the same name, for any other message, e.g. `Timestamp`.
    Type(Box<str>),
}

/// An explicit default value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    I32(i32),
    I64(i64),
    U32(u32),
    U64(u64),
    F32(f32),
    F64(f64),
    Bool(bool),
    String(String),
    Bytes(Vec<u8>),
    /// An enum value: its number and its variant in Rust. `may_be_deprecated` says whether code
    /// that names the variant needs `allow(deprecated)`. It is `true` for every enum of another
    /// crate.
    Variant {
        number: i32,
        ident: Name,
        may_be_deprecated: bool,
    },
}

impl Literal {
    /// Whether code that names the value needs `allow(deprecated)`.
    pub fn may_be_deprecated(&self) -> bool {
        match self {
            Self::Variant { number: _, ident: _, may_be_deprecated } => *may_be_deprecated,
            Self::I32(_)
            | Self::I64(_)
            | Self::U32(_)
            | Self::U64(_)
            | Self::F32(_)
            | Self::F64(_)
            | Self::Bool(_)
            | Self::String(_)
            | Self::Bytes(_) => false,
        }
    }
}
