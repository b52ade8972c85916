//! The types of descriptor.proto and plugin.proto.

use super::prost_heap::{Type, types};

types! {
    FILE_DESCRIPTOR_SET = FileDescriptorSet { 1 => Messages(&FILE_DESCRIPTOR_PROTO) }
    FILE_DESCRIPTOR_PROTO = FileDescriptorProto {
        1 => Text, 2 => Text, 3 => Texts, 4 => Messages(&DESCRIPTOR_PROTO),
        5 => Messages(&ENUM_DESCRIPTOR_PROTO), 6 => Messages(&SERVICE_DESCRIPTOR_PROTO),
        7 => Messages(&FIELD_DESCRIPTOR_PROTO), 8 => Message(&FILE_OPTIONS),
        9 => Message(&SOURCE_CODE_INFO), 10 => Numbers, 11 => Numbers, 12 => Text,
    }
    DESCRIPTOR_PROTO = DescriptorProto {
        1 => Text, 2 => Messages(&FIELD_DESCRIPTOR_PROTO), 3 => Messages(&DESCRIPTOR_PROTO),
        4 => Messages(&ENUM_DESCRIPTOR_PROTO), 5 => Messages(&EXTENSION_RANGE),
        6 => Messages(&FIELD_DESCRIPTOR_PROTO), 7 => Message(&MESSAGE_OPTIONS),
        8 => Messages(&ONEOF_DESCRIPTOR_PROTO), 9 => Messages(&RESERVED_RANGE), 10 => Texts,
    }
    EXTENSION_RANGE = descriptor_proto::ExtensionRange { 3 => Message(&EXTENSION_RANGE_OPTIONS) }
    RESERVED_RANGE = descriptor_proto::ReservedRange {}
    EXTENSION_RANGE_OPTIONS = ExtensionRangeOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    FIELD_DESCRIPTOR_PROTO = FieldDescriptorProto {
        1 => Text, 2 => Text, 6 => Text, 7 => Text, 8 => Message(&FIELD_OPTIONS), 10 => Text,
    }
    ONEOF_DESCRIPTOR_PROTO = OneofDescriptorProto { 1 => Text, 2 => Message(&ONEOF_OPTIONS) }
    ENUM_DESCRIPTOR_PROTO = EnumDescriptorProto {
        1 => Text, 2 => Messages(&ENUM_VALUE_DESCRIPTOR_PROTO), 3 => Message(&ENUM_OPTIONS),
        4 => Messages(&ENUM_RESERVED_RANGE), 5 => Texts,
    }
    ENUM_RESERVED_RANGE = enum_descriptor_proto::EnumReservedRange {}
    ENUM_VALUE_DESCRIPTOR_PROTO = EnumValueDescriptorProto {
        1 => Text, 3 => Message(&ENUM_VALUE_OPTIONS),
    }
    SERVICE_DESCRIPTOR_PROTO = ServiceDescriptorProto {
        1 => Text, 2 => Messages(&METHOD_DESCRIPTOR_PROTO), 3 => Message(&SERVICE_OPTIONS),
    }
    METHOD_DESCRIPTOR_PROTO = MethodDescriptorProto {
        1 => Text, 2 => Text, 3 => Text, 4 => Message(&METHOD_OPTIONS),
    }
    FILE_OPTIONS = FileOptions {
        1 => Text, 8 => Text, 11 => Text, 36 => Text, 37 => Text, 39 => Text, 40 => Text,
        41 => Text, 44 => Text, 45 => Text, 999 => Messages(&UNINTERPRETED_OPTION),
    }
    MESSAGE_OPTIONS = MessageOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    FIELD_OPTIONS = FieldOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    ONEOF_OPTIONS = OneofOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    ENUM_OPTIONS = EnumOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    ENUM_VALUE_OPTIONS = EnumValueOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    SERVICE_OPTIONS = ServiceOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    METHOD_OPTIONS = MethodOptions { 999 => Messages(&UNINTERPRETED_OPTION) }
    UNINTERPRETED_OPTION = UninterpretedOption {
        2 => Messages(&NAME_PART), 3 => Text, 7 => Text, 8 => Text,
    }
    NAME_PART = uninterpreted_option::NamePart { 1 => Text }
    SOURCE_CODE_INFO = SourceCodeInfo { 1 => Messages(&LOCATION) }
    LOCATION = source_code_info::Location {
        1 => Numbers, 2 => Numbers, 3 => Text, 4 => Text, 6 => Texts,
    }
    GENERATED_CODE_INFO = GeneratedCodeInfo { 1 => Messages(&ANNOTATION) }
    ANNOTATION = generated_code_info::Annotation { 1 => Numbers, 2 => Text }
    VERSION = compiler::Version { 4 => Text }
    CODE_GENERATOR_REQUEST = compiler::CodeGeneratorRequest {
        1 => Texts, 2 => Text, 3 => Message(&VERSION), 15 => Messages(&FILE_DESCRIPTOR_PROTO),
    }
    CODE_GENERATOR_RESPONSE = compiler::CodeGeneratorResponse {
        1 => Text, 15 => Messages(&RESPONSE_FILE),
    }
    RESPONSE_FILE = compiler::code_generator_response::File {
        1 => Text, 2 => Text, 15 => Text, 16 => Message(&GENERATED_CODE_INFO),
    }
}
