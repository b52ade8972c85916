//! Writing of messages whose length is known, into memory of that length.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use bytes::BufMut;

use super::encode::Source;
use super::sizes::FIELD;
use super::{Buffer, CHANGED, Position, Purpose};
use crate::wire::copy::copy_to;
use crate::wire::request::Request;

/// Returns `source`, which has `length` bytes, in a vector.
///
/// # Panics
/// Panics if a message in it changes its length.
#[inline(never)]
pub(crate) fn fill_vec(source: &dyn Source, length: usize, request: Request) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    fill(source, &mut bytes.spare_capacity_mut()[..length], request);
    // SAFETY: the vector has capacity for `length` bytes, and `fill` has initialised all of them.
    unsafe { bytes.set_len(length) };
    bytes
}

/// Appends `source`, which has `length` bytes, to `buf`, which has capacity for it.
///
/// # Panics
/// Panics if a message in it changes its length.
#[inline]
pub(crate) fn fill_buf(
    source: &dyn Source,
    length: usize,
    request: Request,
    buf: &mut impl BufMut,
) {
    if buf.chunk_mut().len() < length {
        return buf.put_slice(&fill_vec(source, length, request));
    }
    // SAFETY: `fill` writes only initialised bytes to the slice, and never de-initialises one.
    let free = unsafe { buf.chunk_mut().as_uninit_slice_mut() };
    fill(source, &mut free[..length], request);
    // SAFETY: the chunk has at least `length` bytes, and `fill` has initialised the first `length`.
    unsafe { buf.advance_mut(length) };
}

/// Writes `source` so that it fills `to`. All of `to` is initialised afterwards.
///
/// # Panics
/// Panics if `source` has another length, because a message in it changes its length.
fn fill(source: &dyn Source, to: &mut [MaybeUninit<u8>], request: Request) {
    let length = to.len();
    // The buffer keeps `FIELD` bytes free, so its last 17 bytes may remain unused. They are written
    // here, with `FIELD` bytes more.
    let mut spare = [MaybeUninit::uninit(); 2 * FIELD];
    let mut buffer = Buffer::new(to, Purpose::Fill, request);
    buffer.spare = Some(&mut spare);
    let start = buffer.start;
    let position = source.write(Position::at_end(&mut buffer));
    let written = position.since_the_last_piece();
    if position.buffer.spare.is_some() {
        assert_eq!(written.len(), length, "{CHANGED}");
        return;
    }
    // The first bytes are in the spare memory.
    assert_eq!(written.len() + position.buffer.after_end, length, "{CHANGED}");
    // SAFETY: `start` is the start of `to`. Its last `after_end` bytes have been written, so by the
    // assertion above exactly `written.len()` bytes are left before them. `written` lies in
    // `spare`, which does not overlap `to`.
    let _ = unsafe { copy_to(written, start.as_ptr()) };
}
