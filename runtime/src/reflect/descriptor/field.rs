//! Fields and extensions.

use core::fmt;

use super::{EnumDescriptor, FileDescriptor, MessageDescriptor, OneofDescriptor};
use crate::reflect::pool::FieldInfo;
use crate::reflect::{DescriptorPool, Value};
use crate::schema::{self, Field, Presence};

/// A field of a message, or an extension.
///
/// A clone is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldDescriptor {
    /// The message. For an extension, it is the extended message.
    message: MessageDescriptor,
    at: At,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// The index among the fields of the message.
    Field(u32),
    /// The index among the extensions of the pool.
    Extension(u32),
}

/// The number of values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// At most one.
    Singular,
    /// Exactly one, for `required`.
    Required,
    /// A list.
    Repeated,
    /// A map.
    Map,
}

/// The type of a field's values. For a map, it is the type of the values in the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
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
    Enum(EnumDescriptor),
    /// A message or group.
    Message(MessageDescriptor),
}

impl FieldDescriptor {
    pub(super) fn of(message: &MessageDescriptor, index: u32) -> Self {
        FieldDescriptor { message: message.clone(), at: At::Field(index) }
    }

    pub(in crate::reflect) fn extension_in_pool(pool: &DescriptorPool, index: u32) -> Self {
        let extendee = pool.data.extensions[index as usize].extendee;
        let message = MessageDescriptor::in_pool(pool, extendee);
        FieldDescriptor { message, at: At::Extension(index) }
    }

    pub(in crate::reflect) fn schema(&self) -> &Field {
        match self.at {
            At::Field(index) => &self.message.schema().fields[index as usize],
            At::Extension(index) => &self.message.data().extensions[index as usize].field,
        }
    }

    fn info(&self) -> Option<&FieldInfo> {
        match self.at {
            At::Field(index) => Some(&self.message.info()?.fields[index as usize]),
            At::Extension(index) => Some(&self.message.data().extensions[index as usize].info),
        }
    }

    /// Returns the message that has the field. For an extension, it is the extended message.
    pub fn message(&self) -> &MessageDescriptor {
        &self.message
    }

    /// Returns the file that declares the field. Returns `None` for a generated type.
    pub fn file(&self) -> Option<FileDescriptor> {
        match self.at {
            At::Field(_) => self.message.file(),
            At::Extension(index) => {
                let file = self.message.data().extensions[index as usize].file;
                Some(FileDescriptor::in_pool(&self.message.pool()?, file))
            }
        }
    }

    /// Returns the proto name, e.g. `wind_speed`. For an extension, it is the full name.
    pub fn name(&self) -> &str {
        &self.schema().name
    }

    /// Returns the JSON name, e.g. `windSpeed`. For an extension, it is the full name in brackets.
    pub fn json_name(&self) -> &str {
        &self.schema().json_name
    }

    /// Returns the number.
    pub fn number(&self) -> u32 {
        self.schema().number
    }

    /// Returns the number of values.
    pub fn cardinality(&self) -> Cardinality {
        match self.schema().cardinality {
            schema::Cardinality::Singular(Presence::Required) => Cardinality::Required,
            schema::Cardinality::Singular(_) => Cardinality::Singular,
            schema::Cardinality::Repeated { .. } => Cardinality::Repeated,
            schema::Cardinality::Map(_) => Cardinality::Map,
        }
    }

    /// Returns the type of the values. For a map, it is the type of the values in the entries.
    pub fn kind(&self) -> Kind {
        kind(&self.message, self.schema().kind)
    }

    /// Returns the type of a map's keys. Returns `None` for a field that is not a map.
    pub fn map_key(&self) -> Option<Kind> {
        match self.schema().cardinality {
            schema::Cardinality::Map(key) => Some(kind(&self.message, key.kind())),
            _ => None,
        }
    }

    /// Whether the field distinguishes an unset value from the default value. Lists, maps and
    /// fields without presence do not.
    pub fn has_presence(&self) -> bool {
        matches!(
            self.schema().cardinality,
            schema::Cardinality::Singular(Presence::Explicit | Presence::Required)
        )
    }

    /// Whether the values of a list are encoded in one record.
    pub fn is_packed(&self) -> bool {
        self.schema().cardinality == schema::Cardinality::Repeated { is_packed: true }
    }

    /// Whether a message is encoded as a group.
    pub fn is_group(&self) -> bool {
        matches!(self.schema().kind, schema::Kind::Group(_))
    }

    /// Whether the field is an extension.
    pub fn is_extension(&self) -> bool {
        matches!(self.at, At::Extension(_))
    }

    /// Whether the field has `[debug_redact = true]`.
    pub fn is_redacted(&self) -> bool {
        self.schema().is_redacted
    }

    /// Returns the oneof of the field, if the field is a member of one.
    pub fn oneof(&self) -> Option<OneofDescriptor> {
        self.schema().oneof.map(|index| OneofDescriptor::of(&self.message, index))
    }

    /// Returns the value of an unset field: the default of the declaration, or the default of the
    /// type. The descriptor of a generated type does not know the default of the declaration.
    pub fn default_value(&self) -> Value {
        match self.info().and_then(|info| info.default.clone()) {
            Some(default) => default,
            None => Value::default_of_field(&self.message, self.schema()),
        }
    }

    /// Returns the encoded `google.protobuf.FieldOptions`. They are empty for the descriptor of a
    /// generated type, whose options [`options::field`](crate::options::field) reads.
    pub fn options(&self) -> &[u8] {
        self.info().map_or(&[], |info| &info.options)
    }
}

/// Returns the type of the values of a field of `message`.
fn kind(message: &MessageDescriptor, kind: schema::Kind) -> Kind {
    match kind {
        schema::Kind::Int32 => Kind::Int32,
        schema::Kind::Int64 => Kind::Int64,
        schema::Kind::Uint32 => Kind::Uint32,
        schema::Kind::Uint64 => Kind::Uint64,
        schema::Kind::Sint32 => Kind::Sint32,
        schema::Kind::Sint64 => Kind::Sint64,
        schema::Kind::Fixed32 => Kind::Fixed32,
        schema::Kind::Fixed64 => Kind::Fixed64,
        schema::Kind::Sfixed32 => Kind::Sfixed32,
        schema::Kind::Sfixed64 => Kind::Sfixed64,
        schema::Kind::Bool => Kind::Bool,
        schema::Kind::Float => Kind::Float,
        schema::Kind::Double => Kind::Double,
        schema::Kind::String => Kind::String,
        schema::Kind::Bytes => Kind::Bytes,
        schema::Kind::Enum(link) => Kind::Enum(message.linked_enum(&link)),
        schema::Kind::Message(link) | schema::Kind::Group(link) => {
            Kind::Message(message.linked(&link))
        }
    }
}

impl fmt::Debug for FieldDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, name) = (self.message.full_name(), self.name());
        write!(f, "FieldDescriptor({message}, {name} = {})", self.number())
    }
}
