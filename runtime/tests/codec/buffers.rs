//! Buffers with several chunks, shared buffers, and buffers that are too small.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use prost::Message;

use super::values::{of_derived, of_ours};
use super::{derived, ours};

#[test]
fn a_buffer_in_pieces() {
    let node = of_ours::node();
    let bytes = node.encode_to_vec();
    let step = if cfg!(miri) { 171 } else { 1 };
    for cut in (0..bytes.len()).step_by(step) {
        let (front, back) = bytes.split_at(cut);
        assert_eq!(ours::Node::decode(front.chain(back)).unwrap(), node);
        let mut pieces = Bytes::copy_from_slice(front).chain(Bytes::copy_from_slice(back));
        let mut merged = ours::Node::default();
        merged.merge(&mut pieces).unwrap();
        assert_eq!((merged, pieces.remaining()), (node.clone(), 0));
    }
}

#[test]
fn a_length_says_where_a_message_ends() {
    let node = of_ours::node();
    let mut bytes = node.encode_length_delimited_to_vec();
    bytes.extend_from_slice(b"rest");
    let mut slice = &bytes[..];
    assert_eq!(ours::Node::decode_length_delimited(&mut slice).unwrap(), node);
    assert_eq!(slice, b"rest");
    let mut shared = Bytes::from(bytes.clone());
    assert_eq!(ours::Node::decode_length_delimited(&mut shared).unwrap(), node);
    assert_eq!(shared, &b"rest"[..]);
    for cut in 0..20 {
        let mut pieces = bytes[..cut].chain(&bytes[cut..]);
        let mut merged = ours::Node::default();
        merged.merge_length_delimited(&mut pieces).unwrap();
        assert_eq!((merged, pieces.remaining()), (node.clone(), 4));
    }
    for malformed in [&[][..], &[5, 0], &[0xff; 11], &[2, 0x08, 0x01]] {
        let ours = ours::Node::decode_length_delimited(malformed).unwrap_err();
        let expected = derived::Node::decode_length_delimited(malformed).unwrap_err();
        assert!(
            expected.to_string().ends_with(ours.to_string().rsplit_once("message: ").unwrap().1)
        );
    }
}

/// `Bytes` fields are slices of the input if the input is shared, at every depth. Otherwise, they
/// are copies.
#[test]
fn bytes_are_shared() {
    let mut node = ours::Node { next: Some(Box::new(of_ours::node())), ..of_ours::node() };
    node.what = Some(ours::node::What::Shared(Bytes::from_static(b"in a oneof")));
    let encoded = node.encode_to_vec();
    let fields = |node: &ours::Node| {
        let Some(ours::node::What::Shared(member)) = &node.what else {
            panic!("the member is lost");
        };
        let next = node.next.as_ref().unwrap();
        [member, &node.shared, &next.shared, &next.part.as_ref().unwrap().shared]
            .map(|bytes| bytes.as_ptr() as usize)
    };
    let inside = |range: std::ops::Range<*const u8>, node: &ours::Node| {
        let range = range.start as usize..range.end as usize;
        fields(node).map(|start| range.contains(&start))
    };

    let shared = Bytes::from(encoded.clone());
    let decoded = ours::Node::decode(shared.clone()).unwrap();
    assert_eq!(decoded, node);
    assert_eq!(inside(shared.as_ptr_range(), &decoded), [true; 4]);
    let decoded = ours::Node::decode(shared.slice(..).chain(&[][..])).unwrap();
    assert_eq!(decoded, node);

    let unique = BytesMut::from(&encoded[..]);
    let range = unique.as_ptr_range();
    let decoded = ours::Node::decode(unique).unwrap();
    assert_eq!(inside(range, &decoded), [true; 4]);

    let decoded = ours::Node::decode(&encoded[..]).unwrap();
    assert_eq!(inside(encoded.as_ptr_range(), &decoded), [false; 4]);
    assert_eq!(decoded, node);
}

#[test]
fn a_buffer_that_is_too_small() {
    let step = if cfg!(miri) { 701 } else { 7 };
    let (node, expected) = (of_ours::repeats(), of_derived::repeats());
    let length = node.encoded_len();
    for capacity in (0..length + 8).step_by(step) {
        let (mut own, mut others) = (vec![0; capacity], vec![0; capacity]);
        let (mut buf, mut other) = (&mut own[..], &mut others[..]);
        assert_eq!(node.encode(&mut buf), expected.encode(&mut other));
        assert_eq!(buf.remaining_mut(), other.remaining_mut());
        assert_eq!(own, others);
        let (mut own, mut others) = (vec![0; capacity], vec![0; capacity]);
        let own = node.encode_length_delimited(&mut &mut own[..]);
        assert_eq!(own, expected.encode_length_delimited(&mut &mut others[..]));
    }
    let error = node.encode(&mut &mut [0u8; 5][..]).unwrap_err();
    assert_eq!((error.required_capacity(), error.remaining()), (length, 5));
}

#[test]
#[should_panic(expected = "a buffer with enough capacity")]
fn encode_raw_does_not_overflow() {
    of_ours::node().encode_raw(&mut &mut [0u8; 5][..]);
}

#[test]
fn a_buffer_that_grows_is_appended_to() {
    let node = of_ours::node();
    let expected = [b"head", &node.encode_to_vec()[..], &node.encode_to_vec()].concat();
    let mut vector = b"head".to_vec();
    let mut bytes = BytesMut::from(&b"head"[..]);
    for _ in 0..2 {
        node.encode(&mut vector).unwrap();
        node.encode(&mut bytes).unwrap();
    }
    assert_eq!(vector, expected);
    assert_eq!(bytes, expected);
}

/// A writer with a wrong length must not make uninitialised memory visible.
#[test]
#[should_panic(expected = "wrote less")]
fn a_foreign_message_that_is_shorter_than_it_says() {
    #[derive(Default, Clone)]
    struct WrongLength;
    impl Message for WrongLength {
        fn encode_raw(&self, buf: &mut impl BufMut) {
            buf.put_u8(8);
        }
        fn merge_field(
            &mut self,
            _: u32,
            _: prost::encoding::WireType,
            _: &mut impl Buf,
            _: prost::encoding::DecodeContext,
        ) -> Result<(), prost::DecodeError> {
            Ok(())
        }
        fn encoded_len(&self) -> usize {
            2
        }
        fn clear(&mut self) {}
    }
    use rust_grpc::__private::v1 as rt;
    #[derive(Default)]
    struct Outer(WrongLength);
    impl rt::MessageCodec for Outer {
        fn table<L>() -> &'static rt::Table {
            &rt::Table::Short { message: "Outer", keys: &[], names: "" }
        }

        fn merge_fields<L>(&mut self, _: rt::Input<'_>, _: rt::Nesting<'_>) {}
        fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
            w.foreign_message(10, &self.0)
        }
    }
    rt::encode_to_vec(&Outer(WrongLength));
}
