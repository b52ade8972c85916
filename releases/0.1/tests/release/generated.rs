//! The functions and constants of generated code that have no format: presence, enums, extensions,
//! constants of methods, a message of another crate, an `Any` of the user's own.

use recorded::main::extensions::{base, more};
use recorded::main::fixtures::{enums, method_constants::described_client};
use recorded::main::typed_enums::{Day, DayPresence as _, Sky, day};
use recorded::{any, main, mixed};
use rust_grpc::prost::Message as _;
use rust_grpc::{AnyMessage as _, Idempotency, MethodKind, OpenEnum};

use crate::samples::bytes_of;

#[test]
fn presence() {
    let mut day = Day { maybe: Some(Sky::Clear.into()), ..Day::default() };
    assert!(day.has_maybe() && !day.has_next());
    assert_eq!(day.take_maybe(), Some(OpenEnum::from(Sky::Clear)));
    assert!(!day.has_maybe());
}

#[test]
fn enum_fields_of_each_representation() {
    // Field 1 has a number without a name. Field 3 is a packed list.
    let bytes = [8, 9, 26, 2, 1, 9];
    let day = Day::decode(&bytes[..]).expect("a message");
    assert_eq!(day.sky, Sky::Unspecified);
    assert_eq!(day.packed, [OpenEnum::from(Sky::Clear), OpenEnum::new(9)]);
    assert_eq!(day.encode_to_vec(), [26, 2, 1, 9, 8, 9]);
    assert_eq!(day.told, None::<day::Told>);
}

#[test]
fn names_of_enum_values() {
    let kind: enums::Kind = "KIND_MIN".parse().expect("a name");
    assert_eq!(kind.to_string(), "KIND_MIN");
    assert!("none".parse::<enums::Kind>().is_err());
}

#[test]
fn extensions() {
    let mut forecast = base::Forecast { day: Some(1), ..Default::default() };
    more::A_SINT64.set(&mut forecast, -2);
    more::PACKED_NUMBERS.set(&mut forecast, [3, 4]);
    more::SKY.set(&mut forecast, more::Sky::Grey);
    let bytes = forecast.encode_to_vec();
    assert_eq!(bytes, [8, 1, 0x98, 7, 3, 0x9a, 8, 2, 3, 4, 0xe8, 7, 2]);
    let read = base::Forecast::decode(&*bytes).expect("a message");
    assert_eq!(more::A_SINT64.get(&read).expect("a value"), Some(-2));
    assert_eq!(more::PACKED_NUMBERS.get(&read).expect("values"), [3, 4]);
    assert_eq!(more::WITH_DEFAULT.get_or_default(&read).expect("the default"), -7);
}

#[test]
fn methods() {
    use described_client::method;
    assert_eq!(method::ALL.len(), 4);
    assert_eq!(method::GET_STATE.path(), "/fixtures.method_constants.Described/GetState");
    assert_eq!(method::GET_STATE.kind(), MethodKind::Unary);
    assert_eq!(method::SET_STATE.idempotency(), Idempotency::Idempotent);
}

#[test]
fn a_message_around_messages_of_another_crate() {
    let every = main::every::Every::decode(&*bytes_of("every.Every")).expect("a message");
    let message = mixed::mixed::Mixed { one: Some(every.clone()), ..Default::default() };
    let read = mixed::mixed::Mixed::decode(&*message.encode_to_vec()).expect("a message");
    assert_eq!(read.one, Some(every));
}

#[test]
fn an_any_of_the_users_own() {
    let leaf = main::every::Leaf::decode(&*bytes_of("every.Leaf")).expect("a message");
    let content = any::google::protobuf::Any::pack(&leaf);
    let holder = any::any::Holder { content: Some(content), ..Default::default() };
    let read = any::any::Holder::decode(&*holder.encode_to_vec()).expect("a message");
    let content = read.content.expect("the field");
    assert_eq!(content.unpack::<main::every::Leaf>().expect("the type"), leaf);
}
