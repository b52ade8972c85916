//! Decoding dynamic messages.

use prost::DecodeError;

use super::DynamicMessage;
use super::heap::Heap;
use crate::DecodeOptions;
use crate::canonical::is_single_value;
use crate::extension::records::{self, ITEM};
use crate::records::Records;
use crate::reflect::{MessageDescriptor, Value};
use crate::schema::{Cardinality, Field, Kind, Presence};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::skip;

mod map;
mod repeated;
mod value;

/// The limits that remain for a message.
pub(super) struct Limits<'h> {
    pub(super) depth: u32,
    pub(super) heap: &'h mut Heap,
}

impl DynamicMessage {
    /// Decodes a message from all of `bytes`.
    ///
    /// # Errors
    /// The message is malformed.
    pub fn decode(descriptor: MessageDescriptor, bytes: &[u8]) -> Result<Self, DecodeError> {
        DynamicMessage::decode_with(descriptor, bytes, &DecodeOptions::new())
    }

    /// Decodes a message from all of `bytes`, within the limits of `options`.
    ///
    /// # Errors
    /// The message is malformed or exceeds a limit.
    pub fn decode_with(
        descriptor: MessageDescriptor,
        bytes: &[u8],
        options: &DecodeOptions,
    ) -> Result<Self, DecodeError> {
        let mut message = DynamicMessage::new(descriptor);
        let (depth, max_heap) = options.limits();
        message.merge_bytes(bytes, depth, max_heap)?;
        Ok(message)
    }

    /// Merges `bytes` into the message. Returns the bytes that may still be allocated.
    pub(super) fn merge_bytes(
        &mut self,
        bytes: &[u8],
        depth: u32,
        max_heap: usize,
    ) -> Result<usize, Error> {
        let mut heap = Heap::new(max_heap, bytes.len())?;
        self.merge_fields(bytes, depth, &mut heap)?;
        Ok(heap.left())
    }

    /// Merges the fields of an encoded message.
    pub(super) fn merge_fields(
        &mut self,
        bytes: &[u8],
        depth: u32,
        heap: &mut Heap,
    ) -> Result<(), Error> {
        // The handle is cloned, so that the schema can be borrowed while the fields change.
        let descriptor = self.descriptor.clone();
        let schema = descriptor.schema();
        let mut records = Records::new(bytes);
        let mut rest = records.rest();
        while let Some((number, value)) = records.next()? {
            let record = &rest[..rest.len() - records.rest().len()];
            rest = records.rest();
            let mut limits = Limits { depth, heap };
            let is_merged = match schema.index_beside_json(number) {
                Some(index) => {
                    self.merge_value(&descriptor, &schema.fields[index], value, &mut limits)?
                }
                None => self.merge_extension(&descriptor, number, value, &mut limits)?,
            };
            if !is_merged {
                self.keep_unknown(record, depth, heap)?;
            }
        }
        Ok(())
    }

    /// Merges an extension of the pool. Returns `false` for any other field.
    fn merge_extension(
        &mut self,
        descriptor: &MessageDescriptor,
        number: u32,
        value: UnknownValue<'_>,
        limits: &mut Limits<'_>,
    ) -> Result<bool, Error> {
        let (number, value) = match value {
            UnknownValue::Group(item) if number == ITEM && descriptor.is_message_set() => {
                match records::item(item) {
                    Some(item) => item,
                    None => return Ok(false),
                }
            }
            _ => (number, value),
        };
        match descriptor.extension(number) {
            Some(extension) => self.merge_value(descriptor, extension.schema(), value, limits),
            None => Ok(false),
        }
    }

    fn keep_unknown(&mut self, record: &[u8], depth: u32, heap: &mut Heap) -> Result<(), Error> {
        // The groups in unknown fields count as levels, too.
        skip::all(record, depth)?;
        heap.charge(self.unknown.growth(record))?;
        let mut cursor = Cursor::new(record);
        let key = cursor.key()?;
        self.unknown.push_record(key, cursor.rest());
        Ok(())
    }

    /// Merges a value of a field. Returns `false` if the value is an unknown field: it has another
    /// wire type, or is a number that a closed field does not hold.
    fn merge_value(
        &mut self,
        descriptor: &MessageDescriptor,
        field: &Field,
        value: UnknownValue<'_>,
        limits: &mut Limits<'_>,
    ) -> Result<bool, Error> {
        match field.cardinality {
            Cardinality::Singular(presence) => {
                if !is_single_value(field.kind, descriptor.ty(), value) {
                    return Ok(false);
                }
                if let Some(oneof) = field.oneof {
                    self.clear_members_but(oneof, field.number);
                }
                self.merge_singular(descriptor, field, presence, value, limits)?;
                Ok(true)
            }
            Cardinality::Repeated { .. } => self.merge_list(descriptor, field, value, limits),
            Cardinality::Map(key) => match value {
                UnknownValue::LengthDelimited(entry) => {
                    self.merge_entry(descriptor, field, key.kind(), entry, limits)
                }
                _ => Ok(false),
            },
        }
    }

    fn merge_singular(
        &mut self,
        descriptor: &MessageDescriptor,
        field: &Field,
        presence: Presence,
        value: UnknownValue<'_>,
        limits: &mut Limits<'_>,
    ) -> Result<(), Error> {
        if let (Kind::Message(_) | Kind::Group(_), Some(Value::Message(message))) =
            (field.kind, self.stored_mut(field.number))
        {
            return value::merge_message(message, value, limits);
        }
        let value = value::decode(descriptor, field.kind, value, limits)?;
        // A field without presence that is set to its default is unset.
        if presence == Presence::Implicit && value.is_zero() {
            self.remove(field.number);
            return Ok(());
        }
        *self.slot(field.number, limits.heap, || Value::Bool(false))? = value;
        Ok(())
    }

    /// Returns the value with this number. If there is none, stores the value that `default` makes.
    fn slot(
        &mut self,
        number: u32,
        heap: &mut Heap,
        default: impl FnOnce() -> Value,
    ) -> Result<&mut Value, Error> {
        if self.stored(number).is_none() {
            heap.charge_push(&self.fields)?;
        }
        Ok(self.stored_or(number, default))
    }

    fn stored_mut(&mut self, number: u32) -> Option<&mut Value> {
        let at = self.fields.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(&mut self.fields[at].1)
    }
}
