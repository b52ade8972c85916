//! The decoding methods of `prost::Message`, for generated messages.

use core::mem::ManuallyDrop;

use bytes::{Buf, Bytes};
use prost::DecodeError;
use prost::encoding::decode_varint;

use super::signals;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::{Input, Nesting, RECURSION_LIMIT};
use crate::wire::scope::{NO_LIMIT, Scope};
use crate::wire::traits::{Late, MessageCodec};

/// Decodes a message that takes up all of `buf`.
///
/// # Errors
/// Returns an error if the message is malformed.
#[inline]
pub fn decode<M: MessageCodec>(buf: impl Buf) -> Result<M, DecodeError> {
    // The message is decoded where it is returned. Messages are big, and moving one costs as much
    // as decoding some fields.
    let mut decoded = Ok(M::default());
    if let Ok(message) = &mut decoded
        && let Err(error) = merge(message, buf)
    {
        decoded = Err(error);
    }
    decoded
}

/// Merges a message that takes up all of `buf` into `message`.
///
/// # Errors
/// Returns an error if the message is malformed. The fields before the error have been merged. The
/// field with the error may be merged in part.
#[inline]
pub fn merge<M: MessageCodec>(message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
    let length = buf.remaining();
    merge_next(message, &mut buf, length, RECURSION_LIMIT, NO_LIMIT)?;
    Ok(())
}

/// Merges a message with a length prefix into `message`. `buf` is then at the position after it.
///
/// # Errors
/// Returns an error if the message is malformed or longer than `buf`. The fields before the error
/// have been merged. The field with the error may be merged in part.
#[inline]
pub fn merge_length_delimited<M: MessageCodec>(
    message: &mut M,
    mut buf: impl Buf,
) -> Result<(), DecodeError> {
    let length = decode_varint(&mut buf)?;
    if length > buf.remaining() as u64 {
        return Err(Error::underflow().into());
    }
    // prost counts a message with a length prefix as one level.
    merge_next(message, &mut buf, length as usize, RECURSION_LIMIT - 1, NO_LIMIT)?;
    Ok(())
}

/// Merges all of `buf`, which is a [`Whole`](signals::Whole).
pub(super) fn merge_whole<M: MessageCodec>(
    message: &mut M,
    buf: &mut impl Buf,
    depth: u32,
) -> Result<(), DecodeError> {
    let heap = signals::take_whole(buf);
    let length = buf.remaining();
    let left = merge_next(message, buf, length, depth, heap)?;
    if heap != NO_LIMIT {
        signals::report_spent(buf, heap - left);
    }
    Ok(())
}

/// Merges the next `length` bytes of `buf`, which has as many. At most `heap` bytes may be
/// allocated. Returns how many of them are left.
///
/// A slice has only one chunk. The compiler then removes all of this function but the call of
/// `merge_slice`.
#[inline]
fn merge_next<M: MessageCodec>(
    message: &mut M,
    buf: &mut impl Buf,
    length: usize,
    depth: u32,
    heap: usize,
) -> Result<usize, DecodeError> {
    let is_slice = !(M::SHARES_BYTES && is_shared(buf)) && buf.chunk().len() >= length;
    // A `Bytes` or a tonic buffer returns a slice of itself. A buffer in several chunks returns a
    // copy, which the codec needs, because it reads contiguous bytes.
    let root = if is_slice { None } else { Some(buf.copy_to_bytes(length)) };
    let bytes = match &root {
        Some(root) => root,
        None => &buf.chunk()[..length],
    };
    let left = merge_slice(message, bytes, depth, root.as_ref().filter(|_| M::SHARES_BYTES), heap)?;
    if is_slice {
        buf.advance(length);
    }
    Ok(left)
}

/// Merges a message that takes up all of `bytes`, which may be a part of `root`. The message may
/// nest `depth` levels deeper, and allocate `heap` bytes. Returns how many of them are left.
#[inline]
pub(crate) fn merge_slice<M: MessageCodec>(
    message: &mut M,
    bytes: &[u8],
    depth: u32,
    root: Option<&Bytes>,
    heap: usize,
) -> Result<usize, DecodeError> {
    // In the end the scope owns nothing but an error, which `Scope::error` takes. So no code has to
    // drop the scope, which would be compiled for every message.
    let scope = ManuallyDrop::new(Scope::new(root));
    if heap != NO_LIMIT {
        // Strings and `bytes` allocate at most their length, so they are counted at once.
        let counted = bytes.len().saturating_add(M::DEFAULT_HEAP);
        scope.limit_heap(heap.checked_sub(counted).ok_or_else(Error::heap)?);
    }
    let input = Cursor::new(bytes);
    message.merge_fields::<Late>(Input(input), Nesting { scope: &scope, depth });
    if scope.has_failed() {
        return Err(scope.error(M::table::<Late>(), input, depth).into());
    }
    Ok(scope.heap())
}

/// Whether `copy_to_bytes` shares the memory of `buf`. Then even an empty `Bytes` has the address
/// of the next byte. A wrong guess costs or saves a copy, and has no other effect.
pub(crate) fn is_shared(buf: &mut impl Buf) -> bool {
    let start = buf.chunk().as_ptr();
    buf.copy_to_bytes(0).as_ptr() == start
}
