//! The types and extensions that a registry has.

use crate::Registry;
use crate::schema::{Field, Type};

/// A field that a message declares, or an extension of it.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub field: &'a Field,
    /// A type that resolves the links of the field.
    pub scope: Type<'a>,
    pub is_extension: bool,
}

/// Returns the extension of a message with this number.
pub(super) fn extension_by_number<'a>(
    registry: Option<&'a Registry>,
    ty: Type<'_>,
    number: u32,
) -> Option<Known<'a>> {
    let extension = registry?.extension_by_number(&ty.message().full_name, number)?;
    Some(Known { field: extension.field, scope: extension.scope, is_extension: true })
}

/// Returns the extension of a message with this full name.
pub(super) fn extension_by_name<'a>(
    registry: Option<&'a Registry>,
    ty: Type<'_>,
    full_name: &str,
) -> Option<Known<'a>> {
    let extension = registry?.extension_by_name(full_name)?;
    let is_of_message = *extension.extendee == *ty.message().full_name;
    let known = Known { field: extension.field, scope: extension.scope, is_extension: true };
    is_of_message.then_some(known)
}
