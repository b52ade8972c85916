//! Text format of dynamic messages.

use alloc::string::String;

use super::DynamicMessage;
use crate::reflect::MessageDescriptor;
use crate::text::{ParseOptions, PrintOptions, TextError};

impl DynamicMessage {
    /// Prints the message in text format. The printer knows the types and extensions of the
    /// message's pool.
    ///
    /// [`PrintOptions::to_text_dynamic`] prints with other options.
    pub fn to_text(&self) -> String {
        PrintOptions::new().to_text_dynamic(self)
    }

    /// Parses a message in text format. The parser knows the types and extensions of the
    /// descriptor's pool.
    ///
    /// [`ParseOptions::from_text_dynamic`] sets other limits, and can use a registry with more
    /// types.
    ///
    /// ```
    /// use rust_grpc::prost_types::Duration;
    /// use rust_grpc::reflect::{self, DynamicMessage};
    ///
    /// let message = DynamicMessage::from_text(reflect::descriptor::<Duration>(), "seconds: 3")?;
    /// assert_eq!(message.to_text(), "seconds: 3\n");
    /// # Ok::<(), rust_grpc::text::TextError>(())
    /// ```
    ///
    /// # Errors
    /// The text is malformed, does not fit the message, or nests more than 100 levels deep.
    pub fn from_text(descriptor: MessageDescriptor, text: &str) -> Result<Self, TextError> {
        ParseOptions::new().from_text_dynamic(&descriptor, text)
    }
}
