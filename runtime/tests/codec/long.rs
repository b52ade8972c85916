//! Encoding of messages that do not fit the block on the stack. Their values are referred to or in
//! a block on the heap, or the message is measured first and then written into memory of its
//! length.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::{Buf, BufMut, BytesMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, Message};
use rust_grpc::__private::v1 as rt;
use rust_grpc::{encode_deterministic, try_encode};

use super::values::{of_derived, of_ours};
use super::{derived, ours};

/// Checks that every function encodes `ours` to the bytes to which prost encodes `derived`.
#[track_caller]
fn same(ours: &impl Message, derived: &impl Message) {
    let expected = derived.encode_to_vec();
    assert_eq!(ours.encoded_len(), expected.len());
    assert!(ours.encode_to_vec() == expected);
    let mut appended = vec![1];
    ours.encode(&mut appended).unwrap();
    assert!(appended[0] == 1 && appended[1..] == expected[..]);
    // Without spare capacity, and with it.
    for capacity in [0, expected.len() + 10] {
        let mut bytes = BytesMut::with_capacity(capacity);
        ours.encode_length_delimited(&mut bytes).unwrap();
        assert!(bytes.ends_with(&expected) && bytes.len() <= expected.len() + 10);
    }
    let mut exact = vec![0; expected.len()];
    ours.encode(&mut &mut exact[..]).unwrap();
    assert!(exact == expected);
    exact.fill(0);
    let (start, end) = exact.split_at_mut(expected.len() / 2);
    ours.encode(&mut start.chain_mut(end)).unwrap();
    assert!(exact == expected);
    assert!(ours.encode(&mut &mut exact[1..]).is_err());
    assert!(try_encode(ours).unwrap() == expected);
}

fn bytes_of(count: usize, length: usize) -> (ours::Repeats, derived::Repeats) {
    let bytes = vec![vec![7; length]; count];
    (
        ours::Repeats { bytes: bytes.clone(), ..of_ours::repeats() },
        derived::Repeats { bytes, ..of_derived::repeats() },
    )
}

#[test]
fn values_of_all_lengths() {
    let (lengths, counts) = match cfg!(miri) {
        true => (&[1, 64, 65, 127, 128, 300, 600][..], &[1, 4][..]),
        // The buffer refers to at most 16 values.
        false => (
            &[1, 63, 64, 65, 127, 128, 255, 256, 257, 500, 2000, 5000, 16_383, 16_384, 70_000][..],
            &[1, 2, 4, 14, 15, 16, 17, 40][..],
        ),
    };
    for &length in lengths {
        for &count in counts {
            let (ours, derived) = bytes_of(count, length);
            same(&ours, &derived);
        }
    }
    if cfg!(not(miri)) {
        let (ours, derived) = bytes_of(60_000, 20);
        same(&ours, &derived);
    }
}

/// At the end of a block, the memory left is that of the next field, or a byte more or less.
#[test]
fn messages_of_all_lengths() {
    let lengths = match cfg!(miri) {
        true => (200..1000).step_by(53),
        false => (64_000..68_000).step_by(1),
    };
    for length in lengths {
        let (mut ours, mut derived) = bytes_of(length / 40, 38);
        ours.string.push("x".repeat(length % 40));
        derived.string.push("x".repeat(length % 40));
        let expected = derived.encode_to_vec();
        assert!(ours.encode_to_vec() == expected, "{length}");
        assert_eq!(ours.encoded_len(), expected.len());
    }
}

#[test]
fn packed_fields() {
    let counts = if cfg!(miri) { &[40, 120][..] } else { &[40, 300, 2000, 10_000, 70_000][..] };
    for &count in counts {
        let each =
            |index: usize| (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (index % 64);
        let values = || (0..count).map(each);
        macro_rules! repeats {
            ($types:ident, $of:ident) => {
                $types::Repeats {
                    int32: values().map(|value| value as i32).collect(),
                    sint64: values().map(|value| value as i64).collect(),
                    fixed32: values().map(|value| value as u32).collect(),
                    sfixed64: values().map(|value| value as i64).collect(),
                    bool: values().map(|value| value % 2 == 0).collect(),
                    float: values().map(|value| value as f32).collect(),
                    double: values().map(|value| value as f64).collect(),
                    ..$of::repeats()
                }
            };
        }
        same(&repeats!(ours, of_ours), &repeats!(derived, of_derived));
        macro_rules! only {
            ($field:ident) => {
                same(
                    &ours::Repeats { $field: repeats!(ours, of_ours).$field, ..Default::default() },
                    &derived::Repeats {
                        $field: repeats!(derived, of_derived).$field,
                        ..Default::default()
                    },
                )
            };
        }
        only!(int32);
        only!(sint64);
        only!(fixed32);
        only!(sfixed64);
        only!(bool);
        only!(float);
        only!(double);
    }
}

/// Long messages nest, with foreign messages between them.
#[test]
fn messages_within_messages() {
    let levels = if cfg!(miri) { 5 } else { 14 };
    macro_rules! tree {
        ($types:ident, $of:ident) => {
            (0..levels).fold($of::leaf("leaf"), |node, _| $types::Node {
                children: vec![node.clone(), node],
                at: Some(prost_types::Timestamp { seconds: 1, nanos: 2 }),
                ..$of::leaf(&"x".repeat(30))
            })
        };
    }
    same(&tree!(ours, of_ours), &tree!(derived, of_derived));
}

/// Every kind of field is at the end of a block.
#[test]
fn everything() {
    let (children, shift) = if cfg!(miri) { (2, 2) } else { (400, 40) };
    for shift in 0..shift {
        macro_rules! family {
            ($types:ident, $of:ident) => {
                $types::Node {
                    children: vec![$of::node(); children],
                    ..$of::leaf(&"x".repeat(shift))
                }
            };
        }
        let derived = family!(derived, of_derived);
        assert!(cfg!(miri) || derived.encoded_len() > 70_000);
        same(&family!(ours, of_ours), &derived);
    }
}

#[test]
fn too_deep_where_it_is_only_measured() {
    let mut node = of_ours::leaf("leaf");
    for _ in 0..101 {
        node = ours::Node { next: Some(Box::new(node)), ..Default::default() };
    }
    // Fields are written from the last to the first, so the nested message is written when the
    // block is full.
    node.children = vec![of_ours::leaf(&"x".repeat(200)); if cfg!(miri) { 10 } else { 1000 }];
    assert!(try_encode(&node).is_err());
    node.next = None;
    assert_eq!(try_encode(&node).unwrap(), node.encode_to_vec());
}

/// A message with a message in it that is only accessible through `prost::Message`.
#[derive(Default)]
struct Level {
    values: Vec<Vec<u8>>,
    floats: HashMap<u64, f32>,
    child: Option<Box<Foreign>>,
}

impl rt::MessageCodec for Level {
    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short { message: "Level", keys: &[], names: "" }
    }

    fn merge_fields<L>(&mut self, _: rt::Input<'_>, _: rt::Nesting<'_>) {}

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w.some_foreign_message(26, &self.child)
            .map::<rt::kind::Uint64, rt::kind::Float, _>(18, &self.floats)
            .each_bytes(10, &self.values)
    }
}

#[derive(Default)]
struct Foreign(Level);

thread_local!(static WRITTEN: Cell<usize> = const { Cell::new(0) });

impl Message for Foreign {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        WRITTEN.set(WRITTEN.get() + 1);
        rt::encode_raw(&self.0, buf);
    }

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        _: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        rt::encoded_len(&self.0)
    }

    fn clear(&mut self) {}
}

/// Returns `count` nested messages. Each has these values.
fn levels(count: usize, values: &[Vec<u8>]) -> Foreign {
    let level = |child| Foreign(Level { values: values.to_vec(), child, ..Default::default() });
    (1..count).fold(level(None), |child, _| level(Some(Box::new(child))))
}

/// If each level wrote its message twice, the innermost message would be written a million times.
#[test]
fn foreign_messages_are_not_written_again_and_again() {
    let (depth, lists) = match cfg!(miri) {
        true => (5, &[(3, 127), (4, 128)][..]),
        false => (
            20,
            &[(16, 256), (17, 256), (40, 256), (1, 5000), (3, 127), (1, 70_000), (2000, 20)][..],
        ),
    };
    for &(count, length) in lists {
        WRITTEN.set(0);
        let encoded = levels(depth, &vec![vec![7; length]; count]).encode_to_vec();
        assert!(encoded.len() > depth * count * length);
        assert!(WRITTEN.get() <= 2 * depth, "{} times for {count} of {length}", WRITTEN.get());
    }
}

/// A message passes on the request for sorted maps, though each message in it has memory of its
/// own.
#[test]
fn sorted_maps_in_foreign_messages() {
    let count: u64 = if cfg!(miri) { 100 } else { 20_000 };
    let message = || {
        let mut message = levels(3, &[vec![7; if cfg!(miri) { 700 } else { 70_000 }]]);
        let inner = &mut message.0.child.as_mut().unwrap().0;
        inner.floats =
            (0..count).map(|key| (key.wrapping_mul(0x9e37_79b9_7f4a_7c15), 1.5)).collect();
        message
    };
    assert!(encode_deterministic(&message()) == encode_deterministic(&message()));
}

/// Both writes have the entries of a `HashMap` in the same order.
#[test]
fn maps() {
    let count: u64 = if cfg!(miri) { 100 } else { 20_000 };
    let floats: HashMap<u64, f32> =
        (0..count).map(|key| (key.wrapping_mul(0x9e37_79b9_7f4a_7c15), key as f32)).collect();
    let ours = ours::Hashed { floats: floats.clone(), ..Default::default() };
    let encoded = ours.encode_to_vec();
    assert_eq!(derived::Hashed::decode(&encoded[..]).unwrap().floats, floats);
    let sorted = derived::Hashed::decode(&encode_deterministic(&ours)[..]).unwrap();
    assert_eq!(sorted.floats, floats);
    assert_eq!(
        encode_deterministic(&ours),
        encode_deterministic(&ours::Hashed::decode(&encoded[..]).unwrap())
    );
}

/// A foreign message that changes while it is encoded.
#[derive(Default)]
struct Changing {
    calls: AtomicUsize,
    /// The length at the first call of `encoded_len`, and at later calls.
    lengths: [usize; 2],
}

impl Message for Changing {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        buf.put_bytes(0, self.lengths[self.calls.load(Ordering::Relaxed).min(2) - 1]);
    }

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        _: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        self.lengths[self.calls.fetch_add(1, Ordering::Relaxed).min(1)]
    }

    fn clear(&mut self) {}
}

#[derive(Default)]
struct Around(Changing);

impl rt::MessageCodec for Around {
    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short { message: "Around", keys: &[], names: "" }
    }

    fn merge_fields<L>(&mut self, _: rt::Input<'_>, _: rt::Nesting<'_>) {}

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w.foreign_message(10, &self.0)
    }
}

#[test]
fn a_message_that_does_not_change() {
    let message = Around(Changing { lengths: [100_000; 2], ..Default::default() });
    assert_eq!(rt::encode_to_vec(&message).len(), 100_004);
}

#[test]
#[should_panic(expected = "changed its length")]
fn a_message_that_grows() {
    rt::encode_to_vec(&Around(Changing { lengths: [100_000, 110_000], ..Default::default() }));
}

#[test]
#[should_panic(expected = "changed its length")]
fn a_message_that_grows_a_little() {
    rt::encode_to_vec(&Around(Changing { lengths: [100_000, 100_001], ..Default::default() }));
}

#[test]
#[should_panic(expected = "changed its length")]
fn a_message_that_shrinks() {
    rt::encode_to_vec(&Around(Changing { lengths: [100_000, 99_999], ..Default::default() }));
}

#[test]
#[should_panic(expected = "changed its length")]
fn a_message_that_shrinks_in_a_buffer() {
    let mut buf = Vec::with_capacity(200_000);
    rt::encode_raw(&Around(Changing { lengths: [100_000, 10], ..Default::default() }), &mut buf);
}
