//! A message given to a generated message of which only `prost::Message` is known.

use bytes::{Buf, Bytes};

use crate::wire::scope::NO_LIMIT;

/// All of a message's bytes, which `merge_field` is called with for [`whole_message`](super::foreign::whole_message). A generated
/// message says that it is one by taking no bytes first, which no other does.
pub(crate) struct Whole<B> {
    bytes: B,
    pub(crate) is_taken: bool,
    /// Bytes that the message may allocate, or [`NO_LIMIT`].
    heap: usize,
    /// How many it has allocated, if that is limited.
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
