//! Messages whose type is not known at compile time.

use alloc::vec::Vec;
use core::fmt;

use super::descriptor::{FieldDescriptor, MessageDescriptor};
use super::value::Value;
use crate::{Registry, UnknownFields};

mod access;
mod any;
mod decode;
mod encode;
mod error;
mod heap;
#[cfg(feature = "json")]
mod json;
mod key;
mod message;
#[cfg(feature = "text")]
mod text;

pub use error::FieldError;
pub use key::FieldKey;

/// A message of any type, with the values of its fields by number.
///
/// ```
/// use rust_grpc::reflect::{self, DynamicMessage, Value};
/// use rust_grpc::prost_types::Timestamp;
///
/// let descriptor = reflect::descriptor::<Timestamp>();
/// let mut message = DynamicMessage::new(descriptor.clone());
/// message.set("seconds", 7_i64)?;
/// assert_eq!(message.encode_to_vec(), [8, 7]);
///
/// let message = DynamicMessage::decode(descriptor, &[8, 7, 16, 5])?;
/// assert_eq!(message.get("nanos").unwrap().as_i32(), Some(5));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// A message of a pool knows the extensions of the pool. An unknown field keeps its bytes. Two
/// messages are equal if their types, values and unknown fields are equal.
///
/// The type implements [`prost::Message`](crate::prost::Message), so a codec can encode it and
/// merge into it.
#[derive(Clone)]
pub struct DynamicMessage {
    descriptor: MessageDescriptor,
    /// The fields that are set, ascending by number.
    fields: Vec<(u32, Value)>,
    unknown: UnknownFields,
}

impl DynamicMessage {
    /// Returns a message without fields.
    pub fn new(descriptor: MessageDescriptor) -> Self {
        DynamicMessage { descriptor, fields: Vec::new(), unknown: UnknownFields::new() }
    }

    /// Returns the type of the message.
    pub fn descriptor(&self) -> &MessageDescriptor {
        &self.descriptor
    }

    /// Returns the fields and extensions that are set, ascending by number.
    pub fn fields(&self) -> impl Iterator<Item = (FieldDescriptor, &Value)> {
        self.set_fields().filter_map(|(number, value)| {
            Some((self.descriptor.field_or_extension(number)?, value))
        })
    }

    /// Returns the numbers and values of the fields that are set.
    pub(in crate::reflect) fn set_fields(&self) -> impl Iterator<Item = (u32, &Value)> {
        let schema = self.descriptor.schema();
        let all = self.fields.iter().map(|(number, value)| (*number, value));
        all.filter(|(number, value)| match schema.field(*number) {
            Some(field) => !(field.is_implicit() || field.has_many()) || !value.is_zero(),
            // An extension has presence unless it is a list.
            None => value.as_list().is_none_or(|values| !values.is_empty()),
        })
    }

    /// Copies a field from a message of the same type. Unsets the field if it is unset there.
    pub(in crate::reflect) fn copy_field(&mut self, number: u32, from: &DynamicMessage) {
        match from.stored(number) {
            None => drop(self.remove(number)),
            Some(value) => {
                if let Some(oneof) = self.descriptor.schema().field(number).and_then(|it| it.oneof)
                {
                    self.clear_members_but(oneof, number);
                }
                *self.stored_or(number, || Value::Bool(false)) = value.clone();
            }
        }
    }

    /// Returns the received fields that the type does not declare.
    pub fn unknown_fields(&self) -> &UnknownFields {
        &self.unknown
    }

    /// Whether there can be secrets among the unknown fields. There can be if a field or an
    /// extension of the message has `debug_redact`. The extensions are those of the pool, of the
    /// field table and of the process-wide registry.
    pub(in crate::reflect) fn hides_unknown(&self) -> bool {
        let schema = self.descriptor.schema();
        schema.hides_unknown || Registry::process_wide().has_redacted_extension(&schema.full_name)
    }

    /// Returns the unknown fields, to change them.
    pub fn unknown_fields_mut(&mut self) -> &mut UnknownFields {
        &mut self.unknown
    }

    fn stored(&self, number: u32) -> Option<&Value> {
        let at = self.fields.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(&self.fields[at].1)
    }

    fn remove(&mut self, number: u32) -> Option<Value> {
        let at = self.fields.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(self.fields.remove(at).1)
    }

    /// Returns the value with this number. If there is none, stores the value that `default` makes.
    fn stored_or(&mut self, number: u32, default: impl FnOnce() -> Value) -> &mut Value {
        let at = match self.fields.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(at) => at,
            Err(at) => {
                if self.fields.capacity() == 0 {
                    // Most messages inside a large message have one or two fields. `Vec::push`
                    // would allocate capacity for four.
                    self.fields.reserve_exact(1);
                }
                self.fields.insert(at, (number, default()));
                at
            }
        };
        &mut self.fields[at].1
    }
}

impl FieldDescriptor {
    /// Whether a field with this stored value counts as set.
    fn is_set_with(&self, value: &Value) -> bool {
        self.has_presence() || !value.is_zero()
    }
}

impl PartialEq for DynamicMessage {
    fn eq(&self, other: &Self) -> bool {
        self.descriptor == other.descriptor
            && self.unknown == other.unknown
            && self.set_fields().eq(other.set_fields())
    }
}

/// `Debug` shows a field with `debug_redact` without its value. If a message has such a field or
/// extension, its unknown fields are hidden, too.
impl fmt::Debug for DynamicMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct(self.descriptor.name());
        for (field, value) in self.fields() {
            if field.is_redacted() {
                shown.field(field.name(), &format_args!("[REDACTED]"));
            } else {
                shown.field(field.name(), value);
            }
        }
        if !self.unknown.is_empty() && self.hides_unknown() {
            shown.field("unknown_fields", &format_args!("[REDACTED]"));
        } else if !self.unknown.is_empty() {
            shown.field("unknown_fields", &self.unknown);
        }
        shown.finish()
    }
}

#[cfg(test)]
mod tests;
