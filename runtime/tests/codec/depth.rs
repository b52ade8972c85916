//! The nesting depth of input: our codec accepts the depth that prost accepts, for every kind of
//! nesting.
//!
//! Miri does not run these tests, which would take hours. Unsafe code does not depend on the depth.
#![cfg(not(miri))]

use std::fmt::Debug;

use prost::Message;
use rust_grpc::{DecodeOptions, try_encode};

use super::compare::{agree, error};
use super::{derived, mixed, ours};

/// Returns `leaf`, wrapped `levels` times in `before`, the length (if `with_length`) and `after`.
pub fn nested(
    leaf: &[u8],
    levels: usize,
    before: &[u8],
    with_length: bool,
    after: &[u8],
) -> Vec<u8> {
    let mut bytes = leaf.to_vec();
    for _ in 0..levels {
        let mut outer = before.to_vec();
        if with_length {
            prost::encoding::encode_varint(bytes.len() as u64, &mut outer);
        }
        outer.extend_from_slice(&bytes);
        outer.extend_from_slice(after);
        bytes = outer;
    }
    bytes
}

/// Leaves that take no level, one level or two levels.
const LEAVES: [&[u8]; 9] = [
    &[],
    &[0x0a, 1, 0x61],             // a string
    &[0xf8, 1, 1],                // unknown: prost asks for a level
    &[0xfb, 1, 0xfc, 1],          // an unknown group
    &[0xfb, 1, 0x08, 1, 0xfc, 1], // with something in it
    &[0x22, 0],                   // a map entry
    &[0x22, 2, 0x12, 0],          // with a message in it
    &[0x52, 2, 0x08, 1],          // a foreign message
    &[0x52, 4, 0xf8, 1, 0x08, 1], // with an unknown field
];

fn all_the_way_down<Ours, Derived>(before: &[u8], with_length: bool, after: &[u8])
where
    Ours: Message + Default + Debug,
    Derived: Message + Default + Debug,
{
    for leaf in LEAVES {
        for levels in (0..105).filter(|levels| *levels > 95 || levels % 20 == 0) {
            agree::<Ours, Derived>(&nested(leaf, levels, before, with_length, after));
        }
    }
}

#[test]
fn messages() {
    all_the_way_down::<ours::Node, derived::Node>(&[0x12], true, &[]);
    let deepest = nested(&[], 100, &[0x12], true, &[]);
    assert!(ours::Node::decode(&deepest[..]).is_ok());
    let too_deep = nested(&[], 101, &[0x12], true, &[]);
    let path = "Node.next: ".repeat(101);
    assert_eq!(error::<ours::Node>(&too_deep), format!("{path}recursion limit reached"));
    assert_eq!(error::<derived::Node>(&too_deep), format!("{path}recursion limit reached"));
}

#[test]
fn repeated_messages_and_oneofs() {
    all_the_way_down::<ours::Node, derived::Node>(&[0x1a], true, &[]);
    all_the_way_down::<ours::Node, derived::Node>(&[0x3a], true, &[]);
}

#[test]
fn groups() {
    all_the_way_down::<ours::Node, derived::Node>(&[0x5b], false, &[0x5c]);
    all_the_way_down::<ours::Node, derived::Node>(&[0x43], false, &[0x44]);
}

#[test]
fn unknown_groups() {
    all_the_way_down::<ours::Node, derived::Node>(&[0xfb, 1], false, &[0xfc, 1]);
    all_the_way_down::<ours::Scalars, derived::Scalars>(&[0xfb, 1], false, &[0xfc, 1]);
}

#[test]
fn maps() {
    for leaf in LEAVES {
        for levels in 45..55 {
            let mut bytes = leaf.to_vec();
            for _ in 0..levels {
                let entry = nested(&bytes, 1, &[0x12], true, &[]);
                bytes = nested(&entry, 1, &[0x22], true, &[]);
            }
            agree::<ours::Node, derived::Node>(&bytes);
        }
    }
}

/// A message of prost's derive is inside a message of ours, and contains one. The levels are
/// counted across each border.
#[test]
fn mixed_messages() {
    all_the_way_down::<mixed::OursAroundDerived, mixed::DerivedAroundDerived>(&[0x12], true, &[]);
    all_the_way_down::<mixed::DerivedAroundOurs, mixed::DerivedAroundDerived>(&[0x12], true, &[]);
    all_the_way_down::<mixed::OursAroundForeignOurs, mixed::DerivedAroundDerived>(
        &[0x12],
        true,
        &[],
    );
    for levels in 95..105 {
        let inner = nested(&[], levels, &[0x12], true, &[]);
        for key in [0x0a, 0x12] {
            let bytes = nested(&inner, 1, &[key], true, &[]);
            agree::<mixed::OursAroundDerived, mixed::DerivedAroundDerived>(&bytes);
            agree::<mixed::DerivedAroundOurs, mixed::DerivedAroundDerived>(&bytes);
            agree::<mixed::OursAroundForeignOurs, mixed::DerivedAroundDerived>(&bytes);
        }
        let bytes = nested(&inner, 1, &[0x1b], false, &[0x1c]);
        agree::<mixed::OursAroundDerived, mixed::DerivedAroundDerived>(&bytes);
    }
}

/// A message with a length prefix takes a level.
#[test]
fn length_delimited() {
    for levels in 97..103 {
        let bytes = nested(&[], levels, &[0x12], true, &[]);
        let bytes = nested(&bytes, 1, &[], true, &[]);
        let ours = ours::Node::decode_length_delimited(&bytes[..]).is_ok();
        assert_eq!(ours, derived::Node::decode_length_delimited(&bytes[..]).is_ok(), "{levels}");
    }
}

/// `try_encode` encodes exactly the depth that a decoder accepts by default, for every kind of
/// nesting.
#[test]
fn encoding_with_a_limit() {
    let ways: [(&[u8], bool, &[u8]); 5] = [
        (&[0x12], true, &[]),
        (&[0x1a], true, &[]),
        (&[0x3a], true, &[]),
        (&[0x5b], false, &[0x5c]),
        (&[0x43], false, &[0x44]),
    ];
    let options = DecodeOptions::new().recursion_limit(200);
    let check = |bytes: &[u8], levels: usize| {
        let node: ours::Node = options.decode(bytes).unwrap();
        let expected = if levels <= 100 { Some(node.encode_to_vec()) } else { None };
        assert_eq!(try_encode(&node).ok(), expected, "{levels}");
    };
    for levels in [0, 1, 98, 99, 100, 101, 150] {
        for (before, with_length, after) in ways {
            check(&nested(&[0x0a, 1, 0x61], levels, before, with_length, after), levels);
            // A foreign message takes a level, and so does an entry of a map.
            for leaf in [&[0x52, 2, 0x08, 1][..], &[0x2a, 2, 0x08, 2]] {
                check(&nested(leaf, levels, before, with_length, after), levels + 1);
            }
        }
    }
    for levels in [49, 50, 51] {
        let bytes = (0..levels).fold(vec![0x0a, 1, 0x61], |bytes, _| {
            nested(&nested(&bytes, 1, &[0x12], true, &[]), 1, &[0x22], true, &[])
        });
        check(&bytes, 2 * levels);
    }
}

#[test]
fn encoding_with_a_limit_spares_the_stack() {
    let mut deep = ours::Node::default();
    for _ in 0..1_000_000 {
        deep = ours::Node { next: Some(Box::new(deep)), ..Default::default() };
    }
    let error = try_encode(&deep).unwrap_err();
    assert_eq!(error.to_string(), "messages nest more than 100 deep");
    // A message of prost's derive first asks the message in it for its length. Levels above the
    // first message of ours are not counted.
    let mixed = mixed::DerivedAroundOurs::default();
    assert_eq!(try_encode(&mixed), Ok(mixed.encode_to_vec()));
    // Drops the message in a loop, because a recursive drop would overflow the stack, too.
    let mut next = deep.next.take();
    while let Some(mut node) = next {
        next = node.next.take();
    }
}
