//! JSON of dynamic messages.

use alloc::string::String;

use super::DynamicMessage;
use crate::json::{JsonError, ParseOptions, PrintOptions};
use crate::reflect::MessageDescriptor;

impl DynamicMessage {
    /// Prints the message in JSON. The printer knows the types and extensions of the message's
    /// pool.
    ///
    /// [`PrintOptions::to_json_dynamic`] prints with other options.
    ///
    /// # Errors
    /// The message has no JSON form: see [`to_json`](crate::to_json).
    pub fn to_json(&self) -> Result<String, JsonError> {
        PrintOptions::new().to_json_dynamic(self)
    }

    /// Parses a message in JSON. The parser knows the types and extensions of the descriptor's
    /// pool.
    ///
    /// [`ParseOptions::from_json_dynamic`] sets other limits, and can use a registry with more
    /// types.
    ///
    /// ```
    /// use rust_grpc::prost_types::Duration;
    /// use rust_grpc::reflect::{self, DynamicMessage};
    ///
    /// let message = DynamicMessage::from_json(reflect::descriptor::<Duration>(), "\"1.5s\"")?;
    /// assert_eq!(message.get("nanos").unwrap().as_i32(), Some(500_000_000));
    /// assert_eq!(message.to_json()?, "\"1.500s\"");
    /// # Ok::<(), rust_grpc::json::JsonError>(())
    /// ```
    ///
    /// # Errors
    /// The text is not JSON, or not the JSON form of a message of this type.
    pub fn from_json(descriptor: MessageDescriptor, text: &str) -> Result<Self, JsonError> {
        ParseOptions::new().from_json_dynamic(&descriptor, text)
    }
}

#[cfg(test)]
mod tests {
    use prost_types::Any;

    use super::*;
    use crate::reflect::samples::{forecast, pool};

    fn parse(text: &str) -> Result<DynamicMessage, JsonError> {
        DynamicMessage::from_json(pool().message("acme.Forecast").unwrap(), text)
    }

    #[test]
    fn printed_json_is_parsed_back() {
        let text = "{\"id\":0,\"names\":[\"a\",\"b\"],\"days\":[{},{\"id\":2}],\
            \"stations\":{\"k\":{\"text\":\"t\"}},\"inner\":{},\"sky\":\"WET\",\
            \"skies\":[\"CLEAR\",\"WET\"],\"hours\":{\"3\":\"WET\"},\"night\":{\"speed\":1.5},\
            \"[acme.gusts]\":{\"[acme.codes]\":[4,5]}}";
        let message = parse(text).unwrap();
        assert_eq!(message.get("sky").unwrap().as_enum_number(), Some(1));
        assert_eq!(message.to_json().unwrap(), text);
        let error = parse(r#"{"days": [{}, {"id": true}]}"#).unwrap_err();
        assert_eq!((error.path(), error.column()), (String::from("days[1].id"), Some(22)));
    }

    #[test]
    fn an_any_has_types_of_the_pool() {
        let mut day = forecast();
        day.set("id", 2).unwrap();
        let any: Any = day.pack();
        let json = r#"{"@type":"type.googleapis.com/acme.Forecast","id":2}"#;
        let mut registry = crate::Registry::new();
        registry.add_pool(&pool());
        let options = PrintOptions::new().registry(&registry);
        assert_eq!(options.to_json(&any).unwrap(), json);
        assert_eq!(ParseOptions::new().registry(&registry).from_json::<Any>(json).unwrap(), any);
    }
}
