//! The shape of a field, the type of its values, and the targets of references.

use super::{Code, EnumId, Enums, MessageId, Name};

/// The shape of a field. Emitters match it exhaustively.
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
        /// The explicit default of the .proto file. Without one it is the type's zero, or an enum's
        /// first value.
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
        /// An integer, bool or string.
        key: Value,
        /// Anything but a map or list.
        value: Value,
        /// The Rust type.
        container: MapContainer,
    },
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

/// Numbers and bool, by their wire encoding.
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
    /// The name of the type in .proto files, e.g. `sfixed32`.
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
    /// `Option<T>`.
    Explicit,
    /// The default is not written.
    Implicit,
    /// Always written.
    Required,
}

/// The storage of a singular value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// In the struct or variant itself.
    Inline,
    /// Behind a `Box`.
    Boxed,
}

/// The encoding of repeated scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// One record for all.
    Packed,
    /// One record each; also everything that is no scalar.
    Expanded,
}

/// The framing of a message value on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// A length before it.
    LengthPrefixed,
    /// Start and end keys around it: a group.
    Delimited,
}

/// Whether strings have to be UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Utf8 {
    /// Checked when parsed.
    Verify,
    /// Not promised by the schema. A Rust `String` is verified all the same.
    None,
}

/// Whether an enum field may hold numbers without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Openness {
    /// Any number.
    Open,
    /// Only the named ones.
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

/// Which message type. [`Model::foreign_messages`](super::Model::foreign_messages) describes those
/// that are not local.
#[derive(Debug, Clone)]
pub(crate) enum MessageRef {
    /// A message of this model.
    Local(MessageId),
    /// A type of `google.protobuf` that stands for itself.
    WellKnown(WellKnown, MessageId),
    /// The Rust path that an extern path gives.
    Extern(Code, MessageId),
}

/// Which enum type. [`Model::foreign_enums`](super::Model::foreign_enums) describes those that are
/// not local.
#[derive(Debug, Clone)]
pub(crate) enum EnumRef {
    /// An enum of this model.
    Local(EnumId),
    /// An enum of `google.protobuf`, by its name in there, e.g. `Field.Kind`.
    WellKnown(Box<str>, EnumId),
    /// The target of an extern path, e.g. `::common::Kind`.
    Extern(Code, EnumId),
}

/// The Rust type that stands for a message type of `google.protobuf`.
#[derive(Debug, Clone)]
pub(crate) enum WellKnown {
    /// `Empty`: `()`.
    Empty,
    /// A number or bool in a wrapper, e.g. `Int32Value`: the bare Rust type.
    Scalar(Scalar),
    /// `StringValue`: `String`.
    String,
    /// `BytesValue`: `Vec<u8>`.
    Bytes,
    /// Any other, by its name in `google.protobuf`, e.g. `Timestamp`.
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
    /// An enum value: its number, its variant in Rust, and whether code that names the variant
    /// needs `allow(deprecated)`. An enum of another crate may say that the variant is deprecated.
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
