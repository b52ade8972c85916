//! Encoding and measuring of a whole message.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::sizes::{MEASURE, SCRATCH};
use super::{Buffer, Position, Purpose};
use crate::wire::pieces::Pieces;
use crate::wire::request::Request;

/// A message whose type is not known.
pub(crate) trait Source {
    /// Writes the message before `position`. Returns the new position.
    fn write<'w>(&'w self, position: Position<'w, 'w>) -> Position<'w, 'w>;
}

/// The block on the stack.
pub(crate) type Scratch = [MaybeUninit<u8>; SCRATCH];

/// Returns an empty block for [`buffer`].
#[inline(always)]
pub(crate) const fn scratch() -> Scratch {
    [const { MaybeUninit::uninit() }; SCRATCH]
}

/// Creates a buffer that begins with `scratch`.
#[inline]
pub(crate) fn buffer<'w>(scratch: &'w mut Scratch, request: Request) -> Buffer<'w> {
    Buffer::new(scratch, Purpose::Encode, request)
}

/// A message that has been written or measured.
pub(crate) enum Encoded<'w> {
    /// The message in pieces.
    Pieces(Pieces<'w>),
    /// The length of a message that has only been measured.
    Long(usize),
    /// The message is deeper than requested.
    TooDeep,
}

/// Writes `source` into an empty buffer.
#[inline]
pub(crate) fn encode<'w>(source: &'w dyn Source, buffer: &'w mut Buffer<'w>) -> Encoded<'w> {
    // The position that `write` returns is one in this buffer: `write` is generic over a lifetime
    // in which `Position` is invariant, so it can return no other position than the one it is
    // given.
    let position = source.write(Position::at_end(buffer));
    if position.buffer.too_deep {
        return Encoded::TooDeep;
    }
    let (first, length) = (position.since_the_last_piece(), position.total());
    match position.buffer.purpose {
        Purpose::Encode => {
            Encoded::Pieces(Pieces { first, rest: &mut position.buffer.pieces, length })
        }
        _ => {
            // Writing the message again takes memory, too, so the block is freed first.
            position.buffer.block = Vec::new();
            Encoded::Long(length)
        }
    }
}

/// Returns the encoded length of `source`.
pub(crate) fn measure(source: &dyn Source) -> usize {
    let mut memory = [MaybeUninit::uninit(); MEASURE];
    let mut buffer = Buffer::new(&mut memory, Purpose::Measure, Request::NONE);
    source.write(Position::at_end(&mut buffer)).total()
}
