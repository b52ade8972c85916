//! Answers the runner's requests with dynamic messages.

use std::sync::LazyLock;

use prost::Message;
use rust_grpc::reflect::{DescriptorPool, DynamicMessage, PoolOptions};
use rust_grpc::text::{ParseOptions, PrintOptions};

use crate::generated::conformance::conformance_request::Payload;
use crate::generated::conformance::conformance_response::Result as Answer;
use crate::generated::conformance::{ConformanceRequest, WireFormat};
use crate::generated::protobuf_test_messages::{editions, proto2, proto3};
use crate::testee::{encoded, skipped};

static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
    let sets = [
        proto2::FILE_DESCRIPTOR_SET,
        proto3::FILE_DESCRIPTOR_SET,
        editions::FILE_DESCRIPTOR_SET,
        editions::proto2::FILE_DESCRIPTOR_SET,
        editions::proto3::FILE_DESCRIPTOR_SET,
    ];
    PoolOptions::new().decode_all(&sets).expect("protoc wrote the sets")
});

/// Returns the encoded response to an encoded request.
pub fn respond(request: &[u8]) -> Vec<u8> {
    encoded(match ConformanceRequest::decode(request) {
        Ok(request) => answer(&request),
        Err(error) => Answer::RuntimeError(format!("no request: {error}")),
    })
}

fn answer(request: &ConformanceRequest) -> Answer {
    // The first request asks which tests are known to fail.
    if request.message_type == "conformance.FailureSet" {
        return Answer::ProtobufPayload(Vec::new());
    }
    // E.g. the message of `edition_unstable`, which protoc does not read.
    let Some(descriptor) = POOL.message(&request.message_type) else {
        return skipped(&request.message_type);
    };
    let message = match &request.payload {
        Some(Payload::ProtobufPayload(payload)) => {
            DynamicMessage::decode(descriptor, payload).map_err(|error| error.to_string())
        }
        Some(Payload::JsonPayload(_)) => return skipped("JSON input"),
        Some(Payload::TextPayload(text)) => {
            let message = ParseOptions::new().parse_dynamic(&descriptor, text);
            message.map_err(|error| error.to_string())
        }
        Some(Payload::JspbPayload(_)) => return skipped("JSPB input"),
        None => return Answer::RuntimeError("the request has no payload".into()),
    };
    match (message, request.requested_output_format()) {
        (Err(error), _) => Answer::ParseError(error),
        (Ok(message), WireFormat::Protobuf) => Answer::ProtobufPayload(message.encode_to_vec()),
        (Ok(message), WireFormat::TextFormat) => {
            let options = PrintOptions::new().unknown_fields(request.print_unknown_fields);
            Answer::TextPayload(options.print_dynamic(&message))
        }
        (Ok(_), format) => skipped(&format!("output as {}", format.as_str_name())),
    }
}
