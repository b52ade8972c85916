//! Descriptors for tests.

use alloc::vec;
use alloc::vec::Vec;

use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FieldOptions, FileDescriptorProto, FileDescriptorSet, MessageOptions, OneofDescriptorProto,
    descriptor_proto,
};

use super::{DescriptorPool, DynamicMessage};

pub(super) fn field(name: &str, number: i32, ty: Type) -> FieldDescriptorProto {
    FieldDescriptorProto {
        name: Some(name.into()),
        number: Some(number),
        r#type: Some(ty as i32),
        label: Some(Label::Optional as i32),
        ..Default::default()
    }
}

pub(super) fn field_of(name: &str, number: i32, ty: Type, type_name: &str) -> FieldDescriptorProto {
    FieldDescriptorProto { type_name: Some(type_name.into()), ..field(name, number, ty) }
}

pub(super) fn repeated(field: FieldDescriptorProto) -> FieldDescriptorProto {
    FieldDescriptorProto { label: Some(Label::Repeated as i32), ..field }
}

pub(super) fn message(name: &str, fields: Vec<FieldDescriptorProto>) -> DescriptorProto {
    DescriptorProto { name: Some(name.into()), field: fields, ..Default::default() }
}

pub(super) fn enumeration(name: &str, values: &[(&str, i32)]) -> EnumDescriptorProto {
    let value = |(name, number): &(&str, i32)| EnumValueDescriptorProto {
        name: Some((*name).into()),
        number: Some(*number),
        options: None,
    };
    EnumDescriptorProto {
        name: Some(name.into()),
        value: values.iter().map(value).collect(),
        ..Default::default()
    }
}

/// Returns a pool with a message `acme.Forecast`, which has a field of each sort:
///
/// ```text
/// optional int32 id = 1 [default = 7];
/// repeated string names = 2;
/// optional Forecast next = 3;
/// repeated Forecast days = 4;
/// map<string, Forecast> stations = 5;
/// oneof payload { string text = 6; Forecast inner = 7; }
/// optional Sky sky = 8;                     // closed
/// repeated Sky skies = 9 [packed = true];
/// map<int32, Sky> hours = 10;
/// optional group Night = 11 { optional double speed = 1; }
/// optional string secret = 12;              // debug_redact
/// extend Forecast { optional Forecast gusts = 100; repeated int32 codes = 101; }
/// ```
pub(super) fn pool() -> DescriptorPool {
    let forecast =
        |name: &str, number: i32| field_of(name, number, Type::Message, ".acme.Forecast");
    let sky = |name: &str, number: i32| field_of(name, number, Type::Enum, ".acme.Sky");
    let member = |field| FieldDescriptorProto { oneof_index: Some(0), ..field };
    let mut id = field("id", 1, Type::Int32);
    id.default_value = Some("7".into());
    let mut skies = repeated(sky("skies", 9));
    skies.options = Some(FieldOptions { packed: Some(true), ..Default::default() });
    let entry = |name: &str, key: FieldDescriptorProto, value: FieldDescriptorProto| {
        let options = MessageOptions { map_entry: Some(true), ..Default::default() };
        DescriptorProto { options: Some(options), ..message(name, vec![key, value]) }
    };
    let map = |name: &str, number: i32, entry: &str| {
        repeated(field_of(name, number, Type::Message, entry))
    };
    let mut described = message(
        "Forecast",
        vec![
            id,
            repeated(field("names", 2, Type::String)),
            forecast("next", 3),
            repeated(forecast("days", 4)),
            map("stations", 5, ".acme.Forecast.StationsEntry"),
            member(field("text", 6, Type::String)),
            member(forecast("inner", 7)),
            sky("sky", 8),
            skies,
            map("hours", 10, ".acme.Forecast.HoursEntry"),
            field_of("night", 11, Type::Group, ".acme.Forecast.Night"),
        ],
    );
    described.oneof_decl =
        vec![OneofDescriptorProto { name: Some("payload".into()), options: None }];
    described.nested_type = vec![
        entry("StationsEntry", field("key", 1, Type::String), forecast("value", 2)),
        entry("HoursEntry", field("key", 1, Type::Int32), sky("value", 2)),
        message("Night", vec![field("speed", 1, Type::Double)]),
    ];
    described.extension_range =
        vec![descriptor_proto::ExtensionRange { start: Some(100), end: Some(200), options: None }];
    let mut encoded = described.encode_to_vec();
    // prost-types lacks the option `debug_redact`, so the field is encoded by hand.
    let mut secret = field("secret", 12, Type::String).encode_to_vec();
    secret.extend([66, 3, 128, 1, 1]);
    prost::encoding::bytes::encode(2, &secret, &mut encoded);
    let extension =
        |field| FieldDescriptorProto { extendee: Some(".acme.Forecast".into()), ..field };
    let file = FileDescriptorProto {
        name: Some("acme.proto".into()),
        package: Some("acme".into()),
        enum_type: vec![enumeration("Sky", &[("CLEAR", 0), ("WET", 1)])],
        extension: vec![
            extension(forecast("gusts", 100)),
            extension(repeated(field("codes", 101, Type::Int32))),
        ],
        ..Default::default()
    };
    let mut bytes = FileDescriptorProto::encode_to_vec(&file);
    prost::encoding::bytes::encode(4, &encoded, &mut bytes);
    let mut set = FileDescriptorSet::default().encode_to_vec();
    prost::encoding::bytes::encode(1, &bytes, &mut set);
    DescriptorPool::decode(&set).unwrap()
}

/// Returns an `acme.Forecast` without fields.
pub(super) fn forecast() -> DynamicMessage {
    DynamicMessage::new(pool().message("acme.Forecast").unwrap())
}
