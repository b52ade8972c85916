//! The records of a message, collected into items in the order in which they are printed.
//!
//! The printer accepts every encoding of a message. The records of a field may be scattered, and
//! all parts of a message are merged as a decoder merges them.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::entries::{self, Entry};
use super::scalar;
use crate::canonical::{is_closed, is_single_value, is_value};
use crate::extension::records::record;
use crate::records::{Records, leaves_unset};
use crate::schema::{Kind, Message, Type};
use crate::text::PrintOptions;
use crate::text::known::{self, Known};
use crate::unknown::UnknownValue;
use crate::wire::error::Error;

/// A field, a value of a list, or an unknown field.
pub(super) struct Item<'a> {
    pub number: u32,
    source: Source,
    pub content: Content<'a>,
}

/// The declaration of an item's field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The index of the declared field.
    Declared(u32),
    /// An extension that the registry has.
    Extension,
    Unknown,
}

/// The value of an item.
pub(super) enum Content<'a> {
    /// A value that is not a known message, or the values of a packed record.
    Value(UnknownValue<'a>),
    Message(Parts<'a>),
    Entries(Vec<Entry<'a>>),
}

/// The bytes of a message, which may be in several records.
#[derive(Clone)]
pub(super) enum Parts<'a> {
    One(&'a [u8]),
    Many(Box<[&'a [u8]]>),
}

impl<'a> Parts<'a> {
    pub(super) fn as_slice(&self) -> &[&'a [u8]] {
        match self {
            Parts::One(bytes) => core::slice::from_ref(bytes),
            Parts::Many(parts) => parts,
        }
    }

    pub(super) fn from_vec(mut parts: Vec<&'a [u8]>) -> Self {
        match parts.len() {
            0 => Parts::One(&[]),
            1 => Parts::One(parts.remove(0)),
            _ => Parts::Many(parts.into()),
        }
    }
}

/// A record, with its field.
#[derive(Clone, Copy)]
struct Record<'a> {
    number: u32,
    source: Source,
    value: UnknownValue<'a>,
}

impl<'a> Item<'a> {
    /// Returns the field. Returns `None` if it is unknown.
    pub(super) fn known(&self, ty: Type<'a>, options: PrintOptions<'a>) -> Option<Known<'a>> {
        known(ty, self.source, self.number, options)
    }

    /// Whether both items are values of one field.
    pub(super) fn is_of_field_of(&self, other: &Self) -> bool {
        self.number == other.number && self.source == other.source
    }
}

fn known<'a>(
    ty: Type<'a>,
    source: Source,
    number: u32,
    options: PrintOptions<'a>,
) -> Option<Known<'a>> {
    match source {
        Source::Declared(index) => {
            let field = &ty.message().fields[index as usize];
            Some(Known { field, scope: ty, is_extension: false })
        }
        Source::Extension => known::extension_by_number(options.registry, ty, number),
        Source::Unknown => None,
    }
}

/// Returns the items of a message: first the fields, ordered by number, then the unknown fields.
pub(super) fn items<'a>(
    ty: Type<'a>,
    parts: &Parts<'a>,
    options: PrintOptions<'a>,
) -> Result<Vec<Item<'a>>, Error> {
    let mut records = self::records(ty, parts, options)?;
    drop_replaced_members(ty.message(), &mut records);
    let position = |record: &Record<'_>| (record.source == Source::Unknown, record.number);
    if !records.is_sorted_by_key(position) {
        records.sort_by_key(position);
    }
    let mut items = Vec::with_capacity(records.len());
    for run in records.chunk_by(|a, b| a.number == b.number && a.source == b.source) {
        let Record { number, source, .. } = run[0];
        let item = |content| Item { number, source, content };
        let values = run.iter().map(|record| record.value);
        match known(ty, source, number, options) {
            Some(known) if known.field.is_map() => {
                let entries = entries::sorted(known, values)?;
                items.push(item(Content::Entries(entries)));
            }
            Some(Known { field, .. }) if field.kind.is_message() => {
                let parts = values.filter_map(|value| bytes(field.kind, value));
                match field.has_many() {
                    true => {
                        items.extend(parts.map(|part| item(Content::Message(Parts::One(part)))))
                    }
                    false => items.push(item(Content::Message(Parts::from_vec(parts.collect())))),
                }
            }
            Some(Known { field, .. }) if !field.has_many() => {
                let value = run[run.len() - 1].value;
                if !leaves_unset(field, value) {
                    items.push(item(Content::Value(value)));
                }
            }
            _ => items.extend(values.map(|value| item(Content::Value(value)))),
        }
    }
    Ok(items)
}

/// Reads the records. Leaves out unknown fields that are not printed.
fn records<'a>(
    ty: Type<'a>,
    parts: &Parts<'a>,
    options: PrintOptions<'a>,
) -> Result<Vec<Record<'a>>, Error> {
    let message = ty.message();
    let mut all = Vec::new();
    for part in parts.as_slice() {
        let mut records = Records::new(part);
        while let Some((number, value)) = records.next()? {
            let (number, value) = record(number, value, message.is_message_set);
            let declared = message.index_beside_json(number);
            let source = match declared {
                Some(index) if is_value(&message.fields[index], ty, value) => {
                    Source::Declared(index as u32)
                }
                Some(_) => Source::Unknown,
                None => match known::extension_by_number(options.registry, ty, number) {
                    Some(known) if is_value(known.field, known.scope, value) => Source::Extension,
                    _ => Source::Unknown,
                },
            };
            if source != Source::Unknown || options.prints_unknown_fields {
                all.push(Record { number, source, value });
            }
            if options.prints_unknown_fields
                && let Some(known) = known(ty, source, number, options)
            {
                add_unknown_numbers(known, number, value, &mut all);
            }
        }
    }
    Ok(all)
}

/// Adds the numbers of a packed list that a closed field does not hold, as unknown fields. The list
/// itself stays among the records, for the numbers that the field holds. An error in it is found
/// when the field is printed, so that the fields before it are printed with and without unknown
/// fields.
fn add_unknown_numbers<'a>(
    Known { field, scope, .. }: Known<'_>,
    number: u32,
    value: UnknownValue<'a>,
    all: &mut Vec<Record<'a>>,
) {
    if let UnknownValue::LengthDelimited(packed) = value
        && !field.is_map()
        && is_closed(field.kind, scope)
    {
        let _ = scalar::each(field.kind, packed, |value| {
            if !is_single_value(field.kind, scope, value) {
                all.push(Record { number, source: Source::Unknown, value });
            }
        });
    }
}

/// Drops the values of a oneof that later records replace.
fn drop_replaced_members(message: &Message, records: &mut Vec<Record<'_>>) {
    if message.oneofs.is_empty() {
        return;
    }
    // For each oneof: the member that is set in the end, and whether the loop, which goes
    // backwards, has found a record of another member.
    let mut oneofs: Vec<Option<(u32, bool)>> = vec![None; message.oneofs.len()];
    records.reverse();
    records.retain(|record| {
        let Source::Declared(index) = record.source else { return true };
        let Some(oneof) = message.fields[index as usize].oneof else { return true };
        let (set, is_replaced) = oneofs[oneof as usize].get_or_insert((index, false));
        *is_replaced |= *set != index;
        !*is_replaced
    });
    records.reverse();
}

/// Returns the bytes of a message. Returns `None` for a value of another wire type.
pub(super) fn bytes(kind: Kind, value: UnknownValue<'_>) -> Option<&[u8]> {
    match (kind, value) {
        (Kind::Message(_), UnknownValue::LengthDelimited(bytes)) => Some(bytes),
        (Kind::Group(_), UnknownValue::Group(bytes)) => Some(bytes),
        _ => None,
    }
}
