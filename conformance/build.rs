//! Generates the protocol between runner and testee, and the messages of the tests.

use std::path::Path;

use rust_grpc_build::{Codec, Config, UnknownFields};

const INCLUDE: &str = "../target/peers/conformance/protoc/include";
/// The protoc of the suite. One in PATH may be too old for the editions of the tests.
const PROTOC: &str = "../target/peers/conformance/protoc/_bin/protoc";

/// Files below `INCLUDE/conformance`.
const PROTOS: &[&str] = &[
    "conformance.proto",
    "messages/test_messages_proto2.proto",
    "messages/test_messages_proto3.proto",
    "messages/test_messages_proto2_editions.proto",
    "messages/test_messages_proto3_editions.proto",
    "messages/test_messages_edition2023.proto",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let include = Path::new(INCLUDE);
    let protos: Vec<_> = PROTOS.iter().map(|name| include.join("conformance").join(name)).collect();
    if !protos.iter().all(|proto| proto.exists()) {
        return Err("the official protos are missing: run `conformance/fetch`".into());
    }
    Config::new()
        .protoc_executable(PROTOC)
        .codec(Codec::Inline)
        .unknown_fields(UnknownFields::Preserve)
        .compile_well_known_types(true)
        .extensions(true)
        .json(true)
        .text(true)
        .register_types(true)
        .descriptor_set(true)
        .enable_type_names(true)
        .mod_file("mod.rs")
        .compile(&protos, &[include])?;
    Ok(())
}
