//! The functions of formats, and serde's traits, on messages whose types are known.

use recorded::main::{every, rest, tables};
// The bound that the functions of formats have.
use rust_grpc::__private::v1::Tabled;
use rust_grpc::prost::{Message, Name};
use rust_grpc::reflect::{self, DynamicMessage, Reflect};
use rust_grpc::{check_required, from_json, from_text, to_json, to_text};

use crate::samples::bytes_of;

/// Decodes the sample of a message, and converts it there and back with each format.
macro_rules! is_converted {
    ($message:ty) => {{
        let bytes = bytes_of(&<$message>::full_name());
        let message = <$message>::decode(&*bytes).expect("the sample");
        assert_ne!(message, <$message>::default());
        assert_eq!(message.encoded_len(), bytes.len());

        let json = to_json(&message).expect("JSON");
        assert_eq!(from_json::<$message>(&json).expect("a message"), message, "{json}");
        let value = serde_json::to_value(&message).expect("JSON");
        assert_eq!(value, serde_json::from_str::<serde_json::Value>(&json).expect("JSON"));
        assert_eq!(serde_json::from_value::<$message>(value).expect("a message"), message);

        let text = to_text(&message);
        assert_eq!(from_text::<$message>(&text).expect("a message"), message, "{text}");
        is_reflected(&message, &bytes);
        message
    }};
}

/// A dynamic message has the fields of the message, and writes the message's bytes.
fn is_reflected<M>(message: &M, bytes: &[u8])
where
    M: Message + Default + PartialEq + std::fmt::Debug + Reflect + Tabled,
{
    let dynamic = reflect::to_dynamic(message).expect("a dynamic message");
    assert_eq!(dynamic.encode_to_vec(), bytes);
    assert_eq!(reflect::from_dynamic::<M>(&dynamic).expect("a message"), *message);
    assert!(reflect::diff(message, message).expect("equal types").is_empty());
    let descriptor = reflect::descriptor::<M>();
    let read = DynamicMessage::decode(descriptor.clone(), bytes).expect("a dynamic message");
    let mut copy = M::default();
    for (field, value) in read.fields() {
        assert_eq!(reflect::get(message, field.name()).as_ref(), Ok(value));
        reflect::set(&mut copy, field.name(), value.clone()).expect("the field's type");
    }
    assert_eq!(copy, *message);
}

#[test]
fn messages_are_converted_to_each_format_and_back() {
    let every = is_converted!(every::Every);
    assert!(every.unknown_fields.is_empty());
    is_converted!(every::Implicit);
    is_converted!(tables::numbers::Numbers);
    is_converted!(tables::shapes::Everything);
    is_converted!(tables::shapes::Scalars);
}

#[test]
fn a_message_keeps_unknown_fields() {
    let bytes = [bytes_of("every.Leaf"), vec![0x98, 0x3f, 7]].concat();
    let leaf = every::Leaf::decode(&*bytes).expect("a message");
    assert!(!leaf.unknown_fields.is_empty());
    assert_eq!(leaf.encode_to_vec(), bytes);
}

#[test]
fn required_fields_are_checked() {
    let message = rest::Many { closed: vec![rest::Closed::default()], ..Default::default() };
    let missing = check_required(&message).expect_err("a field is missing");
    assert!(missing.to_string().contains("closed[0].required"), "{missing}");
}

/// The options choose numbers of enums, defaults, and that unknown names are skipped. They apply to
/// serde's traits.
#[test]
fn json_has_the_form_that_the_options_chose() {
    let message = rest::Rest { levels: [(1, 5)].into(), ..Default::default() };
    let json = serde_json::to_string(&message).expect("JSON");
    assert_eq!(json, r#"{"levels":{"1":5},"blobs":{}}"#);
    assert!(serde_json::from_str::<rest::Rest>(r#"{"never_declared":1}"#).is_ok());
}
