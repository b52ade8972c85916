//! Reading and writing single fields.

use alloc::borrow::Cow;

use super::{DynamicMessage, FieldError, FieldKey};
use crate::reflect::{FieldDescriptor, OneofDescriptor, Value};
use crate::schema::Kind;

impl DynamicMessage {
    /// Returns the value of a field. Returns the default value if the field is unset, and `None` if
    /// the message has no such field.
    ///
    /// ```
    /// # use rust_grpc::reflect::{self, DynamicMessage};
    /// # use rust_grpc::prost_types::Timestamp;
    /// # let message = DynamicMessage::new(reflect::descriptor::<Timestamp>());
    /// assert_eq!(message.get("seconds").unwrap().as_i64(), Some(0));
    /// assert_eq!(message.get(1).unwrap().as_i64(), Some(0));
    /// assert_eq!(message.get("hours"), None);
    /// ```
    pub fn get(&self, field: impl FieldKey) -> Option<Cow<'_, Value>> {
        let field = field.of(&self.descriptor)?;
        Some(match self.stored(field.number()) {
            Some(value) => Cow::Borrowed(value),
            None => Cow::Owned(field.default_value()),
        })
    }

    /// Returns the value of a field for changes. An unset field is first set to its default value.
    /// Returns `None` if the message has no such field.
    ///
    /// This function does not check new values. A value that the field cannot hold is not encoded.
    pub fn get_mut(&mut self, field: impl FieldKey) -> Option<&mut Value> {
        let field = field.of(&self.descriptor)?;
        self.clear_other_members(&field);
        Some(self.stored_or(field.number(), || field.default_value()))
    }

    /// Whether a field is set. A list or map is set if it is not empty. A field without presence is
    /// set if its value is not the default.
    pub fn has(&self, field: impl FieldKey) -> bool {
        let field = field.of(&self.descriptor);
        field.is_some_and(|field| {
            self.stored(field.number()).is_some_and(|value| field.is_set_with(value))
        })
    }

    /// Sets a field, and unsets the other members of its oneof.
    ///
    /// # Errors
    /// The message has no such field, or the field cannot hold the value.
    pub fn set(&mut self, field: impl FieldKey, value: impl Into<Value>) -> Result<(), FieldError> {
        let found = field.of(&self.descriptor);
        let found = found.ok_or_else(|| FieldError::no_field(&self.descriptor, &field.shown()))?;
        self.set_field(&found, value.into())
    }

    fn set_field(&mut self, field: &FieldDescriptor, value: Value) -> Result<(), FieldError> {
        let value = field.converted(value);
        if !value.fits_field(&self.descriptor, field.schema()) {
            return Err(FieldError::other_type(field, &value));
        }
        self.clear_other_members(field);
        *self.stored_or(field.number(), || Value::Bool(false)) = value;
        Ok(())
    }

    /// Unsets a field, and returns its value. Returns `None` if the field was unset, or if the
    /// message has no such field.
    pub fn clear_field(&mut self, field: impl FieldKey) -> Option<Value> {
        let field = field.of(&self.descriptor)?;
        self.remove(field.number())
    }

    /// Returns the member of a oneof that is set.
    pub fn member(&self, oneof: &OneofDescriptor) -> Option<FieldDescriptor> {
        if oneof.message() != &self.descriptor {
            return None;
        }
        oneof.fields().find(|field| self.stored(field.number()).is_some())
    }

    /// Returns the value that is stored for a field.
    pub(in crate::reflect) fn stored_of(&self, field: &FieldDescriptor) -> Option<&Value> {
        self.stored(field.number())
    }

    fn clear_other_members(&mut self, field: &FieldDescriptor) {
        let Some(oneof) = field.schema().oneof else { return };
        self.clear_members_but(oneof, field.number());
    }

    /// Unsets the members of a oneof, except the member with this number.
    pub(super) fn clear_members_but(&mut self, oneof: u32, number: u32) {
        let schema = self.descriptor.ty().message();
        self.fields.retain(|(other, _)| {
            *other == number || schema.field(*other).is_none_or(|field| field.oneof != Some(oneof))
        });
    }
}

impl FieldDescriptor {
    /// Converts a number into the number of an enum if the field is an enum field. So a program can
    /// write an enum number as any other number.
    pub(in crate::reflect) fn converted(&self, value: Value) -> Value {
        match value {
            Value::I32(number) if matches!(self.schema().kind, Kind::Enum(_)) => {
                Value::EnumNumber(number)
            }
            value => value,
        }
    }
}
