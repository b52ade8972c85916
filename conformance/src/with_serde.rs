//! The testee with generated messages whose JSON serde_json prints and parses.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answer::Format;

/// The formats of a generated message that has serde's traits.
pub(crate) struct Serde<F>(pub F);

impl<F: Format<Message: Serialize + DeserializeOwned>> Format for Serde<F> {
    type Message = F::Message;

    fn decode(&self, bytes: &[u8]) -> Result<F::Message, String> {
        self.0.decode(bytes)
    }

    fn parse_json(&self, text: &str, ignores_unknown: bool) -> Result<F::Message, String> {
        // serde's traits decide at compile time, by an option of the plugin, whether they ignore
        // unknown fields.
        if ignores_unknown {
            return self.0.parse_json(text, true);
        }
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    fn parse_text(&self, text: &str) -> Result<F::Message, String> {
        self.0.parse_text(text)
    }

    fn encode(&self, message: &F::Message) -> Vec<u8> {
        self.0.encode(message)
    }

    fn print_json(&self, message: &F::Message) -> Result<String, String> {
        serde_json::to_string(message).map_err(|error| error.to_string())
    }

    fn print_text(&self, message: &F::Message, has_unknown_fields: bool) -> String {
        self.0.print_text(message, has_unknown_fields)
    }
}
