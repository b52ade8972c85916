//! The fields of a message, with the extensions that a registry has.

use crate::registry::Registry;
use crate::schema::{Cardinality, Field, Kind, Type};
use crate::unknown::UnknownValue;
use crate::wire::skip::DELIMITED;

/// The declared fields of a message, and the extensions of it.
pub(super) struct Fields<'a> {
    pub ty: Type<'a>,
    registry: Option<&'a Registry>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(ty: Type<'a>, registry: Option<&'a Registry>) -> Self {
        let registry = registry.filter(|registry| registry.has_extensions());
        Fields { ty, registry }
    }

    /// Whether a record of an undeclared number can be an extension.
    pub(super) fn can_be_extended(&self) -> bool {
        self.registry.is_some()
    }

    /// Returns the field with this number, and the type that resolves its links.
    pub(super) fn get(&self, number: u32) -> Option<(&'a Field, Type<'a>)> {
        if let Some(field) = self.ty.message().field(number) {
            return Some((field, self.ty));
        }
        let extendee = &self.ty.message().full_name;
        let extension = self.registry?.extension_by_number(extendee, number)?;
        Some((extension.field, extension.scope))
    }
}

/// Whether `value` is a value of the field, or several of them packed. Other records of the
/// field's number are unknown fields.
pub(crate) fn is_value(field: &Field, ty: Type<'_>, value: UnknownValue<'_>) -> bool {
    let wire_type = value.wire_type() as u32;
    match field.cardinality {
        Cardinality::Map(_) => wire_type == DELIMITED,
        Cardinality::Repeated { .. } if wire_type == DELIMITED && field.kind.is_packable() => true,
        _ => is_single_value(field.kind, ty, value),
    }
}

/// Whether `value` is a value of a kind, not packed.
pub(crate) fn is_single_value(kind: Kind, ty: Type<'_>, value: UnknownValue<'_>) -> bool {
    if value.wire_type() as u32 != kind.wire_type() {
        return false;
    }
    match (kind, value) {
        (Kind::Enum(link), UnknownValue::Varint(number)) => {
            let schema = ty.linked_enum(&link);
            // An enum's number is the low half of the varint.
            !schema.is_closed || schema.value(number as i32).is_some()
        }
        _ => true,
    }
}
