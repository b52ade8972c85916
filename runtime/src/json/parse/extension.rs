//! Extensions, whose keys are their full names in brackets.

use super::object::{has_null, twice};
use super::seen::SeenFields;
use super::{Parsed, Parser};
use crate::json::lazy_registry::LazyRegistry;
use crate::records::{Begun, RecordWriter};
use crate::registry::RegisteredExtension;
use crate::schema::{Field, Type};
use crate::wire::skip::VARINT;

/// The field numbers of the group that encodes an extension of a message set.
const MESSAGE_SET_ITEM: u32 = 1;
const MESSAGE_SET_TYPE_ID: u32 = 2;
pub(in crate::json) const MESSAGE_SET_MESSAGE: u32 = 3;

impl Parser<'_, '_> {
    /// Parses the value of an extension. Returns `false` if the registry has no extension of the
    /// message with this name.
    pub(super) fn extension(
        &mut self,
        ty: Type<'_>,
        full_name: &str,
        at: usize,
        seen: &SeenFields,
    ) -> Parsed<bool> {
        let Some(extension) = find(self.registry, ty, full_name) else { return Ok(false) };
        let field = extension.field;
        if !self.seen.is_first_extension(seen, field.number) {
            return Err(twice(at));
        }
        let parsed = if self.scan.peek() == b'n' && !has_null(extension.scope, field) {
            self.scan.literal("null")
        } else if ty.message().is_message_set {
            self.message_set_item(extension.scope, field)
        } else {
            self.field(extension.scope, field)
        };
        parsed.map_err(|error| error.in_field(&field.json_name))?;
        Ok(true)
    }

    fn message_set_item(&mut self, scope: Type<'_>, field: &Field) -> Parsed<()> {
        let begun = begin_item(&mut self.out, field);
        self.single(scope, MESSAGE_SET_MESSAGE, &field.kind, false)?;
        self.out.end(begun);
        Ok(())
    }
}

/// Returns the extension of a message with this full name.
pub(in crate::json) fn find<'o>(
    registry: LazyRegistry<'o>,
    ty: Type<'_>,
    full_name: &str,
) -> Option<RegisteredExtension<'o>> {
    let found = registry.get().extension_by_name(full_name)?;
    (*found.extendee == *ty.message().full_name).then_some(found)
}

/// Begins the item of a message set. The message in the item has the field number
/// [`MESSAGE_SET_MESSAGE`].
pub(in crate::json) fn begin_item(out: &mut RecordWriter, field: &Field) -> Begun {
    let begun = out.begin_group(MESSAGE_SET_ITEM);
    out.key(MESSAGE_SET_TYPE_ID, VARINT);
    out.varint(field.number.into());
    begun
}
