//! The types of fields and extensions.

use alloc::format;

use super::declare::Declared;
use super::features::Features;
use crate::reflect::error::{DescriptorError, shortened};
use crate::reflect::pool::Symbol;
use crate::reflect::proto::FieldProto;
use crate::schema::{Cardinality, EnumLink, Kind, MapKey, MessageLink, Presence};

/// The highest field number.
pub(super) const HIGHEST_NUMBER: i32 = (1 << 29) - 1;

/// The numbers of the types in descriptors that refer to another type.
const GROUP: u64 = 10;
const MESSAGE: u64 = 11;
const ENUM: u64 = 14;

impl Declared<'_, '_> {
    /// Returns the type of a field's values. `scope` is the full name of the element around the
    /// field.
    ///
    /// A descriptor may leave open whether the type is a message or an enum.
    pub(super) fn kind(
        &self,
        field: &FieldProto<'_>,
        scope: &str,
        features: Features,
    ) -> Result<Kind, DescriptorError> {
        if let Some(kind) = scalar(field.ty) {
            return Ok(kind);
        }
        if !matches!(field.ty, 0 | GROUP | MESSAGE | ENUM) {
            return Err(DescriptorError::new("the type is unknown"));
        }
        match (self.resolve(field.type_name, scope)?, field.ty) {
            (Symbol::Message(index), 0 | GROUP | MESSAGE) => {
                let link = MessageLink::Pool(index);
                let is_group = features.is_delimited && !self.is_map_entry(index);
                Ok(if is_group { Kind::Group(link) } else { Kind::Message(link) })
            }
            (Symbol::Enum(index), 0 | ENUM) => Ok(Kind::Enum(EnumLink::Pool(index))),
            (symbol, _) => {
                let name = shortened(field.type_name.trim_start_matches('.'));
                let (is, declares) = match symbol {
                    Symbol::Message(_) => ("a message", "an enum"),
                    _ => ("an enum", "a message"),
                };
                let problem = format!("`{name}` is {is}, and the field declares {declares}");
                Err(DescriptorError::new(problem))
            }
        }
    }

    /// Returns the types of the keys and values of a map whose entries are `message`. Returns
    /// `None` if the message is not the entry of a map.
    pub(super) fn map(&self, message: u32) -> Result<Option<(MapKey, Kind)>, DescriptorError> {
        if !self.is_map_entry(message) {
            return Ok(None);
        }
        let entry = &self.messages[message as usize];
        let kind = |number: i32| {
            let field = entry.proto.fields.iter().find(|field| field.number == number)?;
            // A message in an entry has a length prefix, whatever the features of the file are.
            Some(self.kind(field, &entry.full_name, entry.features.without_groups()))
        };
        let (Some(key), Some(value)) = (kind(1), kind(2)) else {
            return Err(DescriptorError::new("the entry of a map lacks `key` or `value`"));
        };
        let key = MapKey::of(key?);
        let key =
            key.ok_or_else(|| DescriptorError::new("a key of a map cannot have this type"))?;
        Ok(Some((key, value?)))
    }

    /// Returns the cardinality of a field that is not a map.
    pub(super) fn cardinality(
        &self,
        field: &FieldProto<'_>,
        kind: Kind,
        features: Features,
    ) -> Cardinality {
        if field.is_repeated() {
            let is_packed = features.is_packed && kind.is_packable();
            return Cardinality::Repeated { is_packed };
        }
        let is_message = kind.is_message();
        let has_presence = is_message || field.oneof.is_some() || !field.extendee.is_empty();
        Cardinality::Singular(match features.presence {
            Presence::Implicit if has_presence => Presence::Explicit,
            presence => presence,
        })
    }
}

/// Returns the scalar type, string or `bytes` with this number in descriptors.
fn scalar(ty: u64) -> Option<Kind> {
    Some(match ty {
        1 => Kind::Double,
        2 => Kind::Float,
        3 => Kind::Int64,
        4 => Kind::Uint64,
        5 => Kind::Int32,
        6 => Kind::Fixed64,
        7 => Kind::Fixed32,
        8 => Kind::Bool,
        9 => Kind::String,
        12 => Kind::Bytes,
        13 => Kind::Uint32,
        15 => Kind::Sfixed32,
        16 => Kind::Sfixed64,
        17 => Kind::Sint32,
        18 => Kind::Sint64,
        _ => return None,
    })
}
