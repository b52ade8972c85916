//! The types and extensions that a registry has.

use crate::Registry;
use crate::schema::{Field, Kind, Message, Type};

/// A field that a message declares, or an extension of it.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub field: &'a Field,
    /// A type that resolves the links of the field.
    pub scope: Type<'a>,
    pub is_extension: bool,
}

/// The name of an extension that a message declares in itself, as an item of a message set.
const ITEM_NAME: &str = ".message_set_extension";

impl<'a> Known<'a> {
    /// Returns the name that an extension of `message` has in brackets.
    ///
    /// The name is the full name of the extension. If the type of an item of a message set declares
    /// the extension, the name is the full name of the type. C++ does not check the name of such an
    /// extension, and all of them have this one.
    pub(super) fn name_in_brackets(&self, message: &Message) -> &'a str {
        let full_name: &'a str = &self.field.name;
        match (&self.field.kind, full_name.strip_suffix(ITEM_NAME)) {
            (Kind::Message(link), Some(name))
                if message.is_message_set
                    && *self.scope.linked(link).message().full_name == *name =>
            {
                name
            }
            _ => full_name,
        }
    }
}

/// Returns the extension of a message with this number.
pub(super) fn extension_by_number<'a>(
    registry: Option<&'a Registry>,
    ty: Type<'_>,
    number: u32,
) -> Option<Known<'a>> {
    let extension = registry?.extension_by_number(&ty.message().full_name, number)?;
    let is_known = !extension.field.is_json_only;
    is_known.then_some(Known { field: extension.field, scope: extension.scope, is_extension: true })
}

/// Returns the extension of a message that has this name in brackets.
pub(super) fn extension_by_name<'a>(
    registry: Option<&'a Registry>,
    ty: Type<'_>,
    name: &str,
) -> Option<Known<'a>> {
    let named = by_full_name(registry?, ty, name);
    if named.is_some() || !ty.message().is_message_set {
        return named;
    }
    let in_message = by_full_name(registry?, ty, &[name, ITEM_NAME].concat())?;
    (in_message.name_in_brackets(ty.message()) == name).then_some(in_message)
}

fn by_full_name<'a>(registry: &'a Registry, ty: Type<'_>, full_name: &str) -> Option<Known<'a>> {
    let extension = registry.extension_by_name(full_name)?;
    let is_of_message = *extension.extendee == *ty.message().full_name;
    let known = Known { field: extension.field, scope: extension.scope, is_extension: true };
    (is_of_message && !known.field.is_json_only).then_some(known)
}
