//! Messages that are written where they are to stand, because their length is known.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use bytes::BufMut;

use super::super::binary_writer::BinaryWriter;
use super::super::copy::copy_to;
use super::super::target::Wish;
use super::{Back, FIELD, Purpose, Room, Source};

/// The panic message if a message changes its length while it is encoded, e.g. a shared message
/// with interior mutability.
pub(super) const CHANGED: &str = "a message changed its length while it was encoded";

/// `source` in a vector of its own.
///
/// # Panics
/// If a message in it changes its length.
#[inline(never)]
pub(crate) fn fill_vec(source: &dyn Source, length: usize, wish: Wish) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    fill(source, &mut bytes.spare_capacity_mut()[..length], wish);
    // SAFETY: all of them have been written.
    unsafe { bytes.set_len(length) };
    bytes
}

/// Appends `source` to `buf`, which has room for it.
///
/// # Panics
/// If a message in it changes its length.
#[inline]
pub(crate) fn fill_buf(source: &dyn Source, length: usize, wish: Wish, buf: &mut impl BufMut) {
    if buf.chunk_mut().len() < length {
        return buf.put_slice(&fill_vec(source, length, wish));
    }
    // SAFETY: only bytes that are initialised are written to it.
    let free = unsafe { buf.chunk_mut().as_uninit_slice_mut() };
    fill(source, &mut free[..length], wish);
    // SAFETY: so many have been written.
    unsafe { buf.advance_mut(length) };
}

/// Writes `source` so that it fills `to`: all of it is initialised then.
///
/// # Panics
/// If it does not have as many bytes, because a message in it changes its length.
fn fill(source: &dyn Source, to: &mut [MaybeUninit<u8>], wish: Wish) {
    let length = to.len();
    // The last 17 bytes, and `FIELD`.
    let mut spare = [MaybeUninit::uninit(); 2 * FIELD];
    let mut room = Room::new(to, Purpose::Fill, wish);
    room.spare = Some(&mut spare);
    let start = room.start;
    let back = source.write(BinaryWriter(Back { at: room.end, room: &mut room })).0;
    let written = back.since_the_last_piece();
    if back.room.spare.is_some() {
        assert_eq!(written.len(), length, "{CHANGED}");
        return;
    }
    // The rest stands in the spare block.
    assert_eq!(written.len() + back.room.behind, length, "{CHANGED}");
    // SAFETY: so many bytes of `to` are left before those that have been written there.
    let _ = unsafe { copy_to(written, start.as_ptr()) };
}
