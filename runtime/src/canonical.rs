//! The canonical form of an encoded message, which every encoder writes.
//!
//! The interpreters of JSON and text format walk over encoded bytes once, and print a field when
//! they meet it. Bytes of our own encoder have all values of a field in one place. The payload of
//! an `Any`, and extensions among unknown fields, can be other bytes: two messages that were
//! concatenated, or the bytes of an attacker. This module brings them into that form.

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

use field::Fields;
pub(crate) use field::{is_closed, is_known_entry, is_single_value, is_value};

/// Brings the records of an encoded message into canonical form. Bytes in that form are borrowed.
///
/// * The values of a field are in one run, ascending by number, and what is no value of a field is
///   behind all of them.
/// * A singular field has one record: the last one, or all pieces of a message merged.
/// * A field without presence that has its default value has no record, and neither has a packed
///   list without elements.
/// * One member of a oneof is there at most: the last one.
/// * A map has one entry for each key: the last one. An entry has a key at most and then a value at
///   most.
/// * An item of a message set has the type id first, and each type id has one item.
///
/// The extensions that `registry` has are fields of the message. A record with another wire type
/// than the field's, and a number that a closed field does not hold, are unknown fields. They keep
/// their order and can be anywhere if the bytes were canonical otherwise, so a reader must
/// recognise them. Values in a list stay as they are: packed and expanded records can be mixed.
///
/// The messages in the fields are not looked at: a reader calls this function again for them.
/// Pieces of a message are merged by concatenating them. So the function needs no recursion, and
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

/// Whether bytes whose declared fields are in order are canonical: the extensions among them, and
/// the entries of maps.
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
        // Of one entry, only the order in it can be wrong, and the check costs as much as the
        // collecting. Most maps have more than one entry.
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
