//! JSON.

use alloc::string::String;

use super::DynamicMessage;
use crate::json::{JsonError, ParseOptions, PrintOptions};
use crate::reflect::MessageDescriptor;

impl DynamicMessage {
    /// Prints the message in JSON. The types and extensions of its pool are known.
    ///
    /// [`PrintOptions::to_json_dynamic`] prints it in other ways.
    ///
    /// # Errors
    /// The message has no JSON form: see [`to_json`](crate::to_json).
    pub fn to_json(&self) -> Result<String, JsonError> {
        PrintOptions::new().to_json_dynamic(self)
    }

    /// Parses a message in JSON. The types and extensions of its pool are known.
    ///
    /// [`ParseOptions::from_json_dynamic`] sets other limits, and knows other types in an `Any`.
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
    /// The text is not JSON, or not the JSON form of such a message.
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
    fn what_is_printed_is_parsed() {
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
