//! The messages of prost-types.

use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet, Struct, Value,
};

use crate::text::PrintOptions;
use crate::{from_text, to_text};

#[test]
fn descriptors_are_parsed_back() {
    let field = FieldDescriptorProto {
        name: Some("speed".into()),
        number: Some(1),
        r#type: Some(5),
        label: Some(1),
        default_value: Some("\"\u{1}\"".into()),
        ..Default::default()
    };
    let message = DescriptorProto { field: alloc::vec![field], ..Default::default() };
    let file = FileDescriptorProto { message_type: alloc::vec![message], ..Default::default() };
    let set = FileDescriptorSet { file: alloc::vec![file] };
    let text = to_text(&set);
    assert_eq!(
        text,
        "file {\n  message_type {\n    field {\n      name: \"speed\"\n      number: 1\n      \
         label: LABEL_OPTIONAL\n      type: TYPE_INT32\n      \
         default_value: \"\\\"\\001\\\"\"\n    \
         }\n  }\n}\n"
    );
    assert_eq!(from_text(&text), Ok(set));
}

#[test]
fn maps_and_oneofs_are_parsed_back() {
    let fields = [("b", Value::from(1.5)), ("a", Value::from("x")), ("c", Value::from(true))];
    let fields = fields.map(|(key, value)| (key.into(), value));
    let message = Struct { fields: fields.into_iter().collect() };
    let text = PrintOptions::new().single_line(true).to_text(&message);
    assert_eq!(
        text,
        "fields { key: \"a\" value { string_value: \"x\" } } \
         fields { key: \"b\" value { number_value: 1.5 } } \
         fields { key: \"c\" value { bool_value: true } }"
    );
    assert_eq!(from_text(&text), Ok(message));
}
