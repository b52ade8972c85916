//! The canonical form of an encoded message. Every encoder writes this form.
//!
//! The interpreters of JSON and text format walk over encoded bytes once, and print each field when
//! they reach it. So all values of a field must be in one run, as our encoder writes them. The
//! payload of an `Any`, and extensions among unknown fields, can be other bytes: two concatenated
//! messages, or the bytes of an attacker. This module converts them to the canonical form.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;

use crate::records::{Records, is_canonical, leaves_unset};
use crate::registry::Registry;
use crate::schema::{Cardinality, Type};
use crate::unknown::UnknownValue;
use crate::wire::error::Error;

mod collect;
mod entries;
mod field;
mod message_set;
#[cfg(test)]
mod tests;

pub(crate) use entries::KeyOrder;
use field::Fields;
pub(crate) use field::{is_closed, is_known_entry, is_single_value, is_value};

/// Converts an encoded message to canonical form. Bytes that are canonical are borrowed. Their form
/// has these properties:
///
/// * The values of a field are in one run. The runs ascend by number, and unknown fields are after
///   all of them. The run of a oneof's member is at the lowest number of the oneof.
/// * A singular field has one record: the last one, or all pieces of a message merged.
/// * A field without presence that has its default value has no record. Neither has a packed list
///   without elements.
/// * A oneof has at most one member: the last one.
/// * A map has one entry for each key: the last one. The entries are in the order of their keys. An
///   entry has at most a key and then at most a value.
/// * An item of a message set begins with the type id, and each type id has one item.
///
/// The extensions that `registry` has are fields of the message. A record with another wire type
/// than the field's is an unknown field. So is a number that a closed field does not hold. Unknown
/// fields keep their order. They can be anywhere if all other records were canonical, so a reader
/// must recognise them. Values in a list stay as they are: packed and expanded records can be
/// mixed.
///
/// The function does not look into the messages in the fields. A reader calls it again for each of
/// them. It merges the pieces of a message by concatenating them. So it needs no recursion, and
/// memory for one copy of the bytes.
pub(crate) fn canonical<'a>(
    ty: Type<'_>,
    bytes: &'a [u8],
    registry: Option<&Registry>,
) -> Result<Cow<'a, [u8]>, Error> {
    if ty.message().is_message_set {
        return message_set::canonical(bytes);
    }
    let fields = Fields::new(ty, registry);
    if is_canonical(ty.message(), bytes)? && are_details_canonical(&fields, bytes)? {
        return Ok(Cow::Borrowed(bytes));
    }
    Ok(Cow::Owned(collect::collect(&fields, bytes)?))
}

/// Whether bytes whose declared fields are in order are canonical. The function checks the
/// extensions among them, and the entries of maps.
fn are_details_canonical(fields: &Fields<'_>, bytes: &[u8]) -> Result<bool, Error> {
    let has_maps = fields.ty.message().fields.iter().any(|field| field.is_map());
    if !has_maps && !fields.can_be_extended() {
        return Ok(true);
    }
    let mut records = Records::new(bytes);
    let mut extensions = BTreeSet::new();
    let mut last = None;
    while let Some((number, value)) = records.next()? {
        let Some((field, _)) = fields.get(number) else {
            last = None;
            continue;
        };
        // In a map with one entry, only the order inside the entry can be wrong, and checking costs
        // as much as collecting. Most maps have more entries.
        if let Cardinality::Map(_) = field.cardinality
            && let UnknownValue::LengthDelimited(_) = value
        {
            return Ok(false);
        }
        if fields.ty.message().field(number).is_none() {
            let is_run = last == Some(number) && field.has_many();
            if leaves_unset(field, value) || !is_run && !extensions.insert(number) {
                return Ok(false);
            }
        }
        last = Some(number);
    }
    Ok(true)
}
