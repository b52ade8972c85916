//! The entries of a map.

use alloc::string::String;
use alloc::vec::Vec;

use super::collect::{Content, Parts, bytes};
use super::scalar;
use crate::records::Records;
use crate::schema::{Cardinality, Kind, MapKey};
use crate::text::known::Known;
use crate::unknown::UnknownValue;
use crate::wire::error::Error;

/// The field number of the key in an entry.
const KEY: u32 = 1;
/// The field number of the value in an entry.
const VALUE: u32 = 2;

/// An entry of a map.
pub(super) struct Entry<'a> {
    key: Key<'a>,
    pub value: Content<'a>,
}

/// A key. The order of the variants and values is that of C++.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    String(&'a [u8]),
}

impl Entry<'_> {
    /// Writes the key.
    pub(super) fn write_key(&self, out: &mut String) {
        match self.key {
            Key::Bool(value) => scalar::write_bool(value, out),
            Key::Signed(value) => scalar::write_number(value, out),
            Key::Unsigned(value) => scalar::write_number(value, out),
            Key::String(value) => scalar::write_string(value, out),
        }
    }
}

/// Returns the entries, sorted by key. If entries have equal keys, the last one is kept.
pub(super) fn sorted<'a>(
    known: Known<'_>,
    values: impl DoubleEndedIterator<Item = UnknownValue<'a>>,
) -> Result<Vec<Entry<'a>>, Error> {
    let Cardinality::Map(key) = known.field.cardinality else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    for value in values.rev() {
        if let UnknownValue::LengthDelimited(bytes) = value {
            entries.push(entry(key, known, bytes)?);
        }
    }
    // The entries are in reverse order and the sort is stable. So the last of several entries with
    // equal keys comes first, and is kept.
    entries.sort_by_key(|entry| entry.key);
    entries.dedup_by_key(|entry| entry.key);
    Ok(entries)
}

/// Reads an entry. Ignores other fields in the entry, as a decoder does.
fn entry<'a>(map_key: MapKey, known: Known<'_>, entry: &'a [u8]) -> Result<Entry<'a>, Error> {
    let (key_kind, kind) = (map_key.kind(), known.field.kind);
    let mut key = scalar::default(key_kind, known.scope);
    let mut value = scalar::default(kind, known.scope);
    let mut parts = Vec::new();
    let mut records = Records::new(entry);
    while let Some((number, record)) = records.next()? {
        let wire_type = record.wire_type() as u32;
        match number {
            KEY if wire_type == key_kind.wire_type() => key = record,
            VALUE if known.field.kind.is_message() => parts.extend(bytes(kind, record)),
            VALUE if wire_type == kind.wire_type() => value = record,
            _ => {}
        }
    }
    let value = match known.field.kind.is_message() {
        true => Content::Message(Parts::from_vec(parts)),
        false => Content::Value(value),
    };
    Ok(Entry { key: Key::of(key_kind, key), value })
}

impl<'a> Key<'a> {
    fn of(kind: Kind, value: UnknownValue<'a>) -> Self {
        match (kind, value) {
            (Kind::Bool, UnknownValue::Varint(value)) => Key::Bool(value != 0),
            (_, UnknownValue::LengthDelimited(bytes)) => Key::String(bytes),
            _ => match scalar::integer(kind, value) {
                scalar::Integer::Signed(value) => Key::Signed(value),
                scalar::Integer::Unsigned(value) => Key::Unsigned(value),
            },
        }
    }
}
