//! Messages and buffers of this version meet those of another version.

use alloc::vec::Vec;

use bytes::buf::UninitSlice;
use bytes::{Buf, BufMut, Bytes};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, Message};

use super::*;
use crate::interop::foreign::merge_limited;

/// A buffer of another version. It uses no constant of this version.
struct OtherBuffer {
    bytes: Vec<u8>,
    answer: usize,
    asked: bool,
    said: Vec<u8>,
}

// SAFETY: all functions forward to the vector but `remaining_mut`. Its answer is at most 101, which
// is less than the vector can hold.
unsafe impl BufMut for OtherBuffer {
    fn remaining_mut(&self) -> usize {
        if self.asked { self.answer } else { self.bytes.remaining_mut() }
    }

    unsafe fn advance_mut(&mut self, count: usize) {
        // SAFETY: the caller has initialised `count` bytes of the chunk, which is the vector's.
        unsafe { self.bytes.advance_mut(count) }
    }

    fn chunk_mut(&mut self) -> &mut UninitSlice {
        self.bytes.chunk_mut()
    }

    fn put_bytes(&mut self, byte: u8, count: usize) {
        assert_eq!(count, 0);
        self.asked ^= byte == 0x5a;
        self.said.push(byte);
    }
}

#[test]
fn requests_of_other_versions_are_understood() {
    let answers = [
        (0, Request { sorted: true, ..Request::NONE }),
        (1, Request { sorted: false, levels: 0 }),
        (101, Request { sorted: false, levels: 100 }),
    ];
    for (answer, expected) in answers {
        let mut buf = OtherBuffer { bytes: Vec::new(), answer, asked: false, said: Vec::new() };
        assert_eq!(request(&mut buf), expected);
        refuse(&mut buf);
        assert_eq!(buf.said, [0x5a, 0x5a, 0xa5]);
    }
}

#[test]
fn other_versions_understand_a_request() {
    let sorted = Request { sorted: true, ..Request::NONE };
    for (request, answer) in [(sorted, 0), (Request { sorted: false, levels: 100 }, 101)] {
        let mut buf = RequestingBuffer::new(Vec::<u8>::new(), request);
        let before = buf.remaining_mut();
        buf.put_bytes(0x5a, 0);
        assert_eq!(buf.remaining_mut(), answer);
        buf.put_bytes(0x5a, 0);
        assert_eq!(buf.remaining_mut(), before);
        assert!(!buf.was_too_deep());
        buf.put_bytes(0xa5, 0);
        assert!(buf.was_too_deep());
        assert!(buf.into_inner().is_empty());
    }
}

/// A generated message of another version. It uses nothing of this crate.
#[derive(Default)]
struct Other {
    levels: u32,
    heap: Option<[u8; size_of::<usize>()]>,
    bytes: Vec<u8>,
}

impl Message for Other {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        tag: u32,
        wire_type: WireType,
        buf: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        assert_eq!(wire_type, WireType::EndGroup);
        self.levels = tag - 0x2000_0000;
        self.heap = buf.copy_to_bytes(0)[..].try_into().ok();
        self.bytes = buf.copy_to_bytes(buf.remaining()).into();
        if self.heap.is_some() {
            buf.advance(5);
        }
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        0
    }

    fn clear(&mut self) {}
}

#[test]
fn other_versions_understand_a_whole_message() {
    for (limit, heap, spent) in [(NO_LIMIT, None, 0), (1000, Some(1000_usize.to_ne_bytes()), 5)] {
        let mut message = Other::default();
        assert_eq!(merge_limited(&mut message, &b"all of it"[..], 42, limit), Ok(spent));
        assert_eq!(
            (message.levels, message.heap, &message.bytes[..]),
            (42, heap, &b"all of it"[..])
        );
    }
}

/// A buffer with a whole message that another version passes.
struct Given {
    bytes: Bytes,
    heap: Option<usize>,
    spent: usize,
}

impl Buf for Given {
    fn remaining(&self) -> usize {
        self.bytes.len()
    }

    fn chunk(&self) -> &[u8] {
        &self.bytes
    }

    fn advance(&mut self, count: usize) {
        match self.bytes.is_empty() {
            true => self.spent += count,
            false => self.bytes.advance(count),
        }
    }

    fn copy_to_bytes(&mut self, length: usize) -> Bytes {
        match self.heap.take() {
            Some(heap) if length == 0 => Bytes::copy_from_slice(&heap.to_ne_bytes()),
            _ => self.bytes.copy_to_bytes(length),
        }
    }
}

#[test]
fn whole_messages_of_other_versions_are_understood() {
    assert_eq!(whole_message(0x2000_0000 + 42), Some(42));
    assert_eq!(whole_message(0x1fff_ffff), None);
    for heap in [None, Some(1000)] {
        let mut buf = Given { bytes: Bytes::from_static(b"all of it"), heap, spent: 0 };
        assert_eq!(take_whole(&mut buf), heap.unwrap_or(NO_LIMIT));
        buf.advance(9);
        if heap.is_some() {
            report_spent(&mut buf, 5);
        }
        assert_eq!((buf.remaining(), buf.spent), (0, if heap.is_some() { 5 } else { 0 }));
    }
}
