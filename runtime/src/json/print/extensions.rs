//! Extensions, which generated messages keep among the unknown fields.

use super::JsonError;
use super::message::{behind, entry, value};
use super::node::{Value, Walk};
use super::sink::{Key, Object};
use crate::canonical::canonical;
use crate::extension::records;
use crate::registry::Registry;
use crate::schema::{Kind, Type};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;

/// Prints the extensions that the registry has. `unknown` are the records of undeclared fields.
pub(super) fn extensions<O: Object>(
    walk: Walk<'_>,
    ty: Type<'_>,
    unknown: &[u8],
    object: &mut O,
) -> Result<(), O::Error> {
    let registry = walk.registry();
    if !registry.has_extensions() {
        return Ok(());
    }
    // Another program may have written the records, in any order.
    let walk = Walk { is_canonical: false, ..walk };
    let unknown = canonical(ty, unknown, Some(registry)).map_err(JsonError::from)?;
    if ty.message().is_message_set {
        return message_set(walk, ty, &unknown, registry, object);
    }
    let mut cursor = Cursor::new(&unknown);
    while !cursor.is_empty() {
        let start = cursor;
        let key = cursor.key().map_err(JsonError::from)?;
        let extension = registry.extension_by_number(&ty.message().full_name, key >> 3);
        let found = match &extension {
            Some(extension) => {
                let (scope, field) = (extension.scope, extension.field);
                let value =
                    value(walk, &mut cursor, start, key, scope, field).map_err(JsonError::from)?;
                value.map(|value| (field, value))
            }
            None => None,
        };
        match found {
            Some((field, value)) => entry(object, Key::Field(field), field, walk.node(value))?,
            None => cursor = behind(start).map_err(JsonError::from)?,
        }
    }
    Ok(())
}

/// Prints the items of a message set.
fn message_set<O: Object>(
    walk: Walk<'_>,
    ty: Type<'_>,
    items: &[u8],
    registry: &Registry,
    object: &mut O,
) -> Result<(), O::Error> {
    for (number, value) in records::all(items, true) {
        let extension = registry.extension_by_number(&ty.message().full_name, number);
        let Some(extension) = extension else { continue };
        if let (Kind::Message(link), UnknownValue::LengthDelimited(message)) =
            (extension.field.kind, value)
        {
            let node = walk.node(Value::Message(extension.scope.linked(&link), message));
            entry(object, Key::Field(extension.field), extension.field, node)?;
        }
    }
    Ok(())
}
