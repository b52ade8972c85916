//! The decoding methods of `prost::Message`, for generated messages.

use core::mem::ManuallyDrop;

use bytes::{Buf, Bytes};
use prost::DecodeError;
use prost::encoding::decode_varint;

use super::whole;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::{Input, Nesting, RECURSION_LIMIT};
use crate::wire::scope::{NO_LIMIT, Scope};
use crate::wire::{Late, MessageCodec};

/// Decodes a message that takes up all of `buf`.
///
/// # Errors
/// It is malformed.
#[inline]
pub fn decode<M: MessageCodec>(buf: impl Buf) -> Result<M, DecodeError> {
    // Decoded where it is returned: messages are big, and moving one costs as much as some fields.
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
/// It is malformed. Fields before the mistake have been merged, and the one with it in part.
#[inline]
pub fn merge<M: MessageCodec>(message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
    let length = buf.remaining();
    merge_next(message, &mut buf, length, RECURSION_LIMIT, NO_LIMIT)?;
    Ok(())
}

/// Merges a message with a length prefix into `message`, and leaves `buf` behind it.
///
/// # Errors
/// It is malformed or longer than `buf`. Fields before the mistake have been merged, and the one
/// with it in part.
#[inline]
pub fn merge_length_delimited<M: MessageCodec>(
    message: &mut M,
    mut buf: impl Buf,
) -> Result<(), DecodeError> {
    let length = decode_varint(&mut buf)?;
    if length > buf.remaining() as u64 {
        return Err(Error::underflow().into());
    }
    // To prost, a message behind a length is one level deep.
    merge_next(message, &mut buf, length as usize, RECURSION_LIMIT - 1, NO_LIMIT)?;
    Ok(())
}

/// Merges all of `buf`, which is a [`Whole`](super::whole::Whole).
pub(super) fn merge_whole<M: MessageCodec>(
    message: &mut M,
    buf: &mut impl Buf,
    depth: u32,
) -> Result<(), DecodeError> {
    let heap = whole::take(buf);
    let length = buf.remaining();
    let left = merge_next(message, buf, length, depth, heap)?;
    if heap != NO_LIMIT {
        whole::spend(buf, heap - left);
    }
    Ok(())
}

/// Merges the next `length` bytes of `buf`, which are there. No more than `heap` bytes may be
/// allocated; returns how many are left.
///
/// Of a slice, which has nothing but one chunk, all of this is known where it is compiled, but for
/// the call of `merge_slice`.
#[inline]
fn merge_next<M: MessageCodec>(
    message: &mut M,
    buf: &mut impl Buf,
    length: usize,
    depth: u32,
    heap: usize,
) -> Result<usize, Error> {
    let is_slice = !(M::SHARES_BYTES && is_shared(buf)) && buf.chunk().len() >= length;
    // Of a `Bytes` or a tonic buffer this is a slice. Of a buffer in pieces it is a copy, which the
    // codec cannot do without.
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

/// Merges a message that takes up all of `bytes`, which may be a part of `root`, and may go `depth`
/// levels deeper and allocate `heap` bytes; returns how many of them are left.
#[inline]
pub(crate) fn merge_slice<M: MessageCodec>(
    message: &mut M,
    bytes: &[u8],
    depth: u32,
    root: Option<&Bytes>,
    heap: usize,
) -> Result<usize, Error> {
    // Nothing is in it in the end but an error, which is taken out, so no code is needed for every
    // message to drop it.
    let scope = ManuallyDrop::new(Scope::new(root));
    if heap != NO_LIMIT {
        // Strings and bytes are allocated no more than once, so they need not be counted one by
        // one.
        let counted = bytes.len().saturating_add(M::DEFAULT_HEAP);
        scope.limit_heap(heap.checked_sub(counted).ok_or_else(Error::heap)?);
    }
    let input = Cursor::new(bytes);
    message.merge_fields::<Late>(Input(input), Nesting { scope: &scope, depth });
    if scope.has_failed() {
        return Err(scope.error(M::table::<Late>(), input, depth));
    }
    Ok(scope.heap())
}

/// Whether `copy_to_bytes` shares the memory of `buf`: then even no bytes at all stand where its
/// next byte does. Wrong guesses cost or spare a copy, nothing else.
pub(crate) fn is_shared(buf: &mut impl Buf) -> bool {
    let start = buf.chunk().as_ptr();
    buf.copy_to_bytes(0).as_ptr() == start
}
