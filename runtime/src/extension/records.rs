//! The occurrences of an extension among the fields of a message, and the items of message sets.
//!
//! A message set encodes an extension as a group:
//!
//! ```text
//! repeated group Item = 1 {
//!     required int32 type_id = 2;
//!     required bytes message = 3;
//! }
//! ```

use alloc::vec::Vec;

use crate::unknown::{UnknownFields, UnknownFieldsIter, UnknownValue};

/// The field number of `Item`.
pub(crate) const ITEM: u32 = 1;
/// The field number of `type_id`.
pub(crate) const TYPE_ID: u32 = 2;
/// The field number of `message`.
pub(crate) const MESSAGE: u32 = 3;

/// The iterator over the fields of a message, as pairs of number and value. An item of a message
/// set is the value of its type id.
#[derive(Debug, Clone)]
pub(crate) struct Records<'a> {
    fields: UnknownFieldsIter<'a>,
    is_message_set: bool,
}

/// Returns an iterator over all fields in `bytes`. Malformed bytes end the iteration.
pub(crate) fn all(bytes: &[u8], is_message_set: bool) -> Records<'_> {
    Records { fields: UnknownFieldsIter::new(bytes), is_message_set }
}

/// Returns an iterator over the values of one number.
pub(crate) fn of(
    bytes: &[u8],
    number: u32,
    is_message_set: bool,
) -> impl Iterator<Item = UnknownValue<'_>> + Clone {
    let is_meant = move |(other, value)| (other == number).then_some(value);
    all(bytes, is_message_set).filter_map(is_meant)
}

/// Removes the fields of one number.
pub(super) fn remove(fields: &mut UnknownFields, number: u32, is_message_set: bool) {
    if all(fields.as_bytes(), is_message_set).any(|(other, _)| other == number) {
        fields.retain(|field, value| record(field, value, is_message_set).0 != number);
    }
}

/// Appends an item of a message set. `write` appends a field that holds a message.
pub(super) fn append_item(
    fields: &mut UnknownFields,
    type_id: u32,
    write: impl FnOnce(u32, &mut UnknownFields),
) {
    let mut written = UnknownFields::new();
    write(MESSAGE, &mut written);
    for (_, value) in &written {
        let (UnknownValue::LengthDelimited(message) | UnknownValue::Group(message)) = value else {
            continue;
        };
        let mut item = Vec::with_capacity(message.len() + 16);
        UnknownValue::Varint(type_id.into()).write(TYPE_ID, &mut item);
        UnknownValue::LengthDelimited(message).write(MESSAGE, &mut item);
        fields.append(ITEM, UnknownValue::Group(&item));
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, UnknownValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, value) = self.fields.next()?;
        Some(record(number, value, self.is_message_set))
    }
}

/// Returns the number and the value of a field. For an item of a message set, it returns the type
/// id and the message. An item that lacks a type id or a message keeps its own number and value.
pub(crate) fn record(
    number: u32,
    value: UnknownValue<'_>,
    is_message_set: bool,
) -> (u32, UnknownValue<'_>) {
    match value {
        UnknownValue::Group(fields) if is_message_set && number == ITEM => {
            item(fields).unwrap_or((number, value))
        }
        _ => (number, value),
    }
}

/// Returns the type id and the message of an item. They occur in any order. If one of them occurs
/// several times, the first occurrence counts, as in C++.
pub(crate) fn item(fields: &[u8]) -> Option<(u32, UnknownValue<'_>)> {
    let (mut type_id, mut message) = (None, None);
    for (number, value) in UnknownFieldsIter::new(fields) {
        match (number, value) {
            (TYPE_ID, UnknownValue::Varint(id)) if type_id.is_none() => type_id = Some(id as u32),
            (MESSAGE, UnknownValue::LengthDelimited(_)) if message.is_none() => {
                message = Some(value);
            }
            _ => {}
        }
    }
    Some((type_id?, message?))
}
