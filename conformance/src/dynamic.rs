//! The testee with dynamic messages.

use std::sync::LazyLock;

use rust_grpc::reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, PoolOptions};
use rust_grpc::{json, text};

use crate::answer::{self, Format};
use crate::generated::protobuf_test_messages::{editions, proto2, proto3};

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
    answer::respond(request, |request| {
        let descriptor = POOL.message(&request.message_type)?;
        Some(answer::answer(&Dynamic(descriptor), request))
    })
}

/// The formats of a dynamic message.
struct Dynamic(MessageDescriptor);

impl Format for Dynamic {
    type Message = DynamicMessage;

    fn decode(&self, bytes: &[u8]) -> Result<DynamicMessage, String> {
        DynamicMessage::decode(self.0.clone(), bytes).map_err(|error| error.to_string())
    }

    fn parse_json(&self, text: &str, ignores_unknown: bool) -> Result<DynamicMessage, String> {
        let options = json::ParseOptions::new().ignore_unknown(ignores_unknown);
        options.from_json_dynamic(&self.0, text).map_err(|error| error.to_string())
    }

    fn parse_text(&self, text: &str) -> Result<DynamicMessage, String> {
        DynamicMessage::from_text(self.0.clone(), text).map_err(|error| error.to_string())
    }

    fn encode(&self, message: &DynamicMessage) -> Vec<u8> {
        message.encode_to_vec()
    }

    fn print_json(&self, message: &DynamicMessage) -> Result<String, String> {
        message.to_json().map_err(|error| error.to_string())
    }

    fn print_text(&self, message: &DynamicMessage, has_unknown_fields: bool) -> String {
        text::PrintOptions::new().unknown_fields(has_unknown_fields).to_text_dynamic(message)
    }
}
