//! A message given to a generated message of which only `prost::Message` is known.
//!
//! The way in which it is given, and its tag, are frozen: the messages of one program may be of
//! different versions of this crate.

use bytes::{Buf, Bytes};

use crate::wire::scope::NO_LIMIT;

/// All of a message's bytes, which `merge_field` is called with for
/// [`whole_message`](super::foreign::whole_message). A generated message says that it is one by
/// taking no bytes first, which no other does.
pub(crate) struct Whole<B> {
    bytes: B,
    pub(crate) is_taken: bool,
    /// Bytes that the message may allocate, or [`NO_LIMIT`].
    heap: usize,
    /// Bytes that the message has allocated, if they are limited.
    pub(crate) spent: usize,
}

impl<B: Buf> Whole<B> {
    pub(crate) fn new(bytes: B, heap: usize) -> Self {
        Whole { bytes, is_taken: false, heap, spent: 0 }
    }
}

/// Says so. Returns the bytes that may be allocated, or [`NO_LIMIT`].
pub(crate) fn take(buf: &mut impl Buf) -> usize {
    match buf.copy_to_bytes(0)[..].try_into() {
        Ok(heap) => usize::from_ne_bytes(heap),
        Err(_) => NO_LIMIT,
    }
}

/// Says how many have been, when all of it has been read.
pub(crate) fn spend(buf: &mut impl Buf, heap: usize) {
    buf.advance(heap);
}

impl<B: Buf> Buf for Whole<B> {
    #[inline]
    fn remaining(&self) -> usize {
        self.bytes.remaining()
    }

    #[inline]
    fn chunk(&self) -> &[u8] {
        self.bytes.chunk()
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        if self.is_taken && !self.bytes.has_remaining() {
            self.spent += count;
        } else {
            self.bytes.advance(count);
        }
    }

    #[inline]
    fn copy_to_bytes(&mut self, length: usize) -> Bytes {
        if length == 0 && !self.is_taken {
            self.is_taken = true;
            if self.heap != NO_LIMIT {
                return Bytes::copy_from_slice(&self.heap.to_ne_bytes());
            }
        }
        self.bytes.copy_to_bytes(length)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use prost::encoding::{DecodeContext, WireType};
    use prost::{DecodeError, Message};

    use super::*;
    use crate::interop::foreign::{merge_limited, whole_message};

    /// A generated message of another version: it is not written with anything of this crate.
    #[derive(Default)]
    struct Other {
        levels: u32,
        heap: Option<[u8; size_of::<usize>()]>,
        bytes: Vec<u8>,
    }

    impl Message for Other {
        fn encode_raw(&self, _: &mut impl bytes::BufMut) {}

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
    fn is_understood_by_other_versions() {
        for (limit, heap, spent) in [(NO_LIMIT, None, 0), (1000, Some(1000_usize.to_ne_bytes()), 5)]
        {
            let mut message = Other::default();
            assert_eq!(merge_limited(&mut message, &b"all of it"[..], 42, limit), Ok(spent));
            assert_eq!(
                (message.levels, message.heap, &message.bytes[..]),
                (42, heap, &b"all of it"[..])
            );
        }
    }

    /// All bytes of a message, given by another version.
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
    fn understands_other_versions() {
        assert_eq!(whole_message(0x2000_0000 + 42), Some(42));
        assert_eq!(whole_message(0x1fff_ffff), None);
        for heap in [None, Some(1000)] {
            let mut buf = Given { bytes: Bytes::from_static(b"all of it"), heap, spent: 0 };
            assert_eq!(take(&mut buf), heap.unwrap_or(NO_LIMIT));
            buf.advance(9);
            if heap.is_some() {
                spend(&mut buf, 5);
            }
            assert_eq!((buf.remaining(), buf.spent), (0, if heap.is_some() { 5 } else { 0 }));
        }
    }
}
