//! Declared field numbers with another wire type, in a message that keeps unknown fields.

use prost::Message;
use rust_grpc::DecodeOptions;
use rust_grpc::UnknownValue::{self, Fixed32, Fixed64, Group, LengthDelimited, Varint};

use super::compare::error;
use super::unknown::Keeper;

/// Decodes `bytes`, which contain no declared field, and checks the unknown fields.
fn keeps(bytes: &[u8], fields: &[(u32, UnknownValue<'_>)]) {
    let keeper = Keeper::decode(bytes).unwrap_or_else(|error| panic!("{bytes:02x?}: {error}"));
    assert_eq!(keeper.unknown_fields.iter().collect::<Vec<_>>(), fields, "{bytes:02x?}");
    let expected = Keeper { unknown_fields: fields.iter().copied().collect(), ..Keeper::default() };
    assert_eq!(keeper, expected, "{bytes:02x?}");
    let encoded = keeper.encode_to_vec();
    assert_eq!(encoded, keeper.unknown_fields.as_bytes());
    assert_eq!(encoded.len(), keeper.encoded_len());
    assert_eq!(Keeper::decode(&encoded[..]).unwrap(), keeper);
    // prost merges a boxed message field by field.
    assert_eq!(*Box::<Keeper>::decode(bytes).unwrap(), keeper);
    // The message is in a group, and has a length prefix.
    let group = Keeper::decode(&[&[0x5b][..], bytes, &[0x5c]].concat()[..]).unwrap();
    assert_eq!(group.part.as_deref(), Some(&expected));
    let length = [0x12, bytes.len() as u8];
    let next = Keeper::decode(&[&length[..], bytes].concat()[..]).unwrap();
    assert_eq!(next.next.as_deref(), Some(&expected));
}

#[test]
fn is_an_unknown_field() {
    // `name`, a string.
    keeps(&[0x08, 5], &[(1, Varint(5))]);
    keeps(&[0x09, 1, 0, 0, 0, 0, 0, 0, 0], &[(1, Fixed64(1))]);
    keeps(&[0x0b, 0x10, 1, 0x0c], &[(1, Group(&[0x10, 1]))]);
    keeps(&[0x0d, 2, 0, 0, 0], &[(1, Fixed32(2))]);
    // `next` is a message with a length prefix. The input has a group.
    keeps(&[0x13, 0x0a, 1, b'n', 0x14], &[(2, Group(&[0x0a, 1, b'n']))]);
    // `part` is a group. The input has a message with a length prefix.
    keeps(&[0x5a, 3, 0x0a, 1, b'n'], &[(11, LengthDelimited(&[0x0a, 1, b'n']))]);
    // Keys with more bytes than they need.
    keeps(&[0x88, 0x00, 5], &[(1, Varint(5))]);
    keeps(&[0x93, 0x80, 0x00, 0x14], &[(2, Group(&[]))]);
    // The fields keep the order of the input, among undeclared numbers.
    keeps(
        &[0x20, 1, 0x10, 2, 0x20, 3, 0x08, 4],
        &[(4, Varint(1)), (2, Varint(2)), (4, Varint(3)), (1, Varint(4))],
    );
}

#[test]
fn beside_the_declared_one() {
    let bytes = [0x08, 5, 0x0a, 1, b'n', 0x08, 6];
    let keeper = Keeper::decode(&bytes[..]).unwrap();
    assert_eq!(keeper.name, "n");
    assert_eq!(keeper.unknown_fields.as_bytes(), [0x08, 5, 0x08, 6]);
    assert_eq!(keeper.encode_to_vec(), [0x0a, 1, b'n', 0x08, 5, 0x08, 6]);
    let mut merged = keeper.clone();
    merged.merge(&bytes[..]).unwrap();
    assert_eq!(merged.unknown_fields.len(), 4);
}

#[test]
fn malformed_values_are_errors_of_the_field() {
    for (bytes, text) in [
        (&[0x08][..], "Keeper.name: invalid varint"),
        (&[0x08, 0xff], "Keeper.name: invalid varint"),
        (&[0x09, 1, 2], "Keeper.name: buffer underflow"),
        (&[0x0d, 1, 2], "Keeper.name: buffer underflow"),
        (&[0x5a, 3, 0], "Keeper.part: buffer underflow"),
        // Groups without an end, or with an end of another number.
        (&[0x13, 0x08], "Keeper.next: invalid varint"),
        (&[0x13], "Keeper.next: invalid varint"),
        (&[0x13, 0x0c], "Keeper.next: unexpected end group tag"),
        (&[0x13, 0x0e, 0, 0x14], "Keeper.next: invalid wire type value: 6"),
        // An end of a group that is not open.
        (&[0x0c], "Keeper.name: unexpected end group tag"),
        (&[0x14], "Keeper.next: unexpected end group tag"),
        (&[0x5c], "Keeper.part: unexpected end group tag"),
        // The field is in another field.
        (&[0x12, 0x02, 0x08, 0xff], "Keeper.name: Keeper.next: invalid varint"),
        (&[0x5b, 0x09, 1, 0x5c], "Keeper.name: Keeper.part: buffer underflow"),
    ] {
        assert_eq!(error::<Keeper>(bytes), text, "{bytes:02x?}");
    }
    // An invalid key belongs to no field.
    assert_eq!(error::<Keeper>(&[0x0e, 0]), "invalid wire type value: 6");
    assert_eq!(error::<Keeper>(&[0x02, 0]), "invalid tag value: 0");
}

#[test]
fn is_counted_by_the_limits() {
    let bytes = [0x08, 5].repeat(100);
    assert!(DecodeOptions::new().max_heap(2000).decode::<Keeper>(&bytes[..]).is_ok());
    assert!(DecodeOptions::new().max_heap(300).decode::<Keeper>(&bytes[..]).is_err());
    // Each nested group is a level.
    let groups = |count| [[0x13].repeat(count), [0x14].repeat(count)].concat();
    assert!(Keeper::decode(&groups(100)[..]).is_ok());
    assert_eq!(error::<Keeper>(&groups(101)), "Keeper.next: recursion limit reached");
}
