//! JSON of messages without generated code.

use alloc::string::String;

use super::{JsonError, ParseOptions, PrintOptions};
use crate::Registry;
use crate::reflect::{DynamicMessage, MessageDescriptor};

impl PrintOptions<'_> {
    /// Prints a dynamic message. The types and extensions of its pool are known, as if the pool
    /// were added to the registry.
    ///
    /// ```
    /// use rust_grpc::json::{ParseOptions, PrintOptions};
    /// use rust_grpc::prost_types::SourceContext;
    /// use rust_grpc::reflect::{self, DynamicMessage};
    ///
    /// let descriptor = reflect::descriptor::<SourceContext>();
    /// let text = r#"{"fileName":"a.proto"}"#;
    /// let message = ParseOptions::new().from_json_dynamic(&descriptor, text)?;
    /// assert_eq!(message.get("file_name").unwrap().as_str(), Some("a.proto"));
    /// assert_eq!(PrintOptions::new().to_json_dynamic(&message)?, text);
    /// # Ok::<(), rust_grpc::json::JsonError>(())
    /// ```
    ///
    /// # Errors
    /// The message has no JSON form: see [`to_json`](crate::to_json).
    pub fn to_json_dynamic(&self, message: &DynamicMessage) -> Result<String, JsonError> {
        let descriptor = message.descriptor();
        let records = message.encode_to_vec();
        match descriptor.with_pool(|| given_or_process_wide(self.registry)) {
            Some(registry) => self.registry(&registry).print(descriptor.ty(), &records, true),
            None => self.print(descriptor.ty(), &records, true),
        }
    }
}

impl ParseOptions<'_> {
    /// Parses a dynamic message. The types and extensions of its pool are known, as if the pool
    /// were added to the registry.
    ///
    /// # Errors
    /// The text is not JSON, not the JSON form of such a message, or exceeds a limit.
    pub fn from_json_dynamic(
        &self,
        descriptor: &MessageDescriptor,
        text: &str,
    ) -> Result<DynamicMessage, JsonError> {
        let records = match descriptor.with_pool(|| given_or_process_wide(self.registry)) {
            Some(registry) => self.registry(&registry).records(descriptor.ty(), text)?,
            None => self.records(descriptor.ty(), text)?,
        };
        let limits = self.left(records.capacity());
        Ok(DynamicMessage::decode_with(descriptor.clone(), &records, &limits)?)
    }
}

fn given_or_process_wide(registry: Option<&Registry>) -> Registry {
    registry.cloned().unwrap_or_else(Registry::process_wide)
}
