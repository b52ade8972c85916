//! A message given to a generated message of which only `prost::Message` is known.

use bytes::{Buf, Bytes};

/// All of a message's bytes, which `merge_field` is called with for [`whole_message`](super::foreign::whole_message). A generated
/// message says that it is one by taking no bytes first, which no other does.
pub(crate) struct Whole<B> {
    bytes: B,
    pub(crate) is_taken: bool,
}

impl<B: Buf> Whole<B> {
    pub(crate) fn new(bytes: B) -> Self {
        Whole { bytes, is_taken: false }
    }
}

/// Says so.
pub(crate) fn take(buf: &mut impl Buf) {
    buf.copy_to_bytes(0);
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
        self.bytes.advance(count);
    }

    #[inline]
    fn copy_to_bytes(&mut self, length: usize) -> Bytes {
        self.is_taken |= length == 0;
        self.bytes.copy_to_bytes(length)
    }
}
