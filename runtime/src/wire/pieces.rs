//! An encoded message, in pieces.

use alloc::vec::Vec;
use core::mem::{MaybeUninit, take};
use core::slice;

use bytes::Buf;

use super::buffer::sizes::FEW;

/// A value that is referred to, and the bytes after it: most often the key and the length of the
/// next value.
#[derive(Clone, Copy)]
struct Piece<'w> {
    value: &'w [u8],
    after: &'w [u8],
}

/// A few pieces of a message, the last first.
///
/// Invariant: the first `count` of `pieces` are initialised. Only `push` and `pop` change `count`.
pub(crate) struct List<'w> {
    pieces: [MaybeUninit<Piece<'w>>; FEW],
    count: usize,
}

impl<'w> List<'w> {
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        List { pieces: [const { MaybeUninit::uninit() }; FEW], count: 0 }
    }

    #[inline(always)]
    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a piece. Returns `false` if the list is full.
    #[inline(always)]
    pub(crate) fn push(&mut self, value: &'w [u8], after: &'w [u8]) -> bool {
        let Some(free) = self.pieces.get_mut(self.count) else {
            return false;
        };
        free.write(Piece { value, after });
        self.count += 1;
        true
    }

    #[inline(always)]
    fn as_slice(&self) -> &[Piece<'w>] {
        // SAFETY: by the invariant the first `count` pieces are initialised, and `MaybeUninit<T>`
        // has the layout of `T`.
        unsafe { slice::from_raw_parts(self.pieces.as_ptr().cast(), self.count) }
    }

    fn pop(&mut self) -> Option<Piece<'w>> {
        let last = *self.as_slice().last()?;
        self.count -= 1;
        Some(last)
    }
}

/// The bytes of a message, from its first to its last.
pub(crate) struct Pieces<'w> {
    pub(crate) first: &'w [u8],
    /// The pieces after the first one.
    pub(crate) rest: &'w mut List<'w>,
    /// The number of bytes in all of them.
    pub(crate) length: usize,
}

impl<'w> Pieces<'w> {
    /// Returns all bytes if they are in one piece.
    #[inline]
    pub(crate) fn contiguous(&self) -> Option<&'w [u8]> {
        self.rest.is_empty().then_some(self.first)
    }

    #[inline]
    pub(crate) fn into_vec(self) -> Vec<u8> {
        match self.contiguous() {
            Some(bytes) => bytes.to_vec(),
            None => self.gather(),
        }
    }

    #[inline(never)]
    fn gather(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.length);
        bytes.extend_from_slice(self.first);
        for piece in self.rest.as_slice().iter().rev() {
            bytes.extend_from_slice(piece.value);
            match *piece.after {
                // Most often these three bytes are a key and a length, for which a call of `memcpy`
                // would take longer.
                [a, b, c] => bytes.extend_from_slice(&[a, b, c]),
                ref after => bytes.extend_from_slice(after),
            }
        }
        bytes
    }

    /// Returns a buffer that is read from piece to piece.
    pub(crate) fn into_buf(self) -> impl Buf {
        let mut buf = Chunks { first: self.first, next: &[], rest: self.rest, length: self.length };
        buf.skip_empty();
        buf
    }
}

struct Chunks<'w> {
    /// The current chunk. It is empty only if no bytes are left.
    first: &'w [u8],
    next: &'w [u8],
    rest: &'w mut List<'w>,
    length: usize,
}

impl Chunks<'_> {
    fn skip_empty(&mut self) {
        while self.first.is_empty() {
            self.first = take(&mut self.next);
            if self.first.is_empty() {
                let Some(piece) = self.rest.pop() else { return };
                (self.first, self.next) = (piece.value, piece.after);
            }
        }
    }
}

impl Buf for Chunks<'_> {
    fn remaining(&self) -> usize {
        self.length
    }

    fn chunk(&self) -> &[u8] {
        self.first
    }

    fn advance(&mut self, mut count: usize) {
        self.length = self.length.checked_sub(count).expect("no more than what remains");
        while count > 0 {
            let here = count.min(self.first.len());
            self.first = &self.first[here..];
            count -= here;
            self.skip_empty();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_a_stack() {
        let bytes: Vec<u8> = (0..2 * FEW as u8 + 2).collect();
        let mut list = List::new();
        assert!(list.pop().is_none());
        for count in 1..=FEW {
            assert!(bytes[..2 * count].chunks(2).all(|pair| list.push(&pair[1..], &pair[..1])));
            assert_eq!(list.push(b"", b""), count < FEW);
            if count < FEW {
                list.pop();
            }
            assert!(!list.is_empty());
            let popped: Vec<u8> = core::iter::from_fn(|| list.pop())
                .flat_map(|piece| [piece.value[0], piece.after[0]])
                .collect();
            assert!(popped.iter().rev().eq(&bytes[..2 * count]));
            assert!(list.is_empty());
        }
    }

    /// Returns `abcdefgh`, with pieces that are empty.
    fn example<'w>(first: &'w [u8], list: &'w mut List<'w>) -> Pieces<'w> {
        assert!(list.push(b"fg", b"h") && list.push(b"", b"") && list.push(b"cde", b""));
        Pieces { first, length: first.len() + 6, rest: list }
    }

    #[test]
    fn pieces_are_concatenated() {
        let mut list = List::new();
        let pieces = example(b"ab", &mut list);
        assert_eq!(pieces.contiguous(), None);
        assert_eq!(pieces.into_vec(), b"abcdefgh");
        assert_eq!(example(b"", &mut List::new()).into_vec(), b"cdefgh");
        let whole = Pieces { first: b"ab", length: 2, rest: &mut List::new() };
        assert_eq!(whole.into_vec(), b"ab");
    }

    #[test]
    fn pieces_are_read_across_their_borders() {
        let mut list = List::new();
        let mut pieces = example(b"ab", &mut list).into_buf();
        assert_eq!((pieces.get_u8(), pieces.remaining()), (b'a', 7));
        pieces.advance(3);
        assert_eq!(pieces.chunk(), b"e");
        pieces.advance(1);
        assert_eq!((pieces.chunk(), pieces.remaining()), (&b"fg"[..], 3));
        assert_eq!(pieces.copy_to_bytes(3), b"fgh"[..]);
        assert_eq!((pieces.chunk(), pieces.has_remaining()), (&b""[..], false));
    }

    #[test]
    fn a_buffer_with_bytes_has_a_chunk() {
        let mut list = List::new();
        let pieces = example(b"", &mut list).into_buf();
        assert_eq!((pieces.chunk(), pieces.remaining()), (&b"cde"[..], 6));
    }
}
