//! The testee with generated messages.

use std::marker::PhantomData;
use std::sync::LazyLock;

use prost::{Message, Name};
use rust_grpc::__private::v1::Tabled;
use rust_grpc::registry::{self, Registry, RegistryError};
use rust_grpc::{json, text};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answer::{self, Format};
use crate::extensions::Extended;
use crate::generated::conformance::ConformanceRequest;
use crate::generated::conformance::conformance_response::Result as Answer;
use crate::generated::protobuf_test_messages::{editions, proto2, proto3};
use crate::with_serde::Serde;

/// The registry of the types in an `Any` and of the extensions.
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    register().expect("the protos have different names");
    registry::global()
});

fn register() -> Result<(), RegistryError> {
    proto2::register_types()?;
    proto3::register_types()?;
    editions::register_types()?;
    editions::proto2::register_types()?;
    editions::proto3::register_types()
}

/// Returns the encoded response to an encoded request.
pub fn respond(request: &[u8]) -> Vec<u8> {
    answer::respond(request, |request| Some((of_request(request)?.answer)(request)))
}

/// Returns the encoded response to an encoded request. serde_json prints and parses the JSON.
pub fn respond_with_serde(request: &[u8]) -> Vec<u8> {
    // serde's traits take the process-wide registry.
    LazyLock::force(&REGISTRY);
    answer::respond(request, |request| Some((of_request(request)?.answer_with_serde)(request)))
}

fn of_request(request: &ConformanceRequest) -> Option<&'static Type> {
    TYPES.iter().find(|ty| (ty.full_name)() == request.message_type)
}

/// A message type of the tests.
struct Type {
    full_name: fn() -> String,
    answer: fn(&ConformanceRequest) -> Answer,
    answer_with_serde: fn(&ConformanceRequest) -> Answer,
}

const TYPES: &[Type] = &[
    of::<proto2::TestAllTypesProto2>(),
    of::<proto3::TestAllTypesProto3>(),
    of::<editions::proto2::TestAllTypesProto2>(),
    of::<editions::proto3::TestAllTypesProto3>(),
    of::<editions::TestAllTypesEdition2023>(),
];

const fn of<M>() -> Type
where
    M: Message + Name + Tabled + Extended + Default + Serialize + DeserializeOwned,
{
    Type {
        full_name: M::full_name,
        answer: |request| answer::answer(&Generated::<M>(PhantomData), request),
        answer_with_serde: |request| answer::answer(&Serde(Generated::<M>(PhantomData)), request),
    }
}

/// The formats of a generated message.
pub(crate) struct Generated<M>(PhantomData<M>);

impl<M: Message + Tabled + Extended + Default> Format for Generated<M> {
    type Message = M;

    fn decode(&self, bytes: &[u8]) -> Result<M, String> {
        let mut message = M::decode(bytes).map_err(|error| error.to_string())?;
        message.rewrite_extensions().map_err(|error| error.to_string())?;
        Ok(message)
    }

    fn parse_json(&self, text: &str, ignores_unknown: bool) -> Result<M, String> {
        let options = json::ParseOptions::new().registry(&REGISTRY).ignore_unknown(ignores_unknown);
        options.from_json(text).map_err(|error| error.to_string())
    }

    fn parse_text(&self, text: &str) -> Result<M, String> {
        let options = text::ParseOptions::new().registry(&REGISTRY);
        options.from_text(text).map_err(|error| error.to_string())
    }

    fn encode(&self, message: &M) -> Vec<u8> {
        message.encode_to_vec()
    }

    fn print_json(&self, message: &M) -> Result<String, String> {
        let options = json::PrintOptions::new().registry(&REGISTRY);
        options.to_json(message).map_err(|error| error.to_string())
    }

    fn print_text(&self, message: &M, has_unknown_fields: bool) -> String {
        let options = text::PrintOptions::new().registry(&REGISTRY);
        options.unknown_fields(has_unknown_fields).to_text(message)
    }
}
