//! The messages and enums that have forms of their own in JSON.

use super::{enum_tables, message_tables};

message_tables! {
    Any = "google.protobuf.Any" []
        "1 string type_url; 2 bytes value";
    Duration = "google.protobuf.Duration" []
        "1 int64 seconds; 2 int32 nanos";
    FieldMask = "google.protobuf.FieldMask" []
        "1 *string paths";
    Struct = "google.protobuf.Struct" [Message Value]
        "1 {string}message0 fields";
    Value = "google.protobuf.Value" [Enum NullValue, Message Struct, Message ListValue]
        "1 enum0 null_value @kind; 2 double number_value @kind; 3 string string_value @kind; \
         4 bool bool_value @kind; 5 message1 struct_value @kind; 6 message2 list_value @kind";
    ListValue = "google.protobuf.ListValue" [Message Value]
        "1 *message0 values";
    Timestamp = "google.protobuf.Timestamp" []
        "1 int64 seconds; 2 int32 nanos";
}

enum_tables! {
    NullValue = "google.protobuf.NullValue"
        "0 NULL_VALUE";
}
