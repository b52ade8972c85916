//! Reads records.

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

/// Whether the bytes are in the form that every encoder of this crate writes:
///
/// * The records of each declared field are in one run, and the runs are in order.
/// * A field that is not a list or map has at most one record, and a oneof has at most one.
/// * No record leaves its field unset.
///
/// Concatenated messages, the bytes of other encoders and the bytes of an attacker can be in
/// another form. Then a reader must first collect the values of each field. The function does not
/// look into the messages in the fields.
pub(crate) fn is_canonical(message: &Message, bytes: &[u8]) -> Result<bool, Error> {
    let mut records = Records::new(bytes);
    let mut order = Order::default();
    while let Some((number, value)) = records.next()? {
        match message.field(number) {
            Some(field) if !order.admits(message, field, value) => return Ok(false),
            Some(_) => {}
            None => order.end_run(),
        }
    }
    Ok(true)
}

/// The order of the records that a message has had so far, as [`is_canonical`] requires it.
#[derive(Default)]
pub(crate) struct Order {
    /// The position of the last declared field.
    position: u32,
    /// The number of the last record, or 0 if the next record cannot continue its run.
    number: u32,
}

impl Order {
    /// Returns `true` if a record of a declared field is in order.
    pub(crate) fn admits(
        &mut self,
        message: &Message,
        field: &Field,
        value: UnknownValue<'_>,
    ) -> bool {
        let position = message.position(field);
        let is_in_run = self.number == field.number && field.has_many();
        if position <= self.position && !is_in_run || leaves_unset(field, value) {
            return false;
        }
        *self = Order { position, number: field.number };
        true
    }

    /// Ends the run of the last field, because a record of an undeclared number follows it.
    pub(crate) fn end_run(&mut self) {
        self.number = 0;
    }
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
