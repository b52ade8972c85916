//! The fields of a message, including the extensions that a registry has.

use crate::records::Records;
use crate::registry::Registry;
use crate::schema::{Cardinality, Field, Kind, Type};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;

/// The declared fields of a message, and its extensions.
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

/// Whether `value` is a value of the field, or contains values of it: packed ones, or an entry. A
/// record with the number of the field that has no value of it is an unknown field.
pub(crate) fn is_value(field: &Field, ty: Type<'_>, value: UnknownValue<'_>) -> bool {
    match (field.cardinality, value) {
        (Cardinality::Map(_), UnknownValue::LengthDelimited(entry)) => {
            !is_closed(field.kind, ty) || is_known_entry(field.kind, ty, entry)
        }
        (Cardinality::Map(_), _) => false,
        (Cardinality::Repeated { .. }, UnknownValue::LengthDelimited(packed))
            if field.kind.is_packable() =>
        {
            !is_closed(field.kind, ty) || has_known_number(field.kind, ty, packed)
        }
        _ => is_single_value(field.kind, ty, value),
    }
}

/// Whether fields of this kind accept only the numbers of an enum's values.
pub(crate) fn is_closed(kind: Kind, ty: Type<'_>) -> bool {
    matches!(kind, Kind::Enum(link) if ty.is_closed(&link))
}

/// Whether a packed list of a closed field has a number that the field holds. The reader of the
/// list reports malformed bytes.
fn has_known_number(kind: Kind, ty: Type<'_>, packed: &[u8]) -> bool {
    let mut cursor = Cursor::new(packed);
    while !cursor.is_empty() {
        let Ok(number) = cursor.varint() else { return true };
        if is_single_value(kind, ty, UnknownValue::Varint(number)) {
            return true;
        }
    }
    false
}

/// Whether the value of an entry is a number that a closed field holds. An entry without a value
/// has the default. The reader of the entry reports malformed bytes.
pub(crate) fn is_known_entry(kind: Kind, ty: Type<'_>, entry: &[u8]) -> bool {
    const VALUE: u32 = 2;
    let mut records = Records::new(entry);
    let mut is_known = true;
    while let Ok(Some((number, value))) = records.next() {
        if number == VALUE && value.wire_type() as u32 == kind.wire_type() {
            is_known = is_single_value(kind, ty, value);
        }
    }
    is_known
}

/// Whether `value` is a single value of a kind.
pub(crate) fn is_single_value(kind: Kind, ty: Type<'_>, value: UnknownValue<'_>) -> bool {
    if value.wire_type() as u32 != kind.wire_type() {
        return false;
    }
    match (kind, value) {
        // An enum's number is the low half of the varint.
        (Kind::Enum(link), UnknownValue::Varint(number)) => ty.holds(&link, number as i32),
        _ => true,
    }
}
