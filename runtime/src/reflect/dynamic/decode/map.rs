//! Entries of maps.

use super::{Limits, value};
use crate::canonical::is_single_value;
use crate::records::Records;
use crate::reflect::{MapKey, MessageDescriptor, Value};
use crate::schema::Kind;
use crate::wire::error::Error;
use crate::wire::skip;

/// Decodes an entry. Returns `None` if the value is a number that a closed field does not hold.
pub(super) fn entry(
    descriptor: &MessageDescriptor,
    kind: Kind,
    key_kind: Kind,
    entry: &[u8],
    limits: &mut Limits<'_>,
) -> Result<Option<(MapKey, Value)>, Error> {
    let depth = limits.depth.checked_sub(1).ok_or_else(Error::recursion)?;
    let limits = &mut Limits { depth, heap: limits.heap };
    let mut key = None;
    let mut found = None;
    let mut is_known = true;
    let mut records = Records::new(entry);
    let mut rest = records.rest();
    while let Some((number, part)) = records.next()? {
        let record = &rest[..rest.len() - records.rest().len()];
        rest = records.rest();
        let wire_type = part.wire_type() as u32;
        match number {
            1 if wire_type == key_kind.wire_type() => {
                key = value::decode(descriptor, key_kind, part, limits)?.into_map_key();
            }
            2 if wire_type == kind.wire_type() => {
                is_known = is_single_value(kind, descriptor.ty(), part);
                match &mut found {
                    Some(Value::Message(message)) => {
                        value::merge_message(message, part, limits)?;
                    }
                    _ => found = Some(value::decode(descriptor, kind, part, limits)?),
                }
            }
            _ => skip::all(record, depth)?,
        }
    }
    if !is_known {
        return Ok(None);
    }
    let key = key.unwrap_or_else(|| MapKey::default_of(key_kind));
    Ok(Some((key, found.unwrap_or_else(|| Value::default_of(descriptor, kind)))))
}
