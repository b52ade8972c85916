//! Text format of messages without generated code.

use alloc::borrow::Cow;
use alloc::string::String;

use super::{ParseOptions, PrintOptions, TextError};
use crate::reflect::{DynamicMessage, MessageDescriptor};

impl PrintOptions {
    /// Prints a dynamic message. The types and extensions of its pool are known, as if the pool
    /// were added to the registry.
    ///
    /// ```
    /// use rust_grpc::prost_types::Duration;
    /// use rust_grpc::reflect::{self, DynamicMessage};
    /// use rust_grpc::text::{ParseOptions, PrintOptions};
    ///
    /// let descriptor = reflect::descriptor::<Duration>();
    /// let message = ParseOptions::new().parse_dynamic(&descriptor, "seconds: 3")?;
    /// assert_eq!(message.get("seconds").unwrap().as_i64(), Some(3));
    /// assert_eq!(PrintOptions::new().print_dynamic(&message), "seconds: 3\n");
    /// # Ok::<(), rust_grpc::text::TextError>(())
    /// ```
    pub fn print_dynamic(&self, message: &DynamicMessage) -> String {
        let registry = || self.registry.clone().unwrap_or_default();
        let mut options = Cow::Borrowed(self);
        if let Some(registry) = message.descriptor().with_pool(registry) {
            options.to_mut().registry = Some(registry);
        }
        options.print_records(message.descriptor().ty(), &message.encode_to_vec())
    }
}

impl ParseOptions {
    /// Parses a dynamic message. The types and extensions of its pool are known, as if the pool
    /// were added to the registry.
    ///
    /// # Errors
    /// The text is malformed, does not fit the message, or exceeds a limit.
    pub fn parse_dynamic(
        &self,
        descriptor: &MessageDescriptor,
        text: &str,
    ) -> Result<DynamicMessage, TextError> {
        let registry = || self.registry.clone().unwrap_or_default();
        let mut options = Cow::Borrowed(self);
        if let Some(registry) = descriptor.with_pool(registry) {
            options.to_mut().registry = Some(registry);
        }
        let bytes = options.records(descriptor.ty(), text)?;
        let message = DynamicMessage::decode_with(descriptor.clone(), &bytes, &self.limits);
        message.map_err(|error| TextError::of_decoding(text, &error))
    }
}
