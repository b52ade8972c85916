//! The entries of a map.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::field::is_single_value;
use crate::records::{RecordWriter, Records};
use crate::schema::{Cardinality, Field, Kind, Type};
use crate::unknown::UnknownValue;
use crate::wire::error::Error;
use crate::wire::skip::DELIMITED;
use crate::wire::varint::{unzigzag32, unzigzag64};

/// The field numbers of an entry.
const KEY: u32 = 1;
const VALUE: u32 = 2;

/// The entries of a map, by key.
#[derive(Default)]
pub(super) struct Entries<'a>(BTreeMap<Key<'a>, Cow<'a, [u8]>>);

/// The key of an entry. The order of the keys of a kind is that of the values, in which
/// `encode_deterministic` writes them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Signed(i64),
    Unsigned(u64),
    String(&'a [u8]),
}

impl<'a> Entries<'a> {
    /// Adds an entry. Returns `false` if its value is a number that a closed field does not hold.
    /// Such an entry is an unknown field.
    pub(super) fn add(
        &mut self,
        field: &Field,
        ty: Type<'_>,
        entry: &'a [u8],
    ) -> Result<bool, Error> {
        let Cardinality::Map(key_kind) = field.cardinality else { return Ok(false) };
        let key_kind = key_kind.kind();
        let parts = Parts::read(entry, key_kind, field.kind)?;
        if let Some((_, value)) = parts.value
            && !is_single_value(field.kind, ty, value)
        {
            return Ok(false);
        }
        let key = match parts.key {
            Some((_, key)) => Key::of(key_kind, key),
            None => Key::default_of(key_kind),
        };
        self.0.insert(key, parts.into_entry(entry));
        Ok(true)
    }

    /// Writes the entries in the order of their keys.
    pub(super) fn write(self, number: u32, writer: &mut RecordWriter) {
        for entry in self.0.into_values() {
            writer.key(number, DELIMITED);
            writer.delimited(&entry);
        }
    }
}

/// The key and the value of an entry, each with the whole record.
#[derive(Default)]
struct Parts<'a> {
    key: Option<(&'a [u8], UnknownValue<'a>)>,
    value: Option<(&'a [u8], UnknownValue<'a>)>,
    /// The fields of a value that occurs in several pieces.
    pieces: Option<Vec<u8>>,
    /// Whether the entry has more records than a key and then a value.
    is_untidy: bool,
}

impl<'a> Parts<'a> {
    /// Reads an entry. The last key and the last value count. The pieces of a message are merged.
    fn read(entry: &'a [u8], key_kind: Kind, value_kind: Kind) -> Result<Self, Error> {
        let mut parts = Parts::default();
        let mut records = Records::new(entry);
        let mut rest = records.rest();
        while let Some((number, value)) = records.next()? {
            let record = &rest[..rest.len() - records.rest().len()];
            rest = records.rest();
            let wire_type = value.wire_type() as u32;
            if number == KEY && wire_type == key_kind.wire_type() {
                parts.is_untidy |= parts.key.is_some() || parts.value.is_some();
                parts.key = Some((record, value));
            } else if number == VALUE && wire_type == value_kind.wire_type() {
                parts.add_value(record, value, value_kind);
            } else {
                parts.is_untidy = true;
            }
        }
        Ok(parts)
    }

    fn add_value(&mut self, record: &'a [u8], value: UnknownValue<'a>, kind: Kind) {
        if let Some((_, before)) = self.value.replace((record, value)) {
            self.is_untidy = true;
            if let (true, Some(before), Some(piece)) =
                (kind.is_message(), fields(before), fields(value))
            {
                self.pieces.get_or_insert_with(|| before.to_vec()).extend_from_slice(piece);
            }
        }
    }

    /// Returns the entry with at most a key and then at most a value.
    fn into_entry(self, entry: &'a [u8]) -> Cow<'a, [u8]> {
        if !self.is_untidy {
            return Cow::Borrowed(entry);
        }
        let mut tidy = Vec::with_capacity(entry.len());
        if let Some((record, _)) = self.key {
            tidy.extend_from_slice(record);
        }
        match (self.value, self.pieces) {
            (Some((_, UnknownValue::Group(_))), Some(fields)) => {
                UnknownValue::Group(&fields).write(VALUE, &mut tidy);
            }
            (Some(_), Some(fields)) => {
                UnknownValue::LengthDelimited(&fields).write(VALUE, &mut tidy);
            }
            (Some((record, _)), None) => tidy.extend_from_slice(record),
            (None, _) => {}
        }
        Cow::Owned(tidy)
    }
}

/// Returns the fields of a message or group.
fn fields(value: UnknownValue<'_>) -> Option<&[u8]> {
    match value {
        UnknownValue::LengthDelimited(fields) | UnknownValue::Group(fields) => Some(fields),
        _ => None,
    }
}

impl<'a> Key<'a> {
    /// Returns the key in a record of the key's wire type. The bits of a varint beyond those of the
    /// kind are ignored.
    fn of(kind: Kind, value: UnknownValue<'a>) -> Self {
        let bits = match value {
            UnknownValue::LengthDelimited(key) | UnknownValue::Group(key) => {
                return Key::String(key);
            }
            UnknownValue::Varint(bits) | UnknownValue::Fixed64(bits) => bits,
            UnknownValue::Fixed32(bits) => bits.into(),
        };
        match kind {
            Kind::Bool => Key::Unsigned((bits != 0).into()),
            Kind::Uint32 => Key::Unsigned((bits as u32).into()),
            Kind::Int32 | Kind::Sfixed32 => Key::Signed((bits as i32).into()),
            Kind::Int64 | Kind::Sfixed64 => Key::Signed(bits as i64),
            Kind::Sint32 => Key::Signed(unzigzag32(bits as u32).into()),
            Kind::Sint64 => Key::Signed(unzigzag64(bits)),
            _ => Key::Unsigned(bits),
        }
    }

    /// Returns the key of an entry without a key.
    fn default_of(kind: Kind) -> Self {
        match kind {
            Kind::String => Key::String(&[]),
            _ => Key::of(kind, UnknownValue::Varint(0)),
        }
    }
}

/// The entries that a map has had so far, in the order of their keys.
#[derive(Default)]
pub(crate) struct KeyOrder<'a> {
    last: Option<Key<'a>>,
}

impl<'a> KeyOrder<'a> {
    /// Whether an entry has at most a key and then at most a value, and its key is greater than
    /// those of the entries before it.
    pub(crate) fn admits(&mut self, field: &Field, entry: &'a [u8]) -> Result<bool, Error> {
        let Cardinality::Map(key_kind) = field.cardinality else { return Ok(false) };
        let key_kind = key_kind.kind();
        let Parts { key, is_untidy, .. } = Parts::read(entry, key_kind, field.kind)?;
        let key = key.map_or_else(|| Key::default_of(key_kind), |(_, key)| Key::of(key_kind, key));
        if is_untidy || self.last.as_ref().is_some_and(|last| *last >= key) {
            return Ok(false);
        }
        self.last = Some(key);
        Ok(true)
    }
}
