//! The messages and enums of `type.proto`, `api.proto` and `source_context.proto`.

use super::{enum_tables, message_tables};

message_tables! {
    SourceContext = "google.protobuf.SourceContext" []
        "1 string file_name";
    Type = "google.protobuf.Type"
        [Message Field, Message Option, Message SourceContext, Enum Syntax]
        "1 string name; 2 *message0 fields; 3 *string oneofs; 4 *message1 options; \
         5 ?message2 source_context; 6 enum3 syntax";
    Field = "google.protobuf.Field" [Enum field::Kind, Enum field::Cardinality, Message Option]
        "1 enum0 kind; 2 enum1 cardinality; 3 int32 number; 4 string name; 6 string type_url; \
         7 int32 oneof_index; 8 bool packed; 9 *message2 options; 10 string json_name; \
         11 string default_value";
    Enum = "google.protobuf.Enum"
        [Message EnumValue, Message Option, Message SourceContext, Enum Syntax]
        "1 string name; 2 *message0 enumvalue; 3 *message1 options; \
         4 ?message2 source_context; 5 enum3 syntax";
    EnumValue = "google.protobuf.EnumValue" [Message Option]
        "1 string name; 2 int32 number; 3 *message0 options";
    Option = "google.protobuf.Option" [Message Any]
        "1 string name; 2 ?message0 value";
    Api = "google.protobuf.Api"
        [Message Method, Message Option, Message SourceContext, Message Mixin, Enum Syntax]
        "1 string name; 2 *message0 methods; 3 *message1 options; 4 string version; \
         5 ?message2 source_context; 6 *message3 mixins; 7 enum4 syntax";
    Method = "google.protobuf.Method" [Message Option, Enum Syntax]
        "1 string name; 2 string request_type_url; 3 bool request_streaming; \
         4 string response_type_url; 5 bool response_streaming; 6 *message0 options; \
         7 enum1 syntax";
    Mixin = "google.protobuf.Mixin" []
        "1 string name; 2 string root";
}

enum_tables! {
    field::Kind = "google.protobuf.Field.Kind"
        "0 TYPE_UNKNOWN; 1 TYPE_DOUBLE; 2 TYPE_FLOAT; 3 TYPE_INT64; 4 TYPE_UINT64; \
         5 TYPE_INT32; 6 TYPE_FIXED64; 7 TYPE_FIXED32; 8 TYPE_BOOL; 9 TYPE_STRING; \
         10 TYPE_GROUP; 11 TYPE_MESSAGE; 12 TYPE_BYTES; 13 TYPE_UINT32; 14 TYPE_ENUM; \
         15 TYPE_SFIXED32; 16 TYPE_SFIXED64; 17 TYPE_SINT32; 18 TYPE_SINT64";
    field::Cardinality = "google.protobuf.Field.Cardinality"
        "0 CARDINALITY_UNKNOWN; 1 CARDINALITY_OPTIONAL; 2 CARDINALITY_REQUIRED; \
         3 CARDINALITY_REPEATED";
    Syntax = "google.protobuf.Syntax"
        "0 SYNTAX_PROTO2; 1 SYNTAX_PROTO3";
}
