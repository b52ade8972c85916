//! Messages that keep unknown fields.

use prost::Message;
use rust_grpc::__private::v1 as rt;
use rust_grpc::{UnknownFields, UnknownValue};

use super::derived;
use super::ours::message;
use super::random::{self, CASES, Random};
use super::values::of_derived;

/// `message Keeper { string name = 1; Keeper next = 2; group Part = 11 { Keeper } }`, with
/// `unknown_fields=preserve`.
#[derive(Clone, PartialEq, Default)]
pub struct Keeper {
    pub name: rt::String,
    pub next: Option<rt::Box<Keeper>>,
    pub part: Option<rt::Box<Keeper>>,
    pub unknown_fields: UnknownFields,
}

message!(Keeper { name, next, part, unknown_fields });

#[rustfmt::skip]
impl rt::MessageCodec for Keeper {
    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short { message: "Keeper", keys: &[10, 18, 91], names: "name next part" }
    }

    fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
        let mut r = rt::Reader::new(input, nesting);
        loop {
            match r.tag() {
                10u32 => r.string(&mut self.name),
                18u32 => r.message(self.next.get_or_insert_default()),
                91u32 => r.group(self.part.get_or_insert_default()),
                rt::END => break,
                _ => r.preserve(&mut self.unknown_fields, Self::table::<L>()),
            }
        }
    }

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w
            .unknown_fields(&self.unknown_fields)
            .some_group(91, &self.part)
            .some_message(18, &self.next)
            .nonempty_string(10, &self.name)
    }
}

#[test]
fn kept_in_order_and_written_again() {
    let bytes = [
        &[0x20, 0x96, 0x01][..],            // 4: varint 150
        &[0x0a, 1, b'n'],                   // name
        &[0x2d, 1, 0, 0, 0],                // 5: fixed32
        &[0x31, 2, 0, 0, 0, 0, 0, 0, 0],    // 6: fixed64
        &[0x5b, 0x38, 7, 0x5c],             // in the group, 7: varint
        &[0x42, 2, b'a', b'b'],             // 8: two bytes
        &[0x4b, 0x08, 1, 0x53, 0x54, 0x4c], // 9: a group with 1 and a group in it
        &[0x20, 0x00],                      // 4 again
    ]
    .concat();
    let keeper = Keeper::decode(&bytes[..]).unwrap();
    let values: Vec<_> = keeper.unknown_fields.iter().collect();
    assert_eq!(
        values,
        [
            (4, UnknownValue::Varint(150)),
            (5, UnknownValue::Fixed32(1)),
            (6, UnknownValue::Fixed64(2)),
            (8, UnknownValue::LengthDelimited(b"ab")),
            (9, UnknownValue::Group(&[0x08, 1, 0x53, 0x54])),
            (4, UnknownValue::Varint(0)),
        ]
    );
    let part = keeper.part.as_ref().unwrap();
    assert_eq!(part.unknown_fields.iter().collect::<Vec<_>>(), [(7, UnknownValue::Varint(7))]);
    assert_eq!(format!("{:?}", part.unknown_fields), "[(7, Varint(7))]");

    let encoded = keeper.encode_to_vec();
    assert_eq!(encoded.len(), keeper.encoded_len());
    assert_eq!(encoded.len(), bytes.len());
    assert!(encoded.ends_with(keeper.unknown_fields.as_bytes()));
    assert_eq!(Keeper::decode(&encoded[..]).unwrap(), keeper);

    let mut merged = keeper.clone();
    merged.merge(&bytes[..]).unwrap();
    assert_eq!(merged.unknown_fields.iter().count(), 12);
    merged.unknown_fields.clear();
    assert!(merged.unknown_fields.is_empty() && !keeper.unknown_fields.is_empty());
}

/// A message of another type is encoded to the same bytes again.
#[test]
fn nothing_is_lost() {
    let node = of_derived::node();
    let keeper = Keeper::decode(&node.encode_to_vec()[..]).unwrap();
    assert!(!keeper.unknown_fields.is_empty());
    assert_eq!(derived::Node::decode(&keeper.encode_to_vec()[..]).unwrap(), node);
    let boxed = Box::<Keeper>::decode(&node.encode_to_vec()[..]).unwrap();
    assert_eq!(*boxed, keeper);
}

/// Kept fields are well-formed: writing, reading and iterating succeed.
#[test]
fn at_random() {
    let mut random = Random::new(7);
    let mut kept = 0;
    for _ in 0..CASES {
        let mut bytes = random::message(&mut random, &random::NODE, 4);
        if random.one_in(2) {
            random::spoil(&mut random, &mut bytes);
        }
        let Ok(keeper) = Keeper::decode(&bytes[..]) else {
            continue;
        };
        let encoded = keeper.encode_to_vec();
        assert_eq!(encoded.len(), keeper.encoded_len());
        assert_eq!(Keeper::decode(&encoded[..]).unwrap(), keeper);
        kept += keeper.unknown_fields.iter().count();
        // If the iteration ended too early, it would not find the field that is added here.
        let mut longer = encoded;
        longer.extend_from_slice(&[0xf8, 0x01, 0x05]);
        let longer = Keeper::decode(&longer[..]).unwrap();
        assert_eq!(longer.unknown_fields.iter().last(), Some((31, UnknownValue::Varint(5))));
    }
    assert!(kept > 0);
}

#[test]
fn read_and_written_by_hand() {
    let values = [
        (1, UnknownValue::Varint(u64::MAX)),
        (536_870_911, UnknownValue::Fixed32(7)),
        (2, UnknownValue::Fixed64(8)),
        (3, UnknownValue::LengthDelimited(b"abc")),
        (4, UnknownValue::Group(&[0x08, 1, 0x13, 0x1b, 0x1c, 0x14])),
        (1, UnknownValue::Varint(0)),
    ];
    let mut fields: UnknownFields = values.into_iter().collect();
    assert_eq!(fields.iter().collect::<Vec<_>>(), values);
    assert_eq!((fields.len(), fields.is_empty()), (6, false));
    assert_eq!(UnknownFields::from_bytes(fields.as_bytes()).unwrap(), fields);
    assert_eq!(
        fields.get(1).collect::<Vec<_>>(),
        [UnknownValue::Varint(u64::MAX), UnknownValue::Varint(0)]
    );
    assert_eq!(fields.get(5).count(), 0);

    // The fields of a group, and of bytes that can be a message.
    let inner: Vec<_> = fields.get(4).next().unwrap().fields().unwrap().collect();
    assert_eq!(inner, [(1, UnknownValue::Varint(1)), (2, UnknownValue::Group(&[0x1b, 0x1c]))]);
    let debug = r#"LengthDelimited(b"abc")), (4, Group(b"\x08\x01\x13\x1b\x1c\x14"))"#;
    assert!(format!("{fields:?}").contains(debug), "{fields:?}");
    assert!(fields.get(3).next().unwrap().fields().is_none());
    assert_eq!(
        UnknownValue::LengthDelimited(&[0x08, 1]).fields().unwrap().last(),
        Some((1, UnknownValue::Varint(1)))
    );
    assert!(UnknownValue::Varint(1).fields().is_none());

    assert!(fields.remove(1) && !fields.remove(1));
    assert_eq!(fields.iter().collect::<Vec<_>>(), values[1..5]);
    fields.retain(|number, value| number == 3 || value == UnknownValue::Fixed64(8));
    assert_eq!(fields.iter().collect::<Vec<_>>(), values[2..4]);

    let mut other = fields.clone();
    other.merge(&fields);
    assert_eq!((other.len(), other == fields), (4, false));
    other.clear();
    assert_eq!(other, UnknownFields::new());

    // A message that declares the fields reads the fields that were appended as unknown ones.
    let node = Keeper {
        unknown_fields: [(5, UnknownValue::LengthDelimited(&[0x08, 1, 0x10, 1]))]
            .into_iter()
            .collect(),
        ..Default::default()
    };
    let node = derived::Node::decode(&node.encode_to_vec()[..]).unwrap();
    assert_eq!(node.kinds.len(), 1);
}

#[test]
fn bytes_without_fields_are_refused() {
    for malformed in [&[0x08][..], &[0x0b], &[0x0c], &[0x00, 0x00], &[0x0f], &[0x0a, 5]] {
        assert!(UnknownFields::from_bytes(malformed).is_err(), "{malformed:02x?}");
    }
    for (number, value) in [
        (0, UnknownValue::Varint(1)),
        (1 << 29, UnknownValue::Varint(1)),
        (1, UnknownValue::Group(&[0x0c])),
        (1, UnknownValue::Group(&[0x0b])),
    ] {
        let pushed = std::panic::catch_unwind(|| UnknownFields::new().push(number, value));
        assert!(pushed.is_err(), "{number}, {value:?}");
    }
}
