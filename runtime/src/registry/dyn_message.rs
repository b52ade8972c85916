//! A message of a registered type.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::MessageType;
use super::message_type::Value;
use crate::AnyMessage;

/// A message that a [`Registry`](super::Registry) decoded. Its Rust type is not known at compile
/// time.
///
/// `Debug` prints the full name and no field.
pub struct DynMessage {
    ty: MessageType,
    value: Value,
}

impl DynMessage {
    pub(super) fn new(ty: MessageType, value: Value) -> Self {
        Self { ty, value }
    }

    /// Returns the full name of its type, e.g. `acme.v1.Forecast`.
    pub fn full_name(&self) -> String {
        self.ty.full_name()
    }

    /// Returns its type.
    pub fn message_type(&self) -> &MessageType {
        &self.ty
    }

    /// Whether it is an `M`.
    pub fn is<M: 'static>(&self) -> bool {
        self.value.is::<M>()
    }

    /// Returns the message if it is an `M`.
    pub fn downcast_ref<M: 'static>(&self) -> Option<&M> {
        self.value.downcast_ref()
    }

    /// Returns the message if it is an `M`, to change it.
    pub fn downcast_mut<M: 'static>(&mut self) -> Option<&mut M> {
        self.value.downcast_mut()
    }

    /// Takes the message out if it is an `M`.
    ///
    /// # Errors
    /// The message is of another type. The error is the message.
    pub fn downcast<M: 'static>(self) -> Result<M, Self> {
        let Self { ty, value } = self;
        value.downcast().map(|message| *message).map_err(|value| Self { ty, value })
    }

    /// Encodes it.
    pub fn encode_to_vec(&self) -> Vec<u8> {
        self.ty.encode(&self.value)
    }

    /// Packs it into an `Any`.
    pub fn pack<A: AnyMessage>(&self) -> A {
        A::from_parts(self.ty.type_url(), self.encode_to_vec())
    }
}

impl fmt::Debug for DynMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DynMessage({})", self.full_name())
    }
}
