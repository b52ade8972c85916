//! Prints a sample of each message: its bytes, and its JSON and text format if it has them.
//!
//! `scripts/record-release` writes the output to golden/messages.txt.

use std::collections::BTreeMap;

use rust_grpc::prost_types::Any;
use rust_grpc::reflect::{
    Cardinality, DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, PoolOptions,
    Value,
};
use rust_grpc::{from_json, text, to_json};

/// The number of levels of messages inside a sample.
const LEVELS: u32 = 1;

fn main() {
    recorded::register_types();
    let pool = PoolOptions::new().decode_all(&recorded::descriptor_sets()).expect("descriptors");
    println!("# A sample of each message. Written by scripts/record-release.");
    let registry = recorded::registry();
    for name in registry.names() {
        let descriptor = pool.message(name).expect("a descriptor");
        let value = message(&descriptor, LEVELS).encode_to_vec();
        let any = Any { type_url: format!("type.googleapis.com/{name}"), value };
        // The decoder of a release can drop fields, e.g. those of other crates' enums.
        let value = registry.decode(&any).expect("a message").encode_to_vec();
        let any = Any { value, ..any };
        println!("{name}");
        println!("  bytes {}", any.value.iter().map(|b| format!("{b:02x}")).collect::<String>());
        // Messages without a field table have no JSON.
        if let Ok(json) = to_json(&any)
            && from_json::<Any>(&json).is_ok()
        {
            println!("  json {json}");
            let options = text::PrintOptions::new().single_line(true).registry(&registry);
            println!("  text {}", options.to_text(&any));
        }
    }
}

/// Returns a message with all fields set. The last member of a oneof wins.
fn message(descriptor: &MessageDescriptor, levels: u32) -> DynamicMessage {
    let mut message = DynamicMessage::new(descriptor.clone());
    for field in descriptor.fields() {
        if levels == 0 && matches!(field.kind(), Kind::Message(_)) {
            continue;
        }
        // JSON needs the type in an `Any`. An empty one has none.
        if descriptor.full_name() == "google.protobuf.Any" {
            continue;
        }
        let value = match field.cardinality() {
            Cardinality::Repeated => {
                Value::List(vec![one(&field, 1, levels), one(&field, 2, levels)])
            }
            // One entry, because the order of a hash map changes.
            Cardinality::Map => {
                let key = key(&field.map_key().expect("a map"));
                Value::Map(BTreeMap::from([(key, one(&field, 1, levels))]))
            }
            Cardinality::Singular | Cardinality::Required => one(&field, 1, levels),
        };
        message.set(&field, value).expect("a value of the field's type");
    }
    message
}

fn key(kind: &Kind) -> MapKey {
    match kind {
        Kind::Bool => MapKey::Bool(true),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => MapKey::I32(-3),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => MapKey::I64(-4),
        Kind::Uint32 | Kind::Fixed32 => MapKey::U32(3),
        Kind::Uint64 | Kind::Fixed64 => MapKey::U64(4),
        _ => MapKey::String("key".into()),
    }
}

/// Returns a value that depends on the field's number and on `which`, the position in a list.
fn one(field: &FieldDescriptor, which: u32, levels: u32) -> Value {
    let number = i32::try_from(field.number() % 1000 * 10 + which).expect("a small number");
    // JSON has no form of a negative `Timestamp.nanos`.
    let sign = if field.message().full_name().starts_with("google.protobuf.") { 1 } else { -1 };
    match field.kind() {
        Kind::Bool => Value::Bool(true),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(sign * number),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(i64::from(sign * number) << 32),
        Kind::Uint32 | Kind::Fixed32 => Value::U32(number.unsigned_abs()),
        Kind::Uint64 | Kind::Fixed64 => Value::U64(u64::from(number.unsigned_abs()) << 32),
        Kind::Float => Value::F32(number as f32 + 0.5),
        Kind::Double => Value::F64(f64::from(number) - 0.25),
        Kind::String => Value::String(format!("text {number} \u{e4}")),
        Kind::Bytes => Value::Bytes(vec![0, 255, which as u8].into()),
        Kind::Enum(enumeration) => {
            Value::EnumNumber(enumeration.values().last().expect("a value").number())
        }
        Kind::Message(descriptor) => Value::Message(message(&descriptor, levels - 1)),
    }
}
