//! Where encoded bytes go in the end.

use alloc::vec::Vec;
use core::ptr::NonNull;

use bytes::BufMut;

/// A destination for one encoded message.
///
/// # Safety
/// What [`place`](Target::place) returns must be valid for writes of that many bytes until the
/// next call of a method of the same target.
pub(crate) unsafe trait Target {
    /// The final place of a message of `length` bytes, if there is one.
    fn place(&mut self, length: usize) -> Option<NonNull<u8>>;

    /// Takes the message that stands in the place handed out last.
    ///
    /// # Safety
    /// All `length` bytes of that place have been written, `length` as it was asked for.
    unsafe fn commit(&mut self, length: usize);

    /// Takes a message from elsewhere.
    fn put(&mut self, message: &[u8]);
}

/// A new vector of exactly the size of the message.
#[derive(Default)]
pub(crate) struct NewVec(pub(crate) Vec<u8>);

// SAFETY: the place is the vector's own spare memory. Nothing but these methods touches it.
unsafe impl Target for NewVec {
    fn place(&mut self, length: usize) -> Option<NonNull<u8>> {
        self.0 = Vec::with_capacity(length);
        NonNull::new(self.0.as_mut_ptr())
    }

    unsafe fn commit(&mut self, length: usize) {
        // SAFETY: `place` has made the capacity `length`, the caller has written that many bytes.
        unsafe { self.0.set_len(length) }
    }

    fn put(&mut self, message: &[u8]) {
        self.0 = message.to_vec();
    }
}

/// The end of a `BufMut`.
pub(crate) struct EndOf<'b, B> {
    pub(crate) buf: &'b mut B,
    /// The size of a message that did not fit. The buffer is as it was.
    pub(crate) refused: Option<usize>,
}

// SAFETY: `BufMut`, an unsafe trait, guarantees that the memory of a chunk is valid and stays the
// next to be filled until the buffer is used again, which only these methods do.
unsafe impl<B: BufMut> Target for EndOf<'_, B> {
    fn place(&mut self, length: usize) -> Option<NonNull<u8>> {
        let chunk = self.buf.chunk_mut();
        if chunk.len() < length {
            return None;
        }
        NonNull::new(chunk.as_mut_ptr())
    }

    unsafe fn commit(&mut self, length: usize) {
        // SAFETY: the chunk has at least `length` bytes, and the caller has written them.
        unsafe { self.buf.advance_mut(length) }
    }

    fn put(&mut self, message: &[u8]) {
        if message.len() > self.buf.remaining_mut() {
            self.refused = Some(message.len());
        } else {
            self.buf.put_slice(message);
        }
    }
}
