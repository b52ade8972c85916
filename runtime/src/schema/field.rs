//! The schemas of fields.

use alloc::boxed::Box;

use super::json_names::{self, Padded};
use crate::table::{EnumSlot, MessageSlot};

/// A field of a message, or an extension.
#[derive(Debug)]
pub(crate) struct Field {
    /// The field number, e.g. `3`.
    pub number: u32,
    /// The proto name, e.g. `wind_speed`. For an extension, it is the full name, e.g.
    /// `acme.v1.gusts`.
    pub name: Box<str>,
    /// The JSON name, e.g. `windSpeed`. For an extension, it is the full name in brackets.
    pub json_name: Box<str>,
    /// The JSON name as a key in JSON, e.g. `"windSpeed":`.
    pub json_key: Padded,
    /// The JSON name as a key after a comma, e.g. `,"windSpeed":`, padded at the start.
    pub json_member: Padded,
    /// The proto name as a key in JSON, e.g. `"wind_speed":`.
    pub proto_key: Padded,
    /// The number of values.
    pub cardinality: Cardinality,
    /// The type of a value. For a map, it is the type of the entries' values.
    pub kind: Kind,
    /// The wire type of a single value in the expanded encoding.
    pub wire_type: u32,
    /// The index of the field's oneof in [`Message::oneofs`](super::Message::oneofs).
    pub oneof: Option<u32>,
    /// Whether the field has `[debug_redact = true]`.
    pub is_redacted: bool,
    /// Whether only JSON has the field. serde's traits write and read its type, which has no field
    /// table (`json_extern=PATH=serde`).
    pub is_json_only: bool,
}

/// The number of values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cardinality {
    /// At most one value.
    Singular(Presence),
    /// A list.
    Repeated {
        /// Whether encoders write one record for all values.
        is_packed: bool,
    },
    /// A map. Its keys are of this kind.
    Map(MapKey),
}

/// The presence of a singular field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// The field has no presence: encoders omit its default value.
    Implicit,
    /// The field is set or unset, whatever its value is.
    Explicit,
    /// The field is `required`.
    Required,
}

/// The type of a map's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MapKey {
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
    String,
}

/// The type of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
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
    String,
    Bytes,
    Enum(EnumLink),
    /// A message with a length prefix.
    Message(MessageLink),
    /// A message between a start-group key and an end-group key.
    Group(MessageLink),
}

/// The message type of a field.
#[derive(Clone, Copy)]
pub(crate) enum MessageLink {
    /// A message with a field table.
    Table(&'static MessageSlot),
    /// A message of the same pool, by its index.
    Pool(u32),
}

/// The enum type of a field.
#[derive(Clone, Copy)]
pub(crate) enum EnumLink {
    /// An enum with a table.
    Table(&'static EnumSlot),
    /// An enum of the same pool, by its index.
    Pool(u32),
}

impl core::fmt::Debug for MessageLink {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Table(table) => f.write_str(table.table().full_name()),
            Self::Pool(index) => write!(f, "message {index}"),
        }
    }
}

impl core::fmt::Debug for EnumLink {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Table(table) => f.write_str(table.table().full_name),
            Self::Pool(index) => write!(f, "enum {index}"),
        }
    }
}

impl Field {
    /// Creates a field that is in no oneof. If `json_name` is `None`, the function computes it from
    /// the proto name.
    pub(crate) fn new(
        number: u32,
        name: Box<str>,
        json_name: Option<Box<str>>,
        cardinality: Cardinality,
        kind: Kind,
    ) -> Self {
        let json_name = json_name.unwrap_or_else(|| json_names::lower_camel(&name));
        let mut field = Field {
            number,
            json_key: Padded::new(&json_names::json_key(&json_name)),
            json_member: Padded::in_front(&[",", &json_names::json_key(&json_name)].concat()),
            proto_key: Padded::new(""),
            json_name,
            name,
            cardinality,
            wire_type: kind.wire_type(),
            kind,
            oneof: None,
            is_redacted: false,
            is_json_only: false,
        };
        field.proto_key = Padded::new(&json_names::json_key(field.proto_name_in_json()));
        field
    }

    /// Creates an extension.
    pub(crate) fn of_extension(
        number: u32,
        full_name: Box<str>,
        cardinality: Cardinality,
        kind: Kind,
    ) -> Self {
        let in_brackets = ["[", &full_name, "]"].concat().into();
        Field::new(number, full_name, Some(in_brackets), cardinality, kind)
    }

    /// Returns the key of the field in JSON with proto names. For an extension, it is the full name
    /// in brackets.
    pub(crate) fn proto_name_in_json(&self) -> &str {
        if self.json_name.starts_with('[') { &self.json_name } else { &self.name }
    }

    /// Whether encoders omit the default value.
    pub(crate) fn is_implicit(&self) -> bool {
        self.cardinality == Cardinality::Singular(Presence::Implicit)
    }

    /// Whether the field is required.
    pub(crate) fn is_required(&self) -> bool {
        self.cardinality == Cardinality::Singular(Presence::Required)
    }

    /// Whether the field is a map.
    pub(crate) fn is_map(&self) -> bool {
        matches!(self.cardinality, Cardinality::Map(_))
    }

    /// Whether the field is a list or a map.
    pub(crate) fn has_many(&self) -> bool {
        !matches!(self.cardinality, Cardinality::Singular(_))
    }
}

impl Kind {
    /// Whether the values are messages or groups.
    pub(crate) fn is_message(self) -> bool {
        matches!(self, Kind::Message(_) | Kind::Group(_))
    }

    /// Returns the wire type of a single value in the expanded encoding.
    pub(crate) fn wire_type(self) -> u32 {
        use crate::wire::skip::{DELIMITED, FIXED32, FIXED64, START_GROUP, VARINT};
        match self {
            Self::Int32
            | Self::Int64
            | Self::Uint32
            | Self::Uint64
            | Self::Sint32
            | Self::Sint64
            | Self::Bool
            | Self::Enum(_) => VARINT,
            Self::Fixed32 | Self::Sfixed32 | Self::Float => FIXED32,
            Self::Fixed64 | Self::Sfixed64 | Self::Double => FIXED64,
            Self::String | Self::Bytes | Self::Message(_) => DELIMITED,
            Self::Group(_) => START_GROUP,
        }
    }

    /// Whether a list of such values can be packed.
    pub(crate) fn is_packable(self) -> bool {
        !matches!(self, Self::String | Self::Bytes | Self::Message(_) | Self::Group(_))
    }
}

impl MapKey {
    /// Returns the kind of the keys as values.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Int32 => Kind::Int32,
            Self::Int64 => Kind::Int64,
            Self::Uint32 => Kind::Uint32,
            Self::Uint64 => Kind::Uint64,
            Self::Sint32 => Kind::Sint32,
            Self::Sint64 => Kind::Sint64,
            Self::Fixed32 => Kind::Fixed32,
            Self::Fixed64 => Kind::Fixed64,
            Self::Sfixed32 => Kind::Sfixed32,
            Self::Sfixed64 => Kind::Sfixed64,
            Self::Bool => Kind::Bool,
            Self::String => Kind::String,
        }
    }

    /// Returns the type of keys of this kind. Returns `None` if keys cannot have this kind.
    pub(crate) fn of(kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::Int32 => Self::Int32,
            Kind::Int64 => Self::Int64,
            Kind::Uint32 => Self::Uint32,
            Kind::Uint64 => Self::Uint64,
            Kind::Sint32 => Self::Sint32,
            Kind::Sint64 => Self::Sint64,
            Kind::Fixed32 => Self::Fixed32,
            Kind::Fixed64 => Self::Fixed64,
            Kind::Sfixed32 => Self::Sfixed32,
            Kind::Sfixed64 => Self::Sfixed64,
            Kind::Bool => Self::Bool,
            Kind::String => Self::String,
            Kind::Float
            | Kind::Double
            | Kind::Bytes
            | Kind::Enum(_)
            | Kind::Message(_)
            | Kind::Group(_) => return None,
        })
    }
}
