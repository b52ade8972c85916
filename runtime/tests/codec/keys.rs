//! Both codecs refuse the field number 0. Ours refuses keys of more than five bytes, too, wherever
//! they are.

use prost::Message;
use rust_grpc::{DecodeOptions, UnknownFields};

use super::compare::{LONG_KEY, agree, error, has_long_key};
use super::unknown::Keeper;
use super::{derived, ours};

/// Returns the key as a varint of this length, which is at least two bytes.
fn key_of(key: u32, length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for place in 0..length {
        let bits = u64::from(key) >> (7 * place) & 0x7f;
        bytes.push(bits as u8 | if place + 1 < length { 0x80 } else { 0 });
    }
    bytes
}

/// Miri tries only some of the lengths, wire types and places.
const STEP: usize = if cfg!(miri) { 5 } else { 1 };

/// A key in a message, with the bytes before the key and the bytes after it.
struct Place {
    before: &'static [u8],
    key: u32,
    after: &'static [u8],
}

const fn place(before: &'static [u8], key: u32, after: &'static [u8]) -> Place {
    Place { before, key, after }
}

/// The places of a key in a `Node` and in a `Keeper`.
const PLACES: &[Place] = &[
    place(&[], 0x0a, &[1, b'n']),                    // a declared field
    place(&[], 0xc0, &[5]),                          // an unknown field
    place(&[], 0xc2, &[1, b'n']),                    // an unknown field with a length prefix
    place(&[], 0x5b, &[0x5c]),                       // a declared group
    place(&[0x5b], 0x0a, &[1, b'n', 0x5c]),          // a field in a declared group
    place(&[0x5b], 0xc0, &[5, 0x5c]),                // an unknown field in a declared group
    place(&[0x5b], 0x5c, &[]),                       // the end of a declared group
    place(&[], 0xc3, &[0xc4, 0x01]),                 // an unknown group
    place(&[0xc3, 0x01], 0x08, &[5, 0xc4, 0x01]),    // a field in an unknown group
    place(&[0xc3, 0x01, 0x0b], 0x0c, &[0xc4, 0x01]), // the end of a group in an unknown group
    place(&[0xc3, 0x01], 0xc4, &[]),                 // the end of an unknown group
    place(&[0x5b, 0xc3, 0x01], 0xc4, &[0x5c]), // the end of an unknown group in a declared group
];

impl Place {
    fn bytes(&self, key: &[u8]) -> Vec<u8> {
        [self.before, key, self.after].concat()
    }

    /// Returns the message with a message in it that has the key.
    fn nested(&self, key: &[u8]) -> Vec<u8> {
        let bytes = self.bytes(key);
        [&[0x12, bytes.len() as u8][..], &bytes].concat()
    }
}

/// Returns entries of `Node`'s map of strings to messages. `key` writes a key of the entry: that of
/// the key, of the value, of an unknown field, or of a field in an unknown group.
fn entries(key: impl Fn(u32) -> Vec<u8>) -> [Vec<u8>; 4] {
    [
        [&key(0x0a)[..], &[1, b'k', 0x12, 0]].concat(),
        [&[0x0a, 1, b'k'], &key(0x12)[..], &[0]].concat(),
        [&key(0x18)[..], &[1]].concat(),
        [&[0x1b], &key(0x18)[..], &[1, 0x1c]].concat(),
    ]
    .map(|entry| [&[0x22, entry.len() as u8][..], &entry].concat())
}

#[test]
fn have_five_bytes_at_most() {
    for place in PLACES.iter().step_by(STEP) {
        for length in (2..=5).rev().step_by(STEP) {
            for bytes in
                [place.bytes(&key_of(place.key, length)), place.nested(&key_of(place.key, length))]
            {
                agree::<ours::Node, derived::Node>(&bytes);
                assert!(ours::Node::decode(&bytes[..]).is_ok(), "{bytes:02x?}");
                assert!(Keeper::decode(&bytes[..]).is_ok(), "{bytes:02x?}");
                assert!(UnknownFields::from_bytes(&bytes).is_ok(), "{bytes:02x?}");
            }
        }
        for length in (6..=10).step_by(STEP) {
            let bytes = place.bytes(&key_of(place.key, length));
            assert!(derived::Node::decode(&bytes[..]).is_ok(), "{bytes:02x?}");
            assert!(has_long_key(&UnknownFields::from_bytes(&bytes)), "{bytes:02x?}");
            for bytes in [bytes, place.nested(&key_of(place.key, length))] {
                agree::<ours::Node, derived::Node>(&bytes);
                assert!(has_long_key(&ours::Node::decode(&bytes[..])), "{bytes:02x?}");
                assert!(has_long_key(&Keeper::decode(&bytes[..])), "{bytes:02x?}");
                let limited = DecodeOptions::new().max_heap(10_000).decode::<Keeper>(&bytes[..]);
                assert!(has_long_key(&limited), "{bytes:02x?}");
            }
        }
    }
}

#[test]
fn in_entries_of_maps() {
    for length in (2..=10).step_by(STEP.min(4)) {
        for bytes in entries(|key| key_of(key, length)) {
            agree::<ours::Node, derived::Node>(&bytes);
            let ours = ours::Node::decode(&bytes[..]);
            assert_eq!(has_long_key(&ours), length > 5, "{bytes:02x?}");
            assert_eq!(ours.is_ok(), length <= 5, "{bytes:02x?}");
        }
    }
}

#[test]
fn fit_32_bits() {
    // The last byte of five may have four bits.
    for last in (0x10..0x80).step_by(if cfg!(miri) { 64 } else { 1 }) {
        for first in (0x88..0x90).step_by(STEP) {
            let bytes = [first, 0x80, 0x80, 0x80, last, 0, 0, 0, 0, 0, 0, 0, 0];
            agree::<ours::Node, derived::Node>(&bytes);
            assert!(error::<ours::Node>(&bytes).starts_with("invalid key value: "));
            assert!(error::<Keeper>(&bytes).starts_with("invalid key value: "));
        }
    }
    // A longer key that does not fit 32 bits has prost's error, too.
    let bytes = [0x88, 0x80, 0x80, 0x80, 0x80, 0x01, 0];
    assert_eq!(error::<ours::Node>(&bytes), "invalid key value: 34359738376");
    assert_eq!(error::<derived::Node>(&bytes), "invalid key value: 34359738376");
}

#[test]
fn have_a_number() {
    for place in PLACES.iter().step_by(STEP) {
        for wire_type in (0..6).step_by(STEP) {
            for length in (1..=5).step_by(STEP) {
                for bytes in [
                    place.bytes(&key_of(wire_type, length)),
                    place.nested(&key_of(wire_type, length)),
                ] {
                    agree::<ours::Node, derived::Node>(&bytes);
                    let text = "invalid tag value: 0";
                    assert!(error::<ours::Node>(&bytes).ends_with(text), "{bytes:02x?}");
                    assert!(error::<Keeper>(&bytes).ends_with(text), "{bytes:02x?}");
                }
                let bytes = place.bytes(&key_of(wire_type, length));
                assert!(UnknownFields::from_bytes(&bytes).is_err(), "{bytes:02x?}");
            }
        }
    }
    for wire_type in (0..6).step_by(STEP) {
        for bytes in entries(|_| vec![wire_type]) {
            agree::<ours::Node, derived::Node>(&bytes);
            assert!(error::<ours::Node>(&bytes).ends_with("Node.by_name: invalid tag value: 0"));
        }
    }
}

#[test]
fn errors_name_the_message() {
    let key = key_of(0x0a, 6);
    assert_eq!(error::<ours::Node>(&PLACES[0].bytes(&key)), LONG_KEY);
    assert_eq!(error::<ours::Node>(&PLACES[0].nested(&key)), format!("Node.next: {LONG_KEY}"));
    assert_eq!(error::<ours::Node>(&PLACES[4].bytes(&key)), format!("Node.part: {LONG_KEY}"));
    let [entry, ..] = entries(|key| key_of(key, 6));
    assert_eq!(error::<ours::Node>(&entry), format!("Node.by_name: {LONG_KEY}"));
}

/// If prost reads the key, prost's rule applies.
#[test]
fn of_prosts_messages_are_as_prost_reads_them() {
    let bytes = key_of(0x0a, 6).into_iter().chain([1, b'n']).collect::<Vec<_>>();
    // prost's `Box` reads the keys of the message in the box.
    assert_eq!(Box::<ours::Node>::decode(&bytes[..]).unwrap().name, "n");
    // `at` is a `google.protobuf.Timestamp` of prost-types.
    let at = [&[0x52, 7][..], &key_of(0x08, 6), &[3]].concat();
    agree::<ours::Node, derived::Node>(&at);
    assert_eq!(ours::Node::decode(&at[..]).unwrap().at.unwrap().seconds, 3);
    let limited = DecodeOptions::new().max_heap(10_000).decode::<ours::Node>(&at[..]);
    assert_eq!(limited.unwrap().at.unwrap().seconds, 3);
}
