//! Answers the runner's requests with generated messages.

use prost::{Message, Name};

use crate::extensions::Extended;
use crate::generated::conformance::conformance_request::Payload;
use crate::generated::conformance::conformance_response::Result as Answer;
use crate::generated::conformance::{ConformanceRequest, ConformanceResponse, WireFormat};
use crate::generated::protobuf_test_messages::{editions, proto2, proto3};

/// Returns the encoded response to an encoded request.
pub fn respond(request: &[u8]) -> Vec<u8> {
    encoded(match ConformanceRequest::decode(request) {
        Ok(request) => answer(&request),
        Err(error) => Answer::RuntimeError(format!("no request: {error}")),
    })
}

/// Returns the encoded response with an answer.
pub(crate) fn encoded(answer: Answer) -> Vec<u8> {
    ConformanceResponse { result: Some(answer), ..Default::default() }.encode_to_vec()
}

/// A message of the tests.
struct Type {
    full_name: fn() -> String,
    round_trip: fn(&[u8]) -> Answer,
}

const TYPES: &[Type] = &[
    of::<proto2::TestAllTypesProto2>(),
    of::<proto3::TestAllTypesProto3>(),
    of::<editions::proto2::TestAllTypesProto2>(),
    of::<editions::proto3::TestAllTypesProto3>(),
    of::<editions::TestAllTypesEdition2023>(),
];

const fn of<M: Message + Name + Extended + Default>() -> Type {
    Type { full_name: M::full_name, round_trip: round_trip::<M> }
}

/// Decodes a message and its extensions, and encodes them again.
fn round_trip<M: Message + Extended + Default>(payload: &[u8]) -> Answer {
    let mut message = match M::decode(payload) {
        Ok(message) => message,
        Err(error) => return Answer::ParseError(error.to_string()),
    };
    match message.rewrite_extensions() {
        Ok(()) => Answer::ProtobufPayload(message.encode_to_vec()),
        Err(error) => Answer::ParseError(error.to_string()),
    }
}

fn answer(request: &ConformanceRequest) -> Answer {
    // The first request asks which tests are known to fail. `failures.txt` says it to the runner.
    if request.message_type == "conformance.FailureSet" {
        return Answer::ProtobufPayload(Vec::new());
    }
    let payload = match &request.payload {
        Some(Payload::ProtobufPayload(payload)) => payload,
        Some(Payload::JsonPayload(_)) => return skipped("JSON input"),
        Some(Payload::TextPayload(_)) => return skipped("text input"),
        Some(Payload::JspbPayload(_)) => return skipped("JSPB input"),
        None => return Answer::RuntimeError("the request has no payload".into()),
    };
    match request.requested_output_format() {
        WireFormat::Protobuf => {}
        format => return skipped(&format!("output as {}", format.as_str_name())),
    }
    match TYPES.iter().find(|ty| (ty.full_name)() == request.message_type) {
        Some(ty) => (ty.round_trip)(payload),
        // E.g. that of `edition_unstable`, which protoc does not read.
        None => skipped(&request.message_type),
    }
}

/// Returns the answer to a request that the testee does not understand.
pub(crate) fn skipped(what: &str) -> Answer {
    Answer::Skipped(format!("{what} is not supported"))
}
