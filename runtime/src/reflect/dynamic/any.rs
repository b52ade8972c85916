//! `google.protobuf.Any`.

use alloc::borrow::ToOwned;
use alloc::format;

use super::DynamicMessage;
use crate::any::name_in;
use crate::reflect::DescriptorPool;
use crate::{AnyMessage, DecodeOptions, UnpackError};

impl DescriptorPool {
    /// Decodes the message in an `Any` as a dynamic message.
    ///
    /// # Errors
    /// The pool does not have the type, or the message is malformed.
    pub fn unpack(&self, any: &impl AnyMessage) -> Result<DynamicMessage, UnpackError> {
        self.unpack_with(any, &DecodeOptions::new())
    }

    /// Decodes the message in an `Any` as a dynamic message, within the limits of `options`.
    ///
    /// # Errors
    /// The pool does not have the type, or the message is malformed or exceeds a limit.
    pub fn unpack_with(
        &self,
        any: &impl AnyMessage,
        options: &DecodeOptions,
    ) -> Result<DynamicMessage, UnpackError> {
        let (type_url, value) = any.parts();
        let descriptor = name_in(type_url).and_then(|name| self.message(name));
        let unknown = || UnpackError::Unregistered { type_url: type_url.to_owned() };
        Ok(DynamicMessage::decode_with(descriptor.ok_or_else(unknown)?, value, options)?)
    }
}

impl DynamicMessage {
    /// Packs the message into an `Any`. The type URL is e.g.
    /// `type.googleapis.com/acme.v1.Forecast`.
    pub fn pack<A: AnyMessage>(&self) -> A {
        let type_url = format!("type.googleapis.com/{}", self.descriptor.full_name());
        A::from_parts(type_url, self.encode_to_vec())
    }
}
