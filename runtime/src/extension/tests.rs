//! Extensions of a message without fields.

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use prost_types::{Duration, FieldMask, Timestamp};

use super::*;
use crate::OpenEnum;
use crate::{DecodeOptions, UnknownValue};

#[derive(Default, Debug, PartialEq)]
struct Base(UnknownFields);

impl Extendable for Base {
    const EXTENSION_RANGES: &'static [RangeInclusive<u32>] = &[100..=199];

    fn unknown_fields(&self) -> &UnknownFields {
        &self.0
    }

    fn unknown_fields_mut(&mut self) -> &mut UnknownFields {
        &mut self.0
    }
}

#[derive(Default, Debug, PartialEq)]
struct Set(UnknownFields);

impl Extendable for Set {
    const EXTENSION_RANGES: &'static [RangeInclusive<u32>] = &[4..=2_147_483_646];
    const IS_MESSAGE_SET: bool = true;

    fn unknown_fields(&self) -> &UnknownFields {
        &self.0
    }

    fn unknown_fields_mut(&mut self) -> &mut UnknownFields {
        &mut self.0
    }
}

/// An enum with the values 1 and 2.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Sky(i32);

impl TryFrom<i32> for Sky {
    type Error = i32;

    fn try_from(number: i32) -> Result<Self, i32> {
        if let 1..=2 = number { Ok(Sky(number)) } else { Err(number) }
    }
}

impl From<Sky> for i32 {
    fn from(sky: Sky) -> i32 {
        sky.0
    }
}

const fn one<V: Value>(number: u32) -> Extension<Base, Optional<V>> {
    Extension::new("t.one", "t.Base", number)
}

const NUMBER: Extension<Base, Optional<Int32>> = one(100);
const TIME: Extension<Base, Optional<Message<Timestamp>>> = one(101);
const NUMBERS: Extension<Base, Repeated<Sint32>> = Extension::new("t.numbers", "t.Base", 102);
const PACKED: Extension<Base, Packed<Sint32>> = Extension::new("t.numbers", "t.Base", 102);
const GROUP: Extension<Base, Optional<Group<Timestamp>>> = one(103);
const OPEN: Extension<Base, Optional<Enum<Sky>>> = one(104);
const CLOSED: Extension<Base, Optional<ClosedEnum<Sky>>> = one(104);
const SKIES: Extension<Base, Packed<ClosedEnum<Sky>>> = Extension::new("t.skies", "t.Base", 105);
const TEXT: Extension<Base, Optional<String>> = one(106);
const IN_SET: Extension<Set, Optional<Message<Timestamp>>> =
    Extension::new("t.in_set", "t.Set", 2_000_000_000);

fn base(fields: &[(u32, UnknownValue<'_>)]) -> Base {
    Base(fields.iter().copied().collect())
}

fn set(bytes: &[u8]) -> Set {
    Set(UnknownFields::from_bytes(bytes).unwrap())
}

macro_rules! scalars {
    ($($name:ident $kind:ident [$($value:expr),+];)*) => {$(
        #[test]
        fn $name() {
            let values: Vec<<$kind as Value>::Rust> = vec![$($value),+];
            for value in values {
                let mut message = Base::default();
                one::<$kind>(100).set(&mut message, value.clone());
                assert_eq!(one::<$kind>(100).get(&message), Ok(Some(value.clone())));
                let list =
                    Extension::<Base, Repeated<$kind>>::new("t.list", "t.Base", 100);
                list.push(&mut message, value.clone());
                assert_eq!(list.get(&message), Ok(vec![value.clone(), value]));
            }
        }
    )*};
}

scalars! {
    int32 Int32 [0, 7, i32::MIN, i32::MAX];
    int64 Int64 [0, 7, i64::MIN, i64::MAX];
    uint32 Uint32 [0, u32::MAX];
    uint64 Uint64 [0, u64::MAX];
    sint32 Sint32 [0, -1, i32::MIN, i32::MAX];
    sint64 Sint64 [0, -1, i64::MIN, i64::MAX];
    fixed32 Fixed32 [0, u32::MAX];
    fixed64 Fixed64 [0, u64::MAX];
    sfixed32 Sfixed32 [0, -1, i32::MIN];
    sfixed64 Sfixed64 [0, -1, i64::MIN];
    bool Bool [false, true];
    float Float [0.0, -1.5, f32::INFINITY];
    double Double [0.0, -1.5, f64::INFINITY];
    string String ["".into(), "text".into()];
    bytes Bytes [b"".to_vec(), b"\xff\0".to_vec()];
}

#[test]
fn the_last_scalar_counts_and_messages_are_merged() {
    let of = |fields: &[u8]| UnknownFields::from_bytes(fields).unwrap();
    let (seconds, nanos) = (of(b"\x08\x01"), of(b"\x10\x02"));
    let message = base(&[
        (100, UnknownValue::Varint(1)),
        (101, UnknownValue::LengthDelimited(seconds.as_bytes())),
        (103, UnknownValue::Group(seconds.as_bytes())),
        (100, UnknownValue::Varint(2)),
        (103, UnknownValue::Group(nanos.as_bytes())),
        (101, UnknownValue::LengthDelimited(nanos.as_bytes())),
    ]);
    let merged = Timestamp { seconds: 1, nanos: 2 };
    assert_eq!(NUMBER.get(&message), Ok(Some(2)));
    assert_eq!(TIME.get(&message), Ok(Some(merged)));
    assert_eq!(GROUP.get(&message), Ok(Some(merged)));
}

#[test]
fn setting_replaces_all_occurrences_and_nothing_else() {
    let mut message = base(&[
        (100, UnknownValue::Varint(1)),
        (5, UnknownValue::Fixed32(5)),
        (100, UnknownValue::LengthDelimited(b"of another type")),
    ]);
    NUMBER.set(&mut message, 3);
    let expected = base(&[(5, UnknownValue::Fixed32(5)), (100, UnknownValue::Varint(3))]);
    assert_eq!(message, expected);
    assert!(NUMBER.has(&message));
    NUMBER.clear(&mut message);
    assert!(!NUMBER.has(&message));
    assert_eq!(message, base(&[(5, UnknownValue::Fixed32(5))]));
}

#[test]
fn lists_are_read_packed_and_expanded() {
    let mut message = base(&[
        (102, UnknownValue::Varint(2)),
        (102, UnknownValue::LengthDelimited(b"\x01\x04")),
        (102, UnknownValue::LengthDelimited(b"")),
    ]);
    assert_eq!(NUMBERS.get(&message), Ok(vec![1, -1, 2]));
    assert_eq!(PACKED.get(&message), Ok(vec![1, -1, 2]));

    PACKED.set(&mut message, [-1, 1]);
    assert_eq!(message, base(&[(102, UnknownValue::LengthDelimited(b"\x01\x02"))]));
    PACKED.push(&mut message, 0);
    assert_eq!(NUMBERS.get(&message), Ok(vec![-1, 1, 0]));
    NUMBERS.set(&mut message, [-1, 1]);
    assert_eq!(message, base(&[(102, UnknownValue::Varint(1)), (102, UnknownValue::Varint(2))]));
    PACKED.set(&mut message, []);
    assert!(message.0.is_empty() && !PACKED.has(&message));
    assert!(!PACKED.has(&base(&[(102, UnknownValue::LengthDelimited(b""))])));
}

#[test]
fn an_error_names_the_extension() {
    for (value, expected) in [
        (UnknownValue::Fixed32(1), "invalid wire type: ThirtyTwoBit (expected Varint)"),
        (
            UnknownValue::LengthDelimited(b"\x01"),
            "invalid wire type: LengthDelimited (expected Varint)",
        ),
    ] {
        let error = NUMBER.get(&base(&[(100, value)])).unwrap_err();
        assert_eq!(
            error.to_string(),
            alloc::format!(
                "extension `t.one` = 100 of `t.Base`: failed to decode Protobuf message: {expected}"
            )
        );
        assert!(error.decode_error().is_some());
        assert_eq!((error.full_name(), error.extendee(), error.number()), ("t.one", "t.Base", 100));
    }
    let refused = |bytes: &[u8]| {
        let message = base(&[(101, UnknownValue::LengthDelimited(bytes))]);
        TIME.get(&message).unwrap_err().to_string()
    };
    assert!(refused(b"\x08").ends_with("invalid varint"));
    assert!(TIME.get(&base(&[(101, UnknownValue::Group(b""))])).is_err());
    assert!(GROUP.get(&base(&[(103, UnknownValue::LengthDelimited(b""))])).is_err());
    assert!(TEXT.get(&base(&[(106, UnknownValue::LengthDelimited(b"\xff"))])).is_err());
    assert!(NUMBERS.get(&base(&[(102, UnknownValue::LengthDelimited(b"\x80"))])).is_err());
}

#[test]
fn enums_are_open_or_closed() {
    let mut message = base(&[(104, UnknownValue::Varint(1)), (104, UnknownValue::Varint(9))]);
    assert_eq!(OPEN.get(&message), Ok(Some(OpenEnum::new(9))));
    assert_eq!(OPEN.numbers().get(&message), Ok(Some(9)));
    assert_eq!(CLOSED.get(&message), Ok(Some(Sky(1))));

    let undeclared = base(&[(104, UnknownValue::Varint(9))]);
    assert!(!CLOSED.has(&undeclared) && OPEN.has(&undeclared));
    assert_eq!(CLOSED.get(&undeclared), Ok(None));

    CLOSED.set(&mut message, Sky(2));
    assert_eq!(OPEN.get(&message), Ok(Some(Sky(2).into())));
    OPEN.set(&mut message, OpenEnum::new(7));
    assert_eq!((CLOSED.get(&message), OPEN.numbers().get(&message)), (Ok(None), Ok(Some(7))));
    SKIES.numbers().set(&mut message, [9]);
    assert!(!SKIES.has(&message) && SKIES.numbers().has(&message));
    assert!(SKIES.has(&base(&[(105, UnknownValue::Fixed32(0))])));
    SKIES.numbers().set(&mut message, [1, 9, 2]);
    assert_eq!(SKIES.get(&message), Ok(vec![Sky(1), Sky(2)]));
    assert_eq!(SKIES.numbers().get(&message), Ok(vec![1, 9, 2]));
}

#[test]
fn defaults() {
    let message = Base::default();
    assert_eq!(NUMBER.get_or_default(&message), Ok(0));
    assert_eq!(NUMBER.with_default(|| 7).get_or_default(&message), Ok(7));
    assert_eq!(TEXT.with_default(|| "a".into()).default_value(), "a");
    assert_eq!(TIME.get_or_default(&message), Ok(Timestamp::default()));
}

#[test]
fn limits_apply_to_what_is_read() {
    let mut message = Base::default();
    let options = |levels| DecodeOptions::new().recursion_limit(levels);
    TIME.set(&mut message, Timestamp { seconds: 1, nanos: 0 });
    // One level is the message of the extension. Its fields are in the other level.
    assert!(TIME.get_with(&message, &options(2)).is_ok());
    assert!(TIME.get_with(&message, &options(0)).is_err());

    let heap = |bytes| DecodeOptions::new().max_heap(bytes);
    TEXT.set(&mut message, "x".repeat(1000));
    assert!(TEXT.get_with(&message, &heap(1000)).is_ok());
    let error = TEXT.get_with(&message, &heap(999)).unwrap_err();
    assert!(error.to_string().ends_with("heap limit reached"), "{error}");

    PACKED.set(&mut message, [0; 1000]);
    assert!(PACKED.get_with(&message, &heap(16 << 10)).is_ok());
    assert!(PACKED.get_with(&message, &heap(3000)).is_err());
    let mask: Extension<Base, Optional<Message<FieldMask>>> = one(107);
    mask.set(&mut message, FieldMask { paths: vec!["a".into(); 100] });
    assert!(mask.get_with(&message, &heap(16 << 10)).is_ok());
    assert!(mask.get_with(&message, &heap(1000)).is_err());
}

#[test]
fn the_extensions_of_a_message_can_be_listed() {
    let message = base(&[
        (100, UnknownValue::Varint(1)),
        (5, UnknownValue::Varint(5)),
        (199, UnknownValue::Fixed32(1)),
        (200, UnknownValue::Varint(6)),
        (100, UnknownValue::Varint(2)),
    ]);
    let numbers: Vec<u32> = extensions(&message).map(|(number, _)| number).collect();
    assert_eq!(numbers, [100, 199, 100]);
}

#[test]
fn message_sets_have_items() {
    let mut message = Set::default();
    let time = Timestamp { seconds: 1, nanos: 0 };
    IN_SET.set(&mut message, time);
    // The bytes are the item, its type id, its message, and the end of the item.
    let bytes = b"\x0b\x10\x80\xa8\xd6\xb9\x07\x1a\x02\x08\x01\x0c";
    assert_eq!(message.0.as_bytes(), bytes);
    assert_eq!(IN_SET.get(&message), Ok(Some(time)));
    let listed: Vec<_> = extensions(&message).collect();
    assert_eq!(listed, [(2_000_000_000, UnknownValue::LengthDelimited(b"\x08\x01"))]);

    // The message is before the type id, and a second item follows. The second type id and the
    // second message in the first item do not count.
    let message = set(b"\x0b\x1a\x02\x08\x01\x10\x80\xa8\xd6\xb9\x07\x10\x05\x1a\x02\x08\x09\x0c\
          \x0b\x10\x80\xa8\xd6\xb9\x07\x1a\x02\x10\x02\x20\x01\x0c");
    assert_eq!(IN_SET.get(&message), Ok(Some(Timestamp { seconds: 1, nanos: 2 })));

    // An item without a type id or without a message belongs to no extension.
    let mut message = set(b"\x0b\x10\x80\xa8\xd6\xb9\x07\x0c\x0b\x1a\x02\x08\x01\x0c");
    assert!(!IN_SET.has(&message));
    let before = message.0.clone();
    IN_SET.clear(&mut message);
    assert_eq!(message.0, before);

    // A type id that is a valid field number can also occur as a field.
    let small: Extension<Set, Optional<Message<Duration>>> = Extension::new("t.small", "t.Set", 5);
    let mut message = set(b"\x2a\x02\x08\x01\x0b\x10\x05\x1a\x02\x10\x02\x0c");
    assert_eq!(small.get(&message), Ok(Some(Duration { seconds: 1, nanos: 2 })));
    small.clear(&mut message);
    assert!(message.0.is_empty());
}
