//! An encoded message, in pieces.

use alloc::vec::Vec;

use bytes::Buf;

/// So many pieces need no memory of their own.
const FEW: usize = 16;

/// Pieces of a message, the last first.
#[derive(Default)]
pub(crate) struct List<'w> {
    /// Filled when there is a first one: most messages have none.
    few: Option<[&'w [u8]; FEW]>,
    count: usize,
    /// Those behind the few.
    more: Vec<&'w [u8]>,
}

impl<'w> List<'w> {
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        List { few: None, count: 0, more: Vec::new() }
    }

    #[inline(always)]
    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, piece: &'w [u8]) {
        match self.few.get_or_insert([&[][..]; FEW]).get_mut(self.count) {
            Some(place) => *place = piece,
            None => self.push_more(piece),
        }
        self.count += 1;
    }

    #[cold]
    #[inline(never)]
    fn push_more(&mut self, piece: &'w [u8]) {
        self.more.push(piece);
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Option<&'w [u8]> {
        let last = self.more.pop().or_else(|| self.few.as_ref()?.get(self.count.checked_sub(1)?).copied())?;
        self.count -= 1;
        Some(last)
    }
}

/// The bytes of a message, from its first to its last.
pub(crate) struct Pieces<'w> {
    pub(crate) first: &'w [u8],
    /// The pieces behind it.
    pub(crate) rest: &'w mut List<'w>,
    /// Bytes in all of them.
    pub(crate) length: usize,
    /// Whether something is missing, because it was too deep.
    pub(crate) too_deep: bool,
}

impl<'w> Pieces<'w> {
    /// Nothing may stand before the rest: a message that is nothing but one big value.
    #[inline]
    pub(crate) fn new(mut first: &'w [u8], length: usize, too_deep: bool, rest: &'w mut List<'w>) -> Self {
        if first.is_empty()
            && let Some(piece) = rest.pop()
        {
            first = piece;
        }
        Pieces { first, rest, length, too_deep }
    }

    /// All of it, if it is in one piece.
    #[inline]
    pub(crate) fn contiguous(&self) -> Option<&'w [u8]> {
        self.rest.is_empty().then_some(self.first)
    }

    #[inline]
    pub(crate) fn into_vec(self) -> Vec<u8> {
        if let Some(bytes) = self.contiguous() {
            return bytes.to_vec();
        }
        let mut bytes = Vec::with_capacity(self.length);
        bytes.extend_from_slice(self.first);
        let few = self.rest.few.as_ref().map_or(&[][..], |few| &few[..self.rest.count.min(FEW)]);
        for piece in self.rest.more.iter().rev().chain(few.iter().rev()) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_many_is_a_stack() {
        let bytes: Vec<u8> = (0..40).collect();
        let mut list = List::new();
        assert!(list.pop().is_none());
        for count in [3, 16, 17, 40] {
            bytes[..count].chunks(1).for_each(|piece| list.push(piece));
            assert!(!list.is_empty());
            let popped: Vec<u8> = core::iter::from_fn(|| list.pop()).flatten().copied().collect();
            assert!(popped.iter().rev().eq(&bytes[..count]));
            assert!(list.is_empty());
        }
    }

    #[test]
    fn pieces_are_read_across_their_borders() {
        let mut list = List::new();
        [&b"fgh"[..], b"", b"cde"].into_iter().for_each(|piece| list.push(piece));
        let mut pieces = Pieces::new(b"ab", 8, false, &mut list);
        assert_eq!(pieces.contiguous(), None);
        assert_eq!((pieces.get_u8(), pieces.remaining()), (b'a', 7));
        pieces.advance(3);
        assert_eq!(pieces.chunk(), b"e");
        pieces.advance(1);
        assert_eq!(pieces.chunk(), b"fgh");
        assert_eq!(pieces.into_vec(), b"fgh");
    }

    #[test]
    fn what_remains_has_a_chunk() {
        let mut list = List::new();
        list.push(b"big");
        let pieces = Pieces::new(b"", 3, false, &mut list);
        assert_eq!((pieces.chunk(), pieces.contiguous()), (&b"big"[..], Some(&b"big"[..])));
    }
}
