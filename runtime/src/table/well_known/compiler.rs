//! The messages and enums of `compiler/plugin.proto`.

use super::{enum_tables, message_tables};

message_tables! {
    compiler::Version = "google.protobuf.compiler.Version" []
        "1 ?int32 major; 2 ?int32 minor; 3 ?int32 patch; 4 ?string suffix";
    compiler::CodeGeneratorRequest = "google.protobuf.compiler.CodeGeneratorRequest"
        [Message compiler::Version, Message FileDescriptorProto]
        "1 *string file_to_generate; 2 ?string parameter; 3 ?message0 compiler_version; \
         15 *message1 proto_file";
    compiler::CodeGeneratorResponse = "google.protobuf.compiler.CodeGeneratorResponse"
        [Message compiler::code_generator_response::File]
        "1 ?string error; 2 ?uint64 supported_features; 15 *message0 file";
    compiler::code_generator_response::File = "google.protobuf.compiler.CodeGeneratorResponse.File"
        [Message GeneratedCodeInfo]
        "1 ?string name; 2 ?string insertion_point; 15 ?string content; \
         16 ?message0 generated_code_info";
}

enum_tables! {
    compiler::code_generator_response::Feature =
        "google.protobuf.compiler.CodeGeneratorResponse.Feature"
        "0 FEATURE_NONE; 1 FEATURE_PROTO3_OPTIONAL";
}
