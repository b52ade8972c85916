//! Text format of messages without generated code.

use alloc::string::String;

use super::{ParseOptions, PrintOptions, TextError};
use crate::reflect::{DynamicMessage, MessageDescriptor};

impl PrintOptions<'_> {
    /// Prints a dynamic message. The types and extensions of its pool are known, as if the pool
    /// were added to the registry.
    ///
    /// ```
    /// use rust_grpc::prost_types::Duration;
    /// use rust_grpc::reflect::{self, DynamicMessage};
    /// use rust_grpc::text::{ParseOptions, PrintOptions};
    ///
    /// let descriptor = reflect::descriptor::<Duration>();
    /// let message = ParseOptions::new().from_text_dynamic(&descriptor, "seconds: 3")?;
    /// assert_eq!(message.get("seconds").unwrap().as_i64(), Some(3));
    /// assert_eq!(PrintOptions::new().to_text_dynamic(&message), "seconds: 3\n");
    /// # Ok::<(), rust_grpc::text::TextError>(())
    /// ```
    pub fn to_text_dynamic(&self, message: &DynamicMessage) -> String {
        let registry = || self.registry.cloned().unwrap_or_default();
        let registry = message.descriptor().with_pool(registry);
        let options = PrintOptions { registry: registry.as_ref().or(self.registry), ..*self };
        options.print_records(message.descriptor().ty(), &message.encode_to_vec())
    }
}

impl ParseOptions<'_> {
    /// Parses a dynamic message. The types and extensions of its pool are known, as if the pool
    /// were added to the registry.
    ///
    /// # Errors
    /// The text is malformed, does not fit the message, or exceeds a limit.
    pub fn from_text_dynamic(
        &self,
        descriptor: &MessageDescriptor,
        text: &str,
    ) -> Result<DynamicMessage, TextError> {
        let registry = || self.registry.cloned().unwrap_or_default();
        let registry = descriptor.with_pool(registry);
        let options = ParseOptions { registry: registry.as_ref().or(self.registry), ..*self };
        let bytes = options.records(descriptor.ty(), text)?;
        let limits = self.left(&bytes);
        let message = DynamicMessage::decode_with(descriptor.clone(), &bytes, &limits);
        message.map_err(|error| TextError::of_decoding(&error))
    }
}
