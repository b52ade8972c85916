//! The ways to name a field.

use crate::reflect::{FieldDescriptor, MessageDescriptor};

/// The name of a field: its proto name, its number or its descriptor. An extension is named by its
/// full name in brackets, e.g. `[acme.v1.gusts]`.
pub trait FieldKey: Sealed {
    /// Returns the field of a message.
    #[doc(hidden)]
    fn of(&self, message: &MessageDescriptor) -> Option<FieldDescriptor>;

    /// Returns the key as errors show it.
    #[doc(hidden)]
    fn shown(&self) -> alloc::string::String;
}

mod sealed {
    /// Seals [`FieldKey`](super::FieldKey): only names, numbers and descriptors implement it.
    pub trait Sealed {}
}
use sealed::Sealed;

impl Sealed for &str {}
impl Sealed for u32 {}
impl Sealed for &FieldDescriptor {}

impl FieldKey for &str {
    fn of(&self, message: &MessageDescriptor) -> Option<FieldDescriptor> {
        message.find(self)
    }

    fn shown(&self) -> alloc::string::String {
        (*self).into()
    }
}

impl FieldKey for u32 {
    fn of(&self, message: &MessageDescriptor) -> Option<FieldDescriptor> {
        message.field_or_extension(*self)
    }

    fn shown(&self) -> alloc::string::String {
        alloc::format!("{self}")
    }
}

impl FieldKey for &FieldDescriptor {
    fn of(&self, message: &MessageDescriptor) -> Option<FieldDescriptor> {
        (self.message() == message).then(|| (*self).clone())
    }

    fn shown(&self) -> alloc::string::String {
        self.name().into()
    }
}

impl MessageDescriptor {
    /// Returns the field with a proto name, or the extension with a full name in brackets.
    pub(in crate::reflect) fn find(&self, name: &str) -> Option<FieldDescriptor> {
        match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(full_name) => {
                let extension = self.pool()?.extension(full_name)?;
                (extension.message() == self).then_some(extension)
            }
            None => self.field_by_name(name),
        }
    }

    /// Returns the field or the extension with this number.
    pub(in crate::reflect) fn field_or_extension(&self, number: u32) -> Option<FieldDescriptor> {
        self.field(number).or_else(|| self.extension(number))
    }
}
