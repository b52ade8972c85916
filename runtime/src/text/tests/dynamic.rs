use alloc::vec;

use prost::Message;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet,
    descriptor_proto::ExtensionRange,
};

use crate::reflect::DescriptorPool;
use crate::text::{ParseOptions, PrintOptions};

fn pool() -> DescriptorPool {
    let field = |name: &str, number, ty| FieldDescriptorProto {
        name: Some(name.into()),
        number: Some(number),
        r#type: Some(ty as i32),
        label: Some(Label::Optional as i32),
        ..Default::default()
    };
    let group = FieldDescriptorProto {
        type_name: Some(".acme.Forecast.Wind".into()),
        ..field("wind", 2, Type::Group)
    };
    let forecast = DescriptorProto {
        name: Some("Forecast".into()),
        field: vec![field("city", 1, Type::String), group],
        nested_type: vec![DescriptorProto {
            name: Some("Wind".into()),
            field: vec![field("speed", 1, Type::Float)],
            ..Default::default()
        }],
        extension_range: vec![ExtensionRange { start: Some(100), end: Some(200), options: None }],
        reserved_name: vec!["town".into()],
        ..Default::default()
    };
    let gusts = FieldDescriptorProto {
        extendee: Some(".acme.Forecast".into()),
        ..field("gusts", 100, Type::Int32)
    };
    let file = FileDescriptorProto {
        name: Some("forecast.proto".into()),
        package: Some("acme".into()),
        message_type: vec![forecast],
        extension: vec![gusts],
        ..Default::default()
    };
    DescriptorPool::decode(&FileDescriptorSet { file: vec![file] }.encode_to_vec()).unwrap()
}

#[test]
fn dynamic_messages_know_the_extensions_of_their_pool() {
    let descriptor = pool().message("acme.Forecast").unwrap();
    let text = "[acme.gusts]: 7 wind { speed: 1.5f } city: 'Ulm' town: 'Ulm'";
    let message = ParseOptions::new().from_text_dynamic(&descriptor, text).unwrap();
    assert_eq!(message.get("city").unwrap().as_str(), Some("Ulm"));
    assert_eq!(
        PrintOptions::new().single_line(true).to_text_dynamic(&message),
        "city: \"Ulm\" Wind { speed: 1.5 } [acme.gusts]: 7"
    );
    let error =
        ParseOptions::new().from_text_dynamic(&descriptor, "wind { speed: x }").unwrap_err();
    assert_eq!(error.path(), "wind.speed");
}
