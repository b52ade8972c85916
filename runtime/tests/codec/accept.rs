//! Our codec refuses the input that prost refuses. The only other input that it refuses has keys of
//! more than five bytes: see `keys`.
//!
//! The messages of this file keep no unknown fields. A message that keeps them also keeps a
//! declared number with another wire type, which prost refuses: see `other_wire_type`.
//! wire type, where prost refuses it: see `other_wire_type`.

use prost::Message;

use super::compare::{agree, error, has_long_key};
use super::random::{self, CASES, Fields, Random};
use super::values::of_ours;
use super::{derived, ours};

fn at_random<Ours, Derived>(fields: &Fields, seed: u64)
where
    Ours: Message + Default + std::fmt::Debug,
    Derived: Message + Default + std::fmt::Debug,
{
    let mut random = Random::new(seed);
    for _ in 0..CASES {
        let mut bytes = random::message(&mut random, fields, 4);
        agree::<Ours, Derived>(&bytes);
        random::spoil(&mut random, &mut bytes);
        agree::<Ours, Derived>(&bytes);
    }
}

#[test]
fn random_scalars() {
    at_random::<ours::Scalars, derived::Scalars>(&random::SCALARS, 1);
}

#[test]
fn random_optionals() {
    at_random::<ours::Optionals, derived::Optionals>(&random::OPTIONALS, 2);
}

#[test]
fn random_repeats() {
    at_random::<ours::Repeats, derived::Repeats>(&random::REPEATS, 3);
}

#[test]
fn random_nodes() {
    at_random::<ours::Node, derived::Node>(&random::NODE, 4);
}

#[test]
fn truncated_everywhere() {
    let step = if cfg!(miri) { 211 } else { 1 };
    let (scalars, repeats) =
        (of_ours::scalars().encode_to_vec(), of_ours::repeats().encode_to_vec());
    let (optionals, node) = (of_ours::optionals().encode_to_vec(), of_ours::node().encode_to_vec());
    for end in (0..scalars.len()).step_by(step) {
        agree::<ours::Scalars, derived::Scalars>(&scalars[..end]);
    }
    for end in (0..optionals.len()).step_by(step) {
        agree::<ours::Optionals, derived::Optionals>(&optionals[..end]);
    }
    for end in (0..repeats.len()).step_by(step) {
        agree::<ours::Repeats, derived::Repeats>(&repeats[..end]);
    }
    for end in (0..node.len()).step_by(step) {
        agree::<ours::Node, derived::Node>(&node[..end]);
    }
}

#[test]
fn every_wire_type_at_every_number() {
    // Each tail can be the value of any wire type: it contains a valid varint, length and end of a
    // group.
    let tails: [&[u8]; 4] = [&[0; 8], &[1; 8], &[8, 0, 0x0c, 0, 0, 0, 0, 0], &[]];
    for number in (0..25u64).step_by(if cfg!(miri) { 11 } else { 1 }) {
        for wire_type in 0..8 {
            for tail in &tails[if cfg!(miri) { 2 } else { 0 }..] {
                let mut bytes = Vec::new();
                prost::encoding::encode_varint(number << 3 | wire_type, &mut bytes);
                bytes.extend_from_slice(tail);
                agree::<ours::Node, derived::Node>(&bytes);
                agree::<ours::Repeats, derived::Repeats>(&bytes);
                agree::<ours::Optionals, derived::Optionals>(&bytes);
                // The field in a group, and in a message.
                agree::<ours::Node, derived::Node>(&[&[0x5b][..], &bytes, &[0x5c]].concat());
                let length = [0x12, bytes.len() as u8];
                agree::<ours::Node, derived::Node>(&[&length[..], &bytes].concat());
            }
        }
    }
}

#[test]
fn varints_of_every_length() {
    for length in (1..=12).filter(|length| !cfg!(miri) || *length > 8) {
        for last in [0, 1, 2, 0x7f, 0x80] {
            let mut bytes = vec![0x10];
            bytes.extend(std::iter::repeat_n(0xff, length - 1));
            bytes.push(last);
            agree::<ours::Scalars, derived::Scalars>(&bytes);
            // More bytes follow, so that the reader takes its other path.
            bytes.extend_from_slice(&[0x08; 20]);
            agree::<ours::Scalars, derived::Scalars>(&bytes);
            // The varint as a key, as a length, and in a packed field.
            agree::<ours::Scalars, derived::Scalars>(&bytes[1..]);
            bytes[0] = 0x0a;
            agree::<ours::Node, derived::Node>(&bytes);
            let packed = [&[0x12, length as u8][..], &bytes[1..=length]].concat();
            agree::<ours::Repeats, derived::Repeats>(&packed);
        }
    }
}

#[test]
fn groups_end_where_they_should() {
    for bytes in [
        &[0x5b, 0x5c][..],         // an empty group
        &[0x5b],                   // a group without an end
        &[0x5b, 0x64],             // an end of another number
        &[0x5c],                   // an end without a start
        &[0x5b, 0x12, 0x01, 0x5c], // an end inside a message in the group
        &[0x5b, 0x12, 0x01, 0x5c, 0x5c],
        &[0x5b, 0x5b, 0x5c, 0x0a, 0x01, 0x61, 0x5c], // the group in itself
        &[0x5b, 0x63, 0x5c, 0x64],                   // two groups that cross
        &[0x5b, 0x0a, 0x02, 0x61, 0x5c],             // a string that contains the end
        &[0x5b, 0x0a, 0x01, 0x61, 0x5c, 0x0a, 0x01, 98], // fields after it
        &[0x63, 0x64, 0x63, 0x64],                   // two groups
        &[0x43, 0x44],                               // the member of a oneof
        &[0x43, 0x5b, 0x5c, 0x44, 0x43, 0x44],       // two members to merge
        &[0xdb, 0x00, 0xdc, 0x80, 0x00],             // over-long keys
        &[0xc3, 0x01, 0xc4, 0x01],                   // an unknown group
        &[0xc3, 0x01, 0x0b, 0x0c, 0x08, 0x01, 0xc4, 0x01],
        &[0xc3, 0x01, 0x0b, 0xc4, 0x01],
        &[0x22, 0x03, 0xc3, 0x01, 0x5c], // in a map entry
        &[0x22, 0x04, 0xc3, 0x01, 0xc4, 0x01],
        &[0x5b, 0x22, 0x04, 0xc3, 0x01, 0xc4, 0x01, 0x5c],
        &[0x5b, 0x22, 0x01, 0x5c, 0x5c],
    ] {
        agree::<ours::Node, derived::Node>(bytes);
    }
}

#[test]
fn huge_lengths_allocate_nothing() {
    for key in [0x0a, 0x12, 0x22, 0x2a, 0x32, 0x3a, 0x52, 0x7a] {
        for length in [
            &[0xff, 0xff, 0xff, 0xff, 0x0f][..],
            &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
        ] {
            let bytes = [&[key], length, &[0; 4]].concat();
            agree::<ours::Node, derived::Node>(&bytes);
            agree::<ours::Repeats, derived::Repeats>(&bytes);
            assert!(error::<ours::Node>(&bytes).ends_with(": buffer underflow"));
        }
    }
    // An entry has two bytes, and all entries have one key. The map must not reserve memory for all
    // of them.
    let entries = if cfg!(miri) { 100 } else { 10_000 };
    let hashed = ours::Hashed::decode(&[0x0a, 0].repeat(entries)[..]).unwrap();
    assert_eq!(hashed.nodes.len(), 1);
    assert!(
        hashed.nodes.capacity() * size_of::<ours::Node>() < 100_000,
        "{}",
        hashed.nodes.capacity()
    );
}

#[test]
fn errors_are_prosts() {
    for bytes in [
        &[0x08][..], // a varint that is cut off
        &[0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2],
        &[0x00, 0x00], // number 0
        &[0x0e],       // wire type 6
        &[0x0f],
        &[0xf8, 0xff, 0xff, 0xff, 0x7f, 0x00], // a key of 35 bits
        &[0x0c],                               // the end of a group, of a known number
        &[0xa4, 0x01],                         // of an unknown one
        &[0x0a, 0x01, 0x61],                   // int32 as a string
        &[0x3d, 0x01],                         // half a fixed32
        &[0x82, 0xbe, 0x92, 0x01, 0x02, 0x61], // a string that is cut off
        &[0x82, 0xbe, 0x92, 0x01, 0x01, 0xff], // not UTF-8
        &[0x98, 0x01],                         // an unknown varint that is cut off
        &[0x9d, 0x01, 0x00],
        &[0x99, 0x01, 0x00],
        &[0x9a, 0x01, 0x05],
        &[0x9b, 0x01, 0x0c],
        &[0x9b, 0x01],
    ] {
        assert_eq!(error::<ours::Scalars>(bytes), error::<derived::Scalars>(bytes), "{bytes:02x?}");
    }
}

#[test]
fn errors_name_their_fields() {
    for (bytes, text) in [
        (&[0x0a][..], "Node.name: invalid varint"),
        (&[0x08, 0x01], "Node.name: invalid wire type: Varint (expected LengthDelimited)"),
        (&[0x48 | 2, 0x00], "Node.what: invalid wire type: LengthDelimited (expected Varint)"),
        (&[0x0a, 0x01, 0xff], "Node.name: invalid string value: data is not UTF-8 encoded"),
        (&[0x5b, 0x64], "Node.part: unexpected end group tag"),
        (
            &[0x12, 0x04, 0x12, 0x02, 0x0a, 0x05],
            "Node.name: Node.next: Node.next: buffer underflow",
        ),
        (&[0x1a, 0x00, 0x1a, 0x02, 0x0a, 0x01], "Node.name: Node.children: buffer underflow"),
        (&[0x22, 0x05, 0x0a, 0x01, 0x61, 0x12, 0x01], "Node.by_name: buffer underflow"),
        (
            &[0x22, 0x04, 0x12, 0x02, 0x08, 0x01],
            "Node.name: Node.by_name: invalid wire type: Varint (expected LengthDelimited)",
        ),
        (
            &[0x22, 0x02, 0x08, 0x01],
            "Node.by_name: invalid wire type: Varint (expected LengthDelimited)",
        ),
        (
            &[0x3a, 0x03, 0x0a, 0x01, 0xff],
            "Node.name: Node.what: invalid string value: data is not UTF-8 encoded",
        ),
        (&[0x52, 0x02, 0x08, 0xff], "Timestamp.seconds: Node.at: invalid varint"),
        (
            &[0x5b, 0x12, 0x02, 0x0a, 0x05, 0x5c],
            "Node.name: Node.next: Node.part: buffer underflow",
        ),
        (
            &[0x5b, 0x63, 0x08, 0x01],
            "Node.name: Node.parts: Node.part: invalid wire type: Varint \
             (expected LengthDelimited)",
        ),
        (&[0x12, 0x02, 0xc0, 0x02], "Node.next: invalid varint"), // the error is in no field
        (&[0x12, 0x01, 0x00], "Node.next: invalid tag value: 0"),
        (&[0x0a, 0x01, 0x61, 0x12, 0x05], "Node.next: buffer underflow"),
        // No byte follows the key, at the end of the message or group with the field.
        (&[0x12, 0x01, 0x0a], "Node.name: Node.next: invalid varint"),
        (
            &[0x12, 0x01, 0x08],
            "Node.name: Node.next: invalid wire type: Varint (expected LengthDelimited)",
        ),
        (&[0x12, 0x03, 0x12, 0x01, 0x0a], "Node.name: Node.next: Node.next: invalid varint"),
        (&[0x22, 0x01, 0x0a], "Node.by_name: invalid varint"),
        (&[0x5b, 0x0a], "Node.name: Node.part: invalid varint"),
        (&[0x12], "Node.next: invalid varint"),
        (&[0x1a], "Node.children: invalid varint"),
        (&[0x22], "Node.by_name: invalid varint"),
        (&[0x52], "Node.at: invalid varint"),
        (&[0x12, 0x01, 0x12], "Node.next: Node.next: invalid varint"),
        (&[0x12, 0x01, 0x22], "Node.by_name: Node.next: invalid varint"),
        (
            &[0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
            "Node.next: invalid varint",
        ),
        // The field is the last one of a message or of an entry.
        (
            &[0x12, 0x03, 0x0a, 0x01, 0xff],
            "Node.name: Node.next: invalid string value: data is not UTF-8 encoded",
        ),
        (
            &[0x22, 0x03, 0x0a, 0x01, 0xff],
            "Node.by_name: invalid string value: data is not UTF-8 encoded",
        ),
    ] {
        assert_eq!(error::<derived::Node>(bytes), text, "{bytes:02x?}");
        assert_eq!(error::<ours::Node>(bytes), text, "{bytes:02x?}");
    }
    // prost goes field by field for these types.
    for bytes in [&[0x0a][..], &[0x0a, 0x01, 0xff], &[0x12, 0x04, 0x12, 0x02, 0x0a, 0x05]] {
        let (ours, derived) =
            (Box::<ours::Node>::decode(bytes), Box::<derived::Node>::decode(bytes));
        assert_eq!(ours.unwrap_err(), derived.unwrap_err());
    }
}

#[test]
fn hash_maps_at_random() {
    let mut random = Random::new(5);
    for _ in 0..CASES {
        let mut bytes = random::message(&mut random, &random::HASHED, 4);
        if random.one_in(2) {
            random::spoil(&mut random, &mut bytes);
        }
        let (ours, expected) =
            (ours::Hashed::decode(&bytes[..]), derived::Hashed::decode(&bytes[..]));
        if has_long_key(&ours) {
            continue;
        }
        assert_eq!(ours.is_ok(), expected.is_ok(), "{bytes:02x?}");
        let (Ok(ours), Ok(expected)) = (ours, expected) else {
            continue;
        };
        let encoded = ours.encode_to_vec();
        assert_eq!(ours.encoded_len(), encoded.len());
        // The entries of a map can be in any order, so the test compares values of prost's type.
        // NaN is not equal to itself, and prost loses a negative zero.
        let text = format!("{expected:?}");
        if !text.contains("NaN") && !text.contains("-0.0") {
            assert_eq!(derived::Hashed::decode(&encoded[..]).unwrap(), expected, "{bytes:02x?}");
        }
    }
}
