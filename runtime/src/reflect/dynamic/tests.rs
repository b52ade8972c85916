use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use prost::Message as _;

use crate::DecodeOptions;
use crate::reflect::samples::{forecast, pool};
use crate::reflect::{DynamicMessage, FieldDescriptor, Value};

fn decode(bytes: &[u8]) -> DynamicMessage {
    DynamicMessage::decode(pool().message("acme.Forecast").unwrap(), bytes).unwrap()
}

#[track_caller]
fn check(bytes: &[&[u8]], expected: &[&[u8]]) {
    let message = decode(&bytes.concat());
    assert_eq!(message.encode_to_vec(), expected.concat(), "{message:?}");
    assert_eq!(message.encoded_len(), expected.concat().len());
}

#[test]
fn merging_follows_protobuf() {
    // The last value of a singular field is kept.
    check(&[&[8, 1], &[8, 2]], &[&[8, 2]]);
    // The pieces of a message are merged, also in a oneof.
    check(&[&[26, 2, 8, 1], &[26, 3, 18, 1, 65]], &[&[26, 5, 8, 1, 18, 1, 65]]);
    check(&[&[58, 2, 8, 1], &[58, 2, 64, 1]], &[&[58, 4, 8, 1, 64, 1]]);
    // The last member of a oneof is kept.
    check(&[&[58, 2, 8, 1], &[50, 1, 65], &[58, 2, 64, 1]], &[&[58, 2, 64, 1]]);
    check(&[&[58, 2, 8, 1], &[50, 1, 65]], &[&[50, 1, 65]]);
    // Packed and expanded values may be mixed. The declaration decides how they are encoded.
    check(&[&[72, 1], &[74, 2, 0, 1], &[72, 0]], &[&[74, 4, 1, 0, 1, 0]]);
    // The last entry with a key is kept, and a value in pieces is merged.
    check(&[&[82, 4, 8, 3, 16, 1], &[82, 2, 8, 3]], &[&[82, 2, 8, 3]]);
    check(&[&[42, 9, 18, 2, 8, 1, 18, 3, 18, 1, 65]], &[&[42, 7, 18, 5, 8, 1, 18, 1, 65]]);
    // A group is merged as a message is.
    check(
        &[&[91, 9, 0, 0, 0, 0, 0, 0, 240, 63, 92], &[91, 92]],
        &[&[91, 9, 0, 0, 0, 0, 0, 0, 240, 63, 92]],
    );
    // Fields are encoded ascending by number.
    check(&[&[18, 1, 65], &[8, 1], &[18, 1, 66]], &[&[8, 1, 18, 1, 65, 18, 1, 66]]);
}

#[test]
fn extensions_of_the_pool_are_fields() {
    let gusts = [&[162_u8, 6][..], &[2, 8, 1]].concat();
    let codes = [&[168_u8, 6][..], &[5]].concat();
    let message = decode(&[&gusts[..], &codes].concat());
    assert!(message.unknown_fields().is_empty());
    let next = message.get("[acme.gusts]").unwrap();
    assert_eq!(next.as_message().unwrap().get("id").unwrap().as_i32(), Some(1));
    assert_eq!(message.get(101).unwrap().as_list(), Some(&[Value::I32(5)][..]));
    assert_eq!(message.encode_to_vec(), [gusts, codes].concat());
}

#[test]
fn unknown_fields_are_kept() {
    // The closed enum lacks the number 9. It is alone, in a packed list and in an entry.
    check(&[&[64, 9], &[8, 1], &[64, 1]], &[&[8, 1, 64, 1, 64, 9]]);
    check(&[&[74, 3, 0, 9, 1]], &[&[74, 2, 0, 1, 72, 9]]);
    check(&[&[82, 4, 8, 3, 16, 9]], &[&[82, 4, 8, 3, 16, 9]]);
    // The records have another wire type, and an undeclared number.
    check(&[&[13, 1, 2, 3, 4], &[160, 1, 1]], &[&[13, 1, 2, 3, 4, 160, 1, 1]]);
    let message = decode(&[64, 9]);
    assert!(!message.has("sky"));
    assert_eq!(message.unknown_fields().len(), 1);
}

#[test]
fn malformed_messages_are_errors() {
    let descriptor = pool().message("acme.Forecast").unwrap();
    for bytes in [
        &[8][..],
        &[18, 2, 65],
        &[18, 1, 255],
        &[26, 2, 8],
        &[74, 1, 128],
        &[91, 8, 1],
        &[92],
        &[91, 100],
        &[7],
        &[0, 1],
        &[42, 2, 10, 9],
    ] {
        assert!(DynamicMessage::decode(descriptor.clone(), bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |levels: usize| {
        let mut bytes = Vec::new();
        for _ in 0..levels {
            let mut around = Vec::new();
            prost::encoding::bytes::encode(3, &bytes, &mut around);
            bytes = around;
        }
        bytes
    };
    let groups = |levels: usize| {
        let (mut open, close) = ([155, 6].repeat(levels), [156, 6].repeat(levels));
        open.extend(close);
        open
    };
    let descriptor = pool().message("acme.Forecast").unwrap();
    let decode = |bytes: &[u8]| DynamicMessage::decode(descriptor.clone(), bytes);
    assert!(decode(&nested(100)).is_ok());
    assert!(decode(&nested(101)).unwrap_err().to_string().contains("recursion limit"));
    assert!(decode(&groups(100)).is_ok());
    assert!(decode(&groups(101)).unwrap_err().to_string().contains("recursion limit"));
    assert!(decode(&nested(20_000)).is_err() && decode(&groups(20_000)).is_err());
    let options = DecodeOptions::new().recursion_limit(3);
    let decode = |bytes: &[u8]| DynamicMessage::decode_with(descriptor.clone(), bytes, &options);
    assert!(decode(&nested(3)).is_ok() && decode(&nested(4)).is_err());
}

#[test]
fn memory_is_bounded() {
    let descriptor = pool().message("acme.Forecast").unwrap();
    for bytes in [[34, 0].repeat(1000), [18, 0].repeat(1000), [72, 1].repeat(1000)] {
        let decode = |max_heap| {
            let options = DecodeOptions::new().max_heap(max_heap);
            DynamicMessage::decode_with(descriptor.clone(), &bytes, &options)
        };
        assert!(decode(20_000).unwrap_err().to_string().contains("heap limit"));
        assert!(decode(1_000_000).is_ok());
    }
}

#[test]
fn prost_decodes_and_encodes_it() {
    let options = DecodeOptions::new().max_heap(1000);
    let mut message = forecast();
    options.merge(&mut message, &[8, 1][..]).unwrap();
    message.merge(&[18, 1, 65][..]).unwrap();
    message.merge_length_delimited(&[3, 18, 1, 66][..]).unwrap();
    assert_eq!(prost::Message::encode_to_vec(&message), [8, 1, 18, 1, 65, 18, 1, 66]);
    let mut buffer = [0; 8];
    message.encode(&mut &mut buffer[..]).unwrap();
    assert!(message.encode(&mut &mut buffer[..7]).is_err());
    assert!(options.merge(&mut message, &[0; 2000][..]).is_err());
    prost::Message::clear(&mut message);
    assert_eq!(message, DynamicMessage::new(message.descriptor().clone()));
}

#[test]
fn fields_are_set_and_unset() {
    let mut message = forecast();
    assert_eq!(message.get("id").unwrap().as_i32(), Some(7));
    assert!(!message.has("id"));
    message.set("id", 0).unwrap();
    assert!(message.has("id") && message.has(1));
    message.set("sky", 1).unwrap();
    message.set("names", vec![Value::from("a")]).unwrap();
    message.get_mut("names").unwrap().as_list_mut().unwrap().push("b".into());
    message.set("text", "x").unwrap();
    message.set("inner", DynamicMessage::new(message.descriptor().clone())).unwrap();
    assert!(!message.has("text"));
    let payload = message.descriptor().oneofs().next().unwrap();
    assert_eq!(message.member(&payload).unwrap().name(), "inner");
    let names: Vec<_> = message.fields().map(|(field, _)| field.name().to_string()).collect();
    assert_eq!(names, ["id", "names", "inner", "sky"]);
    assert_eq!(message.clear_field("id"), Some(Value::I32(0)));
    assert_eq!(message.clear_field("id"), None);
    message.get_mut("stations");
    assert!(!message.has("stations"));
    assert_eq!(message.encode_to_vec(), [18, 1, 97, 18, 1, 98, 58, 0, 64, 1]);
}

#[test]
fn values_of_other_types_are_refused() {
    let mut message = forecast();
    let error = |result: Result<(), crate::reflect::FieldError>| result.unwrap_err().to_string();
    assert_eq!(error(message.set("none", 1)), "`acme.Forecast` has no field `none`");
    assert_eq!(
        error(message.set("id", "a")),
        "the field `id` of `acme.Forecast` cannot hold a string: it holds an i32"
    );
    assert_eq!(
        error(message.set("names", vec![Value::I32(1)])),
        "the field `names` of `acme.Forecast` cannot hold a list: it holds a list, each element a \
         string"
    );
    // The closed enum lacks the number, and the message belongs to another pool.
    assert!(message.set("sky", 9).is_err());
    assert_eq!(
        error(message.set("next", forecast())),
        "the field `next` of `acme.Forecast` cannot hold a message of another type or pool: it \
         holds a `acme.Forecast` of the same pool"
    );
    let own = DynamicMessage::new(message.descriptor().clone());
    message.set("next", own).unwrap();
    let field: FieldDescriptor = forecast().descriptor().field(1).unwrap();
    assert!(message.set(&field, 1).is_err());
}

#[test]
fn debug_hides_what_is_redacted() {
    let mut message = forecast();
    message.set("id", 1).unwrap();
    message.set("secret", "word").unwrap();
    assert_eq!(alloc::format!("{message:?}"), "Forecast { id: I32(1), secret: [REDACTED] }");
}

#[test]
fn an_any_is_packed_and_unpacked() {
    let pool = pool();
    let mut message = DynamicMessage::new(pool.message("acme.Forecast").unwrap());
    message.set("id", 5).unwrap();
    let any: prost_types::Any = message.pack();
    assert_eq!(any.type_url, "type.googleapis.com/acme.Forecast");
    assert_eq!(pool.unpack(&any).unwrap(), message);
    for (type_url, value) in
        [("x/acme.None", &[8, 5][..]), ("acme.Forecast", &[]), ("x/acme.Forecast", &[8])]
    {
        let any = prost_types::Any { type_url: type_url.into(), value: value.to_vec() };
        assert!(pool.unpack(&any).is_err(), "{type_url}");
    }
}

#[cfg(all(feature = "json", feature = "text"))]
#[test]
fn unknown_numbers_of_closed_enums_are_not_printed() {
    // The unknown number is singular, in a list and in a map, before and after a known number.
    // Unknown fields are printed last, so field 12 is between the known and the unknown fields.
    for bytes in [
        &[64, 9][..],
        &[64, 1, 64, 9],
        &[64, 9, 64, 1],
        &[74, 3, 0, 9, 1],
        &[74, 2, 9, 9],
        &[72, 9, 72, 1, 72, 0],
        &[82, 4, 8, 3, 16, 9],
        &[82, 4, 8, 3, 16, 1, 82, 4, 8, 3, 16, 9],
        &[82, 4, 8, 3, 16, 9, 82, 4, 8, 4, 16, 1],
        &[82, 6, 8, 3, 16, 9, 16, 1],
    ] {
        for bytes in [bytes.to_vec(), [bytes, &[98, 1, 65]].concat()] {
            let message = decode(&bytes);
            let mut known = message.clone();
            known.unknown_fields_mut().clear();
            assert_eq!(message.to_text(), known.to_text(), "{bytes:?}");
            for emits_defaults in [false, true] {
                let options = crate::json::PrintOptions::new().emit_defaults(emits_defaults);
                let print = |message| options.to_json_dynamic(message).unwrap();
                assert_eq!(print(&message), print(&known), "{bytes:?}");
            }
            // The bytes of an `Any` are compared in the order in which another program wrote them.
            let any = |value: &[u8]| prost_types::Any {
                type_url: "x/acme.Forecast".into(),
                value: value.to_vec(),
            };
            let mut registry = crate::Registry::new();
            registry.add_pool(&message.descriptor().pool().unwrap());
            let options = crate::json::PrintOptions::new().registry(&registry);
            let print = |value: &[u8]| options.to_json(&any(value)).unwrap();
            assert_eq!(print(&bytes), print(&known.encode_to_vec()), "{bytes:?}");
        }
    }
}
