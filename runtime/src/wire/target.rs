//! A buffer that asks the messages written to it for maps in the order of their keys.
//!
//! Messages of other crates are reached through `prost::Message`, which has no place for such a wish, and pass their buffer on to
//! messages of ours in them. So the buffer says it: who adds no bytes of the value [`WISH`], which is nothing to any other
//! buffer, finds that [`BufMut::remaining_mut`] has changed, and takes it back by doing so again.

use bytes::buf::UninitSlice;
use bytes::{Buf, BufMut};

const WISH: u8 = 0x5a;

/// Another buffer, with or without that wish.
pub(crate) struct Asking<B> {
    buf: B,
    sorted: bool,
    asked: bool,
}

impl<B: BufMut> Asking<B> {
    pub(crate) fn new(buf: B, sorted: bool) -> Self {
        Asking { buf, sorted, asked: false }
    }

    pub(crate) fn into_inner(self) -> B {
        self.buf
    }
}

/// Whether `buf` wants maps in the order of their keys.
pub(crate) fn wants_sorted(buf: &mut impl BufMut) -> bool {
    let room = buf.remaining_mut();
    buf.put_bytes(WISH, 0);
    let sorted = buf.remaining_mut() != room;
    buf.put_bytes(WISH, 0);
    sorted
}

// SAFETY: all of it is the other buffer's, but for the answer to the question, which is never more than there is.
unsafe impl<B: BufMut> BufMut for Asking<B> {
    #[inline]
    fn remaining_mut(&self) -> usize {
        if self.asked { 0 } else { self.buf.remaining_mut() }
    }

    #[inline]
    unsafe fn advance_mut(&mut self, count: usize) {
        // SAFETY: the caller's promise.
        unsafe { self.buf.advance_mut(count) }
    }

    #[inline]
    fn chunk_mut(&mut self) -> &mut UninitSlice {
        self.buf.chunk_mut()
    }

    #[inline]
    fn put<T: Buf>(&mut self, bytes: T) {
        self.buf.put(bytes);
    }

    #[inline]
    fn put_slice(&mut self, bytes: &[u8]) {
        self.buf.put_slice(bytes);
    }

    #[inline]
    fn put_u8(&mut self, byte: u8) {
        self.buf.put_u8(byte);
    }

    fn put_bytes(&mut self, byte: u8, count: usize) {
        if byte == WISH && count == 0 && self.sorted {
            self.asked = !self.asked;
        } else {
            self.buf.put_bytes(byte, count);
        }
    }
}
