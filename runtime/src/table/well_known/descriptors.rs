//! The messages and enums of `descriptor.proto`, as far as prost-types has them.

use super::{enum_tables, message_tables};

message_tables! {
    FileDescriptorSet = "google.protobuf.FileDescriptorSet" [Message FileDescriptorProto]
        "1 *message0 file";
    FileDescriptorProto = "google.protobuf.FileDescriptorProto"
        [Message DescriptorProto, Message EnumDescriptorProto, Message ServiceDescriptorProto,
         Message FieldDescriptorProto, Message FileOptions, Message SourceCodeInfo]
        "1 ?string name; 2 ?string package; 3 *string dependency; 4 *message0 message_type; \
         5 *message1 enum_type; 6 *message2 service; 7 *message3 extension; \
         8 ?message4 options; 9 ?message5 source_code_info; 10 *int32 public_dependency; \
         11 *int32 weak_dependency; 12 ?string syntax";
    DescriptorProto = "google.protobuf.DescriptorProto"
        [Message FieldDescriptorProto, Message DescriptorProto, Message EnumDescriptorProto,
         Message descriptor_proto::ExtensionRange, Message MessageOptions,
         Message OneofDescriptorProto, Message descriptor_proto::ReservedRange]
        "1 ?string name; 2 *message0 field; 3 *message1 nested_type; 4 *message2 enum_type; \
         5 *message3 extension_range; 6 *message0 extension; 7 ?message4 options; \
         8 *message5 oneof_decl; 9 *message6 reserved_range; 10 *string reserved_name";
    descriptor_proto::ExtensionRange = "google.protobuf.DescriptorProto.ExtensionRange"
        [Message ExtensionRangeOptions]
        "1 ?int32 start; 2 ?int32 end; 3 ?message0 options";
    descriptor_proto::ReservedRange = "google.protobuf.DescriptorProto.ReservedRange" []
        "1 ?int32 start; 2 ?int32 end";
    ExtensionRangeOptions = "google.protobuf.ExtensionRangeOptions" [Message UninterpretedOption]
        "999 *message0 uninterpreted_option";
    FieldDescriptorProto = "google.protobuf.FieldDescriptorProto"
        [Enum field_descriptor_proto::Label, Enum field_descriptor_proto::Type,
         Message FieldOptions]
        "1 ?string name; 2 ?string extendee; 3 ?int32 number; 4 ?enum0 label; 5 ?enum1 type; \
         6 ?string type_name; 7 ?string default_value; 8 ?message2 options; \
         9 ?int32 oneof_index; 10 ?string json_name; 17 ?bool proto3_optional";
    OneofDescriptorProto = "google.protobuf.OneofDescriptorProto" [Message OneofOptions]
        "1 ?string name; 2 ?message0 options";
    EnumDescriptorProto = "google.protobuf.EnumDescriptorProto"
        [Message EnumValueDescriptorProto, Message EnumOptions,
         Message enum_descriptor_proto::EnumReservedRange]
        "1 ?string name; 2 *message0 value; 3 ?message1 options; 4 *message2 reserved_range; \
         5 *string reserved_name";
    enum_descriptor_proto::EnumReservedRange =
        "google.protobuf.EnumDescriptorProto.EnumReservedRange"
        []
        "1 ?int32 start; 2 ?int32 end";
    EnumValueDescriptorProto = "google.protobuf.EnumValueDescriptorProto" [Message EnumValueOptions]
        "1 ?string name; 2 ?int32 number; 3 ?message0 options";
    ServiceDescriptorProto = "google.protobuf.ServiceDescriptorProto"
        [Message MethodDescriptorProto, Message ServiceOptions]
        "1 ?string name; 2 *message0 method; 3 ?message1 options";
    MethodDescriptorProto = "google.protobuf.MethodDescriptorProto" [Message MethodOptions]
        "1 ?string name; 2 ?string input_type; 3 ?string output_type; 4 ?message0 options; \
         5 ?bool client_streaming; 6 ?bool server_streaming";
    FileOptions = "google.protobuf.FileOptions"
        [Enum file_options::OptimizeMode, Message UninterpretedOption]
        "1 ?string java_package; 8 ?string java_outer_classname; 9 ?enum0 optimize_for; \
         10 ?bool java_multiple_files; 11 ?string go_package; 16 ?bool cc_generic_services; \
         17 ?bool java_generic_services; 18 ?bool py_generic_services; \
         20 ?bool java_generate_equals_and_hash; 23 ?bool deprecated; \
         27 ?bool java_string_check_utf8; 31 ?bool cc_enable_arenas; \
         36 ?string objc_class_prefix; 37 ?string csharp_namespace; 39 ?string swift_prefix; \
         40 ?string php_class_prefix; 41 ?string php_namespace; 42 ?bool php_generic_services; \
         44 ?string php_metadata_namespace; 45 ?string ruby_package; \
         999 *message1 uninterpreted_option";
    MessageOptions = "google.protobuf.MessageOptions" [Message UninterpretedOption]
        "1 ?bool message_set_wire_format; 2 ?bool no_standard_descriptor_accessor; \
         3 ?bool deprecated; 7 ?bool map_entry; 999 *message0 uninterpreted_option";
    FieldOptions = "google.protobuf.FieldOptions"
        [Enum field_options::CType, Enum field_options::JsType, Message UninterpretedOption]
        "1 ?enum0 ctype; 2 ?bool packed; 3 ?bool deprecated; 5 ?bool lazy; 6 ?enum1 jstype; \
         10 ?bool weak; 999 *message2 uninterpreted_option";
    OneofOptions = "google.protobuf.OneofOptions" [Message UninterpretedOption]
        "999 *message0 uninterpreted_option";
    EnumOptions = "google.protobuf.EnumOptions" [Message UninterpretedOption]
        "2 ?bool allow_alias; 3 ?bool deprecated; 999 *message0 uninterpreted_option";
    EnumValueOptions = "google.protobuf.EnumValueOptions" [Message UninterpretedOption]
        "1 ?bool deprecated; 999 *message0 uninterpreted_option";
    ServiceOptions = "google.protobuf.ServiceOptions" [Message UninterpretedOption]
        "33 ?bool deprecated; 999 *message0 uninterpreted_option";
    MethodOptions = "google.protobuf.MethodOptions"
        [Enum method_options::IdempotencyLevel, Message UninterpretedOption]
        "33 ?bool deprecated; 34 ?enum0 idempotency_level; 999 *message1 uninterpreted_option";
    UninterpretedOption = "google.protobuf.UninterpretedOption"
        [Message uninterpreted_option::NamePart]
        "2 *message0 name; 3 ?string identifier_value; 4 ?uint64 positive_int_value; \
         5 ?int64 negative_int_value; 6 ?double double_value; 7 ?bytes string_value; \
         8 ?string aggregate_value";
    uninterpreted_option::NamePart = "google.protobuf.UninterpretedOption.NamePart" []
        "1 !string name_part; 2 !bool is_extension";
    SourceCodeInfo = "google.protobuf.SourceCodeInfo" [Message source_code_info::Location]
        "1 *message0 location";
    source_code_info::Location = "google.protobuf.SourceCodeInfo.Location" []
        "1 +int32 path; 2 +int32 span; 3 ?string leading_comments; \
         4 ?string trailing_comments; 6 *string leading_detached_comments";
    GeneratedCodeInfo = "google.protobuf.GeneratedCodeInfo"
        [Message generated_code_info::Annotation]
        "1 *message0 annotation";
    generated_code_info::Annotation = "google.protobuf.GeneratedCodeInfo.Annotation" []
        "1 +int32 path; 2 ?string source_file; 3 ?int32 begin; 4 ?int32 end";
}

enum_tables! {
    field_descriptor_proto::Type = "google.protobuf.FieldDescriptorProto.Type"
        "1 TYPE_DOUBLE; 2 TYPE_FLOAT; 3 TYPE_INT64; 4 TYPE_UINT64; 5 TYPE_INT32; \
         6 TYPE_FIXED64; 7 TYPE_FIXED32; 8 TYPE_BOOL; 9 TYPE_STRING; 10 TYPE_GROUP; \
         11 TYPE_MESSAGE; 12 TYPE_BYTES; 13 TYPE_UINT32; 14 TYPE_ENUM; 15 TYPE_SFIXED32; \
         16 TYPE_SFIXED64; 17 TYPE_SINT32; 18 TYPE_SINT64";
    field_descriptor_proto::Label = "google.protobuf.FieldDescriptorProto.Label"
        "1 LABEL_OPTIONAL; 2 LABEL_REQUIRED; 3 LABEL_REPEATED";
    file_options::OptimizeMode = "google.protobuf.FileOptions.OptimizeMode"
        "1 SPEED; 2 CODE_SIZE; 3 LITE_RUNTIME";
    field_options::CType = "google.protobuf.FieldOptions.CType"
        "0 STRING; 1 CORD; 2 STRING_PIECE";
    field_options::JsType = "google.protobuf.FieldOptions.JsType"
        "0 JS_NORMAL; 1 JS_STRING; 2 JS_NUMBER";
    method_options::IdempotencyLevel = "google.protobuf.MethodOptions.IdempotencyLevel"
        "0 IDEMPOTENCY_UNKNOWN; 1 NO_SIDE_EFFECTS; 2 IDEMPOTENT";
}
