//! An encoded message, in pieces.

use alloc::vec::Vec;

use bytes::Buf;

/// The bytes of a message, from its first to its last.
#[derive(Default)]
pub(crate) struct Pieces<'w> {
    first: &'w [u8],
    /// The pieces behind it, the last first.
    rest: Vec<&'w [u8]>,
    /// Bytes in all of them.
    length: usize,
}

impl<'w> Pieces<'w> {
    /// Of one piece.
    #[inline]
    pub(crate) fn only(&mut self, piece: &'w [u8]) {
        self.length = piece.len();
        self.first = piece;
    }

    /// Of many pieces, the last first, and their length.
    pub(crate) fn many(&mut self, mut pieces: Vec<&'w [u8]>, length: usize) {
        self.first = pieces.pop().unwrap_or_default();
        self.rest = pieces;
        self.length = length;
    }

    /// All of it, if it is in one piece.
    #[inline]
    pub(crate) fn contiguous(&self) -> Option<&'w [u8]> {
        self.rest.is_empty().then_some(self.first)
    }

    #[inline]
    pub(crate) fn to_vec(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.length);
        bytes.extend_from_slice(self.first);
        for piece in self.rest.iter().rev() {
            bytes.extend_from_slice(piece);
        }
        bytes
    }
}

impl Buf for Pieces<'_> {
    fn remaining(&self) -> usize {
        self.length
    }

    fn chunk(&self) -> &[u8] {
        self.first
    }

    fn advance(&mut self, mut count: usize) {
        self.length = self.length.checked_sub(count).expect("no more than what remains");
        while count >= self.first.len() {
            count -= self.first.len();
            match self.rest.pop() {
                Some(next) => self.first = next,
                None => {
                    self.first = &[];
                    return;
                }
            }
        }
        self.first = &self.first[count..];
    }
}
