//! Reads records.

use alloc::vec;

use crate::schema::{Field, Kind, Message};
use crate::unknown::{UnknownFieldsIter, UnknownValue};
use crate::wire::error::Error;

/// The records of an encoded message, in their order.
#[derive(Clone)]
pub(crate) struct Records<'a>(UnknownFieldsIter<'a>);

impl<'a> Records<'a> {
    /// Returns the records in these bytes, which may be malformed. Reading a malformed record is an
    /// error.
    #[inline]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Records(UnknownFieldsIter::new(bytes))
    }

    /// Reads the number and the value of a record. Returns `None` after the last one.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Option<(u32, UnknownValue<'a>)>, Error> {
        self.0.try_next()
    }

    /// Returns the bytes of the remaining records.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.0.rest()
    }
}

/// Whether the bytes are in the form that every encoder writes:
///
/// * The records of each declared field are in one run.
/// * A field that is not a list or map has at most one record.
/// * No record leaves its field unset.
///
/// Concatenated messages and the bytes of an attacker can be in another form. Then a reader must
/// first collect the values of each field. The function does not look into the messages in the
/// fields.
pub(crate) fn is_canonical(message: &Message, bytes: &[u8]) -> Result<bool, Error> {
    let mut records = Records::new(bytes);
    let mut seen = vec![false; message.fields.len()];
    let mut oneofs = vec![false; message.oneofs.len()];
    let mut last = None;
    while let Some((number, value)) = records.next()? {
        let Some(index) = message.index_of(number) else { continue };
        let field = &message.fields[index];
        if leaves_unset(field, value) {
            return Ok(false);
        }
        if last == Some(index) && field.has_many() {
            continue;
        }
        let oneof = field.oneof.map(|oneof| &mut oneofs[oneof as usize]);
        let is_oneof_set = oneof.is_some_and(|set| core::mem::replace(set, true));
        if core::mem::replace(&mut seen[index], true) || is_oneof_set {
            return Ok(false);
        }
        last = Some(index);
    }
    Ok(true)
}

/// Whether a message lacks the field if this is the field's only record: the record has the default
/// value of a field without presence, or no elements of a packed list.
pub(crate) fn leaves_unset(field: &Field, value: UnknownValue<'_>) -> bool {
    if field.has_many() {
        let is_empty = matches!(value, UnknownValue::LengthDelimited([]));
        return is_empty && field.kind.is_packable() && !field.is_map();
    }
    if !field.is_implicit() || field.oneof.is_some() {
        return false;
    }
    match (value, field.kind) {
        (UnknownValue::Varint(bits), Kind::Bool) => bits == 0,
        // An enum's number, or an integer of 32 bits, is the low half of the varint.
        (UnknownValue::Varint(bits), Kind::Int32 | Kind::Uint32 | Kind::Sint32 | Kind::Enum(_)) => {
            bits as u32 == 0
        }
        (UnknownValue::Varint(bits), _) => bits == 0,
        // -0.0 is not the default value.
        (UnknownValue::Fixed32(bits), _) => bits == 0,
        (UnknownValue::Fixed64(bits), _) => bits == 0,
        (UnknownValue::LengthDelimited(text), Kind::String | Kind::Bytes) => text.is_empty(),
        (UnknownValue::LengthDelimited(_) | UnknownValue::Group(_), _) => false,
    }
}
