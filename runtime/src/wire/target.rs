//! A buffer that asks the messages written to it for maps in the order of their keys, or not to be
//! too deep.
//!
//! Messages of other crates are reached through `prost::Message`, which has no place for such a
//! wish, and pass their buffer on to messages of ours in them. So the buffer says it: who adds no
//! bytes of the value [`WISH`], which is nothing to any other buffer, finds that
//! [`BufMut::remaining_mut`] has changed, and takes it back by doing so again. It is now 0 if maps
//! are to be sorted, else one more than the levels there may be. Who is deeper than that writes
//! nothing, and no bytes of the value [`TOO_DEEP`].
//!
//! All of this is frozen: the messages of one program may be of different versions of this crate,
//! and it is what those say to one another.

use bytes::buf::UninitSlice;
use bytes::{Buf, BufMut};

const WISH: u8 = 0x5a;
const TOO_DEEP: u8 = 0xa5;

/// The request of a buffer about the messages that are written to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wish {
    /// Whether maps are written in the order of their keys.
    pub(crate) sorted: bool,
    /// The greatest number of nested messages, groups and map entries. A request cannot both limit
    /// it and sort maps.
    pub(crate) levels: usize,
}

impl Wish {
    /// As it comes. No stack holds so many levels.
    pub(crate) const NONE: Self = Wish { sorted: false, levels: usize::MAX };
}

/// Another buffer, with or without a wish.
pub(crate) struct Asking<B> {
    buf: B,
    wish: Wish,
    asked: bool,
    too_deep: bool,
}

impl<B: BufMut> Asking<B> {
    pub(crate) fn new(buf: B, wish: Wish) -> Self {
        Asking { buf, wish, asked: false, too_deep: false }
    }

    /// Whether a message has not been written, because it was too deep.
    pub(crate) fn was_too_deep(&self) -> bool {
        self.too_deep
    }

    pub(crate) fn into_inner(self) -> B {
        self.buf
    }
}

/// Returns the request of `buf`.
///
/// The request travels in-band. `put_bytes(WISH, 0)` adds no bytes, and other buffers ignore it. If
/// it changes `remaining_mut()`, the new value encodes the request, and a second call restores it.
pub(crate) fn wish(buf: &mut impl BufMut) -> Wish {
    let room = buf.remaining_mut();
    buf.put_bytes(WISH, 0);
    let answer = buf.remaining_mut();
    buf.put_bytes(WISH, 0);
    match answer {
        answer if answer == room => Wish::NONE,
        0 => Wish { sorted: true, ..Wish::NONE },
        more => Wish { levels: more - 1, ..Wish::NONE },
    }
}

/// Tells `buf` that a message is not written, because it is too deep.
pub(crate) fn refuse(buf: &mut impl BufMut) {
    buf.put_bytes(TOO_DEEP, 0);
}

// SAFETY: all of it is the other buffer's, but for the answer to the question, which is never more
// than there is.
unsafe impl<B: BufMut> BufMut for Asking<B> {
    #[inline]
    fn remaining_mut(&self) -> usize {
        let room = self.buf.remaining_mut();
        match self.asked {
            false => room,
            true if self.wish.sorted => 0,
            true => room.min(self.wish.levels.saturating_add(1)),
        }
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
        match (byte, count) {
            (WISH, 0) if self.wish != Wish::NONE => self.asked = !self.asked,
            (TOO_DEEP, 0) => self.too_deep = true,
            _ => self.buf.put_bytes(byte, count),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// A buffer of another version: nothing here is written with the constants above.
    struct Other {
        bytes: Vec<u8>,
        answer: usize,
        asked: bool,
        said: Vec<u8>,
    }

    // SAFETY: all of it is the vector's, but for the answer to the question, which is never more
    // than there is.
    unsafe impl BufMut for Other {
        fn remaining_mut(&self) -> usize {
            if self.asked { self.answer } else { self.bytes.remaining_mut() }
        }

        unsafe fn advance_mut(&mut self, count: usize) {
            // SAFETY: the caller's promise.
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
    fn is_understood_by_other_versions() {
        let answers = [
            (0, Wish { sorted: true, ..Wish::NONE }),
            (1, Wish { sorted: false, levels: 0 }),
            (101, Wish { sorted: false, levels: 100 }),
        ];
        for (answer, expected) in answers {
            let mut buf = Other { bytes: Vec::new(), answer, asked: false, said: Vec::new() };
            assert_eq!(wish(&mut buf), expected);
            refuse(&mut buf);
            assert_eq!(buf.said, [0x5a, 0x5a, 0xa5]);
        }
    }

    #[test]
    fn understands_other_versions() {
        let sorted = Wish { sorted: true, ..Wish::NONE };
        for (wish, answer) in [(sorted, 0), (Wish { sorted: false, levels: 100 }, 101)] {
            let mut buf = Asking::new(Vec::<u8>::new(), wish);
            let room = buf.remaining_mut();
            buf.put_bytes(0x5a, 0);
            assert_eq!(buf.remaining_mut(), answer);
            buf.put_bytes(0x5a, 0);
            assert_eq!(buf.remaining_mut(), room);
            assert!(!buf.was_too_deep());
            buf.put_bytes(0xa5, 0);
            assert!(buf.was_too_deep());
            assert!(buf.into_inner().is_empty());
        }
    }
}
