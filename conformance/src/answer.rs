//! Answers the runner's requests, with messages that a testee brings.

use prost::Message;

use crate::generated::conformance::conformance_request::Payload;
use crate::generated::conformance::conformance_response::Result as Answer;
use crate::generated::conformance::{
    ConformanceRequest, ConformanceResponse, TestCategory, WireFormat,
};

/// The codec of one message type, in the three formats.
pub trait Format {
    /// The Rust type of the message.
    type Message;

    /// Decodes a message.
    ///
    /// # Errors
    /// Returns an error if the bytes are malformed.
    fn decode(&self, bytes: &[u8]) -> Result<Self::Message, String>;

    /// Parses a message in JSON.
    ///
    /// # Errors
    /// Returns an error if the text is malformed.
    fn parse_json(&self, text: &str, ignores_unknown: bool) -> Result<Self::Message, String>;

    /// Parses a message in text format.
    ///
    /// # Errors
    /// Returns an error if the text is malformed.
    fn parse_text(&self, text: &str) -> Result<Self::Message, String>;

    /// Encodes a message.
    fn encode(&self, message: &Self::Message) -> Vec<u8>;

    /// Prints a message in JSON.
    ///
    /// # Errors
    /// Returns an error if the message has no JSON form.
    fn print_json(&self, message: &Self::Message) -> Result<String, String>;

    /// Prints a message in text format.
    fn print_text(&self, message: &Self::Message, has_unknown_fields: bool) -> String;
}

/// Returns the encoded response to an encoded request. `answer` returns `None` if the testee does
/// not have the type of the request.
pub fn respond(request: &[u8], answer: impl Fn(&ConformanceRequest) -> Option<Answer>) -> Vec<u8> {
    let answer = match ConformanceRequest::decode(request) {
        // The first request asks for the known failures. The runner has a list of its own.
        Ok(request) if request.message_type == "conformance.FailureSet" => {
            Answer::ProtobufPayload(Vec::new())
        }
        // The testee lacks e.g. the message of `edition_unstable`, which protoc does not read.
        Ok(request) => answer(&request).unwrap_or_else(|| skipped(&request.message_type)),
        Err(error) => Answer::RuntimeError(format!("no request: {error}")),
    };
    ConformanceResponse { result: Some(answer), ..Default::default() }.encode_to_vec()
}

/// Returns the answer to a request for a message of the type.
pub fn answer<F: Format>(format: &F, request: &ConformanceRequest) -> Answer {
    let message = match &request.payload {
        Some(Payload::ProtobufPayload(payload)) => format.decode(payload),
        Some(Payload::JsonPayload(text)) => {
            let category = request.test_category();
            format.parse_json(text, category == TestCategory::JsonIgnoreUnknownParsingTest)
        }
        Some(Payload::TextPayload(text)) => format.parse_text(text),
        Some(Payload::JspbPayload(_)) => return skipped("JSPB input"),
        None => return Answer::RuntimeError("the request has no payload".into()),
    };
    let message = match message {
        Ok(message) => message,
        Err(error) => return Answer::ParseError(error),
    };
    match request.requested_output_format() {
        WireFormat::Protobuf => Answer::ProtobufPayload(format.encode(&message)),
        WireFormat::Json => {
            format.print_json(&message).map_or_else(Answer::SerializeError, Answer::JsonPayload)
        }
        WireFormat::TextFormat => {
            Answer::TextPayload(format.print_text(&message, request.print_unknown_fields))
        }
        other => skipped(&format!("output as {}", other.as_str_name())),
    }
}

/// Returns the answer to a request that the testee does not understand.
fn skipped(what: &str) -> Answer {
    Answer::Skipped(format!("{what} is not supported"))
}
