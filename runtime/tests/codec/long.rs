//! Encoding what does not fit the stack: referred to, in a block, or measured first and written into memory of its length.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::{Buf, BufMut, BytesMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, Message};
use rust_grpc::__private::v1 as rt;
use rust_grpc::{encode_deterministic, try_encode};

use super::values::{of_derived, of_ours};
use super::{derived, ours};

/// Every way to encode `ours` makes what prost makes of `derived`.
#[track_caller]
fn same(ours: &impl Message, derived: &impl Message) {
    let expected = derived.encode_to_vec();
    assert_eq!(ours.encoded_len(), expected.len());
    assert!(ours.encode_to_vec() == expected);
    let mut appended = vec![1];
    ours.encode(&mut appended).unwrap();
    assert!(appended[0] == 1 && appended[1..] == expected[..]);
    // Once with room for it, once without.
    for capacity in [0, expected.len() + 10] {
        let mut bytes = BytesMut::with_capacity(capacity);
        ours.encode_length_delimited(&mut bytes).unwrap();
        assert!(bytes.ends_with(&expected) && bytes.len() <= expected.len() + 10);
    }
    let mut exact = vec![0; expected.len()];
    ours.encode(&mut &mut exact[..]).unwrap();
    assert!(exact == expected);
    assert!(ours.encode(&mut &mut exact[1..]).is_err());
    assert!(try_encode(ours).unwrap() == expected);
}

fn bytes_of(count: usize, length: usize) -> (ours::Repeats, derived::Repeats) {
    let bytes = vec![vec![7; length]; count];
    (ours::Repeats { bytes: bytes.clone(), ..of_ours::repeats() }, derived::Repeats { bytes, ..of_derived::repeats() })
}

#[test]
fn values_of_all_lengths() {
    let (lengths, counts) = match cfg!(miri) {
        true => (&[1, 64, 65, 127, 128, 300][..], &[1, 4][..]),
        // Up to 16 are referred to.
        false => {
            (&[1, 63, 64, 65, 127, 128, 255, 256, 257, 500, 2000, 5000, 16_383, 16_384, 70_000][..], &[1, 2, 4, 14, 15, 16, 17, 40][..])
        }
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

/// Where memory ends, as much of it is left as the next field takes, or a byte more or less.
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
    let counts = if cfg!(miri) { &[40, 100, 600][..] } else { &[40, 300, 2000, 10_000, 70_000][..] };
    for &count in counts {
        let each = |index: usize| (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (index % 64);
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
                    &derived::Repeats { $field: repeats!(derived, of_derived).$field, ..Default::default() },
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

/// Long, within one another, with foreign messages among them.
#[test]
fn messages_within_messages() {
    let levels = if cfg!(miri) { 7 } else { 14 };
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

/// The entries of a `HashMap` come in the same order both times.
#[test]
fn maps() {
    let count: u64 = if cfg!(miri) { 100 } else { 20_000 };
    let floats: HashMap<u64, f32> = (0..count).map(|key| (key.wrapping_mul(0x9e37_79b9_7f4a_7c15), key as f32)).collect();
    let ours = ours::Hashed { floats: floats.clone(), ..Default::default() };
    let encoded = ours.encode_to_vec();
    assert_eq!(derived::Hashed::decode(&encoded[..]).unwrap().floats, floats);
    let sorted = derived::Hashed::decode(&encode_deterministic(&ours)[..]).unwrap();
    assert_eq!(sorted.floats, floats);
    assert_eq!(encode_deterministic(&ours), encode_deterministic(&ours::Hashed::decode(&encoded[..]).unwrap()));
}

/// A message of which only `prost::Message` is known, that changes while it is encoded.
#[derive(Default)]
struct Changing {
    calls: AtomicUsize,
    /// How long it is when it is asked the first time, and later.
    lengths: [usize; 2],
}

impl Message for Changing {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        buf.put_bytes(0, self.lengths[self.calls.load(Ordering::Relaxed).min(2) - 1]);
    }

    fn merge_field(&mut self, _: u32, _: WireType, _: &mut impl Buf, _: DecodeContext) -> Result<(), DecodeError> {
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
    fn fields<L>() -> &'static rt::Fields {
        &rt::Fields { message: "Around", keys: &[], names: "" }
    }

    fn merge_fields<L>(&mut self, _: rt::Input<'_>, _: rt::Context<'_>) {}

    fn write<'w, L>(&'w self, w: rt::Writer<'w>) -> rt::Writer<'w> {
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
