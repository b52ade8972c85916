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
/// `Debug` prints the full name and no fields.
pub struct DynMessage {
    ty: MessageType,
    value: Value,
}

impl DynMessage {
    pub(super) fn new(ty: MessageType, value: Value) -> Self {
        Self { ty, value }
    }

    /// Returns the full name of the type, e.g. `acme.v1.Forecast`.
    pub fn full_name(&self) -> String {
        self.ty.full_name()
    }

    /// Returns the type.
    pub fn message_type(&self) -> &MessageType {
        &self.ty
    }

    /// Whether the message has the Rust type `M`.
    pub fn is<M: 'static>(&self) -> bool {
        self.value.is::<M>()
    }

    /// Returns the message if its Rust type is `M`.
    pub fn downcast_ref<M: 'static>(&self) -> Option<&M> {
        self.value.downcast_ref()
    }

    /// Returns the message for changes, if its Rust type is `M`.
    pub fn downcast_mut<M: 'static>(&mut self) -> Option<&mut M> {
        self.value.downcast_mut()
    }

    /// Converts to the message if its Rust type is `M`.
    ///
    /// # Errors
    /// Returns `self` if the message has another type.
    pub fn downcast<M: 'static>(self) -> Result<M, Self> {
        let Self { ty, value } = self;
        value.downcast().map(|message| *message).map_err(|value| Self { ty, value })
    }

    /// Encodes the message.
    pub fn encode_to_vec(&self) -> Vec<u8> {
        self.ty.encode(&self.value)
    }

    /// Packs the message into an `Any`.
    pub fn pack<A: AnyMessage>(&self) -> A {
        A::from_parts(self.ty.type_url(), self.encode_to_vec())
    }
}

impl fmt::Debug for DynMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DynMessage({})", self.full_name())
    }
}
