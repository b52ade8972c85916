//! The in-band agreements: requests and answers that travel through functions of `prost::Message`,
//! `Buf` and `BufMut`.
//!
//! Generated messages reach one another through prost if another crate's message lies between them,
//! or if different versions of this crate generated them. `prost::Message` has no parameter for the
//! limits of a decode or the requests of an encode. So they travel in calls that mean nothing to
//! any other message or buffer.
//!
//! | caller | call | meaning | since |
//! |---|---|---|---|
//! | encoded message | `buf.put_bytes(0x5a, 0)`, twice | asks for the request (1) | 0.1 |
//! | encoded message | `buf.put_bytes(0xa5, 0)` | is too deep, writes nothing (2) | 0.1 |
//! | merging code | `m.merge_field(2^29 + depth, EndGroup, whole, _)` | merge all bytes (3) | 0.1 |
//! | merged message | `whole.copy_to_bytes(0)`, first | takes all bytes (4) | 0.1 |
//! | merged message | `whole.advance(n)`, at the end | has allocated `n` bytes (5) | 0.1 |
//!
//! 1. A generated message asks its buffer before it writes. Between the two calls,
//!    `remaining_mut()` is the answer. It is unchanged if the buffer has no request. It is 0 if
//!    maps are to be sorted, and otherwise 1 + the levels that are allowed. The second call ends
//!    the question. Other buffers ignore `put_bytes` of no bytes. [`request`] makes
//!    the calls, and [`RequestingBuffer`] answers.
//! 2. A generated message that exceeds the levels tells its buffer. [`refuse`] makes the
//!    call.
//! 3. The caller is a generated message with a foreign field, or `DecodeOptions`. The context is
//!    the default one. A message nests at most `depth` levels. No field begins with an end-group
//!    key, and 2^29 exceeds all field numbers. So every other message returns an error before it
//!    reads, even if it keeps unknown fields. `foreign::merge_limited` makes the call, and
//!    [`whole_message`] recognises it.
//! 4. The answer is the heap limit, as the bytes of a `usize` in native order, or no bytes if there
//!    is no limit. prost makes such a call only to read an empty field. So if the message has not
//!    taken `whole`, the caller lets prost read a `Whole` without a limit, which answers with no
//!    bytes. [`take_whole`] makes the call, and [`Whole`] answers.
//! 5. The call occurs only if there is a limit. No bytes are left then, so that `n` cannot skip
//!    any. [`report_spent`] makes the call.
//!
//! The agreements are frozen, because the messages of one program may be of different versions of
//! this crate. `tests` holds the calls of another version.
//!
//! Other code uses prost in unusual ways without an agreement: [`depth`](super::depth) finds the
//! levels that a `DecodeContext` has left, and `errors` makes prost create errors.
//! `decode::is_shared` calls `copy_to_bytes(0)` on buffers of any origin, and compares addresses.

use bytes::buf::UninitSlice;
use bytes::{Buf, BufMut, Bytes};

use crate::wire::input::MAX_RECURSION_LIMIT;
use crate::wire::request::Request;
use crate::wire::scope::NO_LIMIT;

#[cfg(test)]
mod tests;

const REQUEST: u8 = 0x5a;
const TOO_DEEP: u8 = 0xa5;

/// A buffer that makes a request of the messages that are written to it.
pub(crate) struct RequestingBuffer<B> {
    buf: B,
    request: Request,
    /// Whether the next `remaining_mut` answers the question for the request.
    asked: bool,
    too_deep: bool,
}

impl<B: BufMut> RequestingBuffer<B> {
    pub(crate) fn new(buf: B, request: Request) -> Self {
        RequestingBuffer { buf, request, asked: false, too_deep: false }
    }

    /// Whether a message has written nothing because it was deeper than requested.
    pub(crate) fn was_too_deep(&self) -> bool {
        self.too_deep
    }

    pub(crate) fn into_inner(self) -> B {
        self.buf
    }
}

/// Returns the request of `buf`.
pub(crate) fn request(buf: &mut impl BufMut) -> Request {
    let before = buf.remaining_mut();
    buf.put_bytes(REQUEST, 0);
    let answer = buf.remaining_mut();
    buf.put_bytes(REQUEST, 0);
    match answer {
        answer if answer == before => Request::NONE,
        0 => Request { sorted: true, ..Request::NONE },
        more => Request { levels: more - 1, ..Request::NONE },
    }
}

/// Tells `buf` that a message is deeper than requested, and writes nothing.
pub(crate) fn refuse(buf: &mut impl BufMut) {
    buf.put_bytes(TOO_DEEP, 0);
}

// SAFETY: `buf` implements `BufMut` correctly, and all functions forward to it but two.
// `remaining_mut` never returns more than `buf` does. `put_bytes` either forwards to `buf`, or is
// asked to write 0 bytes and writes nothing.
unsafe impl<B: BufMut> BufMut for RequestingBuffer<B> {
    #[inline]
    fn remaining_mut(&self) -> usize {
        let remaining = self.buf.remaining_mut();
        match self.asked {
            false => remaining,
            true if self.request.sorted => 0,
            true => remaining.min(self.request.levels.saturating_add(1)),
        }
    }

    #[inline]
    unsafe fn advance_mut(&mut self, count: usize) {
        // SAFETY: the caller has initialised the next `count` bytes of the chunk, which is that of
        // `buf`.
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
        match (byte, count) {
            (REQUEST, 0) if self.request != Request::NONE => self.asked = !self.asked,
            (TOO_DEEP, 0) => self.too_deep = true,
            _ => self.buf.put_bytes(byte, count),
        }
    }
}

/// The least number that exceeds all field numbers.
pub(super) const WHOLE_MESSAGE: u32 = 1 << 29;

/// Returns the depth that a call of `merge_field` allows if it passes a whole message.
#[inline]
pub(crate) fn whole_message(tag: u32) -> Option<u32> {
    tag.checked_sub(WHOLE_MESSAGE).map(|depth| depth.min(MAX_RECURSION_LIMIT))
}

/// A buffer with all bytes of a message. A call that [`whole_message`] recognises passes it.
pub(crate) struct Whole<B> {
    bytes: B,
    /// Whether a message of ours takes all bytes.
    pub(super) is_taken: bool,
    /// The bytes that the message may allocate, or [`NO_LIMIT`].
    heap: usize,
    /// The bytes that the message has allocated, if they are limited.
    pub(super) spent: usize,
}

impl<B: Buf> Whole<B> {
    pub(super) fn new(bytes: B, heap: usize) -> Self {
        Whole { bytes, is_taken: false, heap, spent: 0 }
    }
}

/// Tells a [`Whole`] that a message of ours takes all bytes. Returns the bytes that the message may
/// allocate, or [`NO_LIMIT`].
pub(crate) fn take_whole(buf: &mut impl Buf) -> usize {
    match buf.copy_to_bytes(0)[..].try_into() {
        Ok(heap) => usize::from_ne_bytes(heap),
        Err(_) => NO_LIMIT,
    }
}

/// Tells a [`Whole`], whose bytes have all been read, how many bytes have been allocated.
pub(crate) fn report_spent(buf: &mut impl Buf, heap: usize) {
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
