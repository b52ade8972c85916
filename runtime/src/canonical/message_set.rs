//! The items of a message set.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::extension::records::{ITEM, MESSAGE, TYPE_ID, item};
use crate::records::{RecordWriter, Records};
use crate::unknown::UnknownValue;
use crate::wire::error::Error;
use crate::wire::skip::{DELIMITED, VARINT};

/// Merges the items of each type id, and orders the items by type id. Other records are after them.
pub(super) fn canonical(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    let mut items: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut other = Vec::new();
    let mut records = Records::new(bytes);
    let mut rest = records.rest();
    while let Some((number, value)) = records.next()? {
        let record = &rest[..rest.len() - records.rest().len()];
        rest = records.rest();
        let item = match value {
            UnknownValue::Group(fields) if number == ITEM => item(fields),
            _ => None,
        };
        match item {
            Some((type_id, UnknownValue::LengthDelimited(piece))) => {
                items.entry(type_id).or_default().extend_from_slice(piece);
            }
            _ => other.extend_from_slice(record),
        }
    }
    let mut writer = RecordWriter::default();
    for (type_id, message) in items {
        let item = writer.begin_group(ITEM);
        writer.key(TYPE_ID, VARINT);
        writer.varint(type_id.into());
        writer.key(MESSAGE, DELIMITED);
        writer.delimited(&message);
        writer.end(item);
    }
    writer.raw(&other);
    Ok(Cow::Owned(writer.into_bytes()))
}
