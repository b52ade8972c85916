//! The decoding methods of `prost::Message`, for generated messages.

use bytes::{Buf, Bytes};
use prost::DecodeError;
use prost::encoding::decode_varint;

use super::whole;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::fields::Fields;
use crate::wire::input::{Context, Input, RECURSION_LIMIT};
use crate::wire::scope::Scope;
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
/// It is malformed. Fields before the mistake have been merged.
#[inline]
pub fn merge<M: MessageCodec>(message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
    let length = buf.remaining();
    // For a slice of bytes nothing is left of this but the call, which is the same for all messages.
    if !M::SHARES_BYTES
        && let Some(bytes) = buf.chunk().get(..length)
    {
        merge_slice(message, bytes, RECURSION_LIMIT, None, None)?;
        buf.advance(length);
        return Ok(());
    }
    merge_next(message, M::SHARES_BYTES, &mut buf, length, RECURSION_LIMIT)
}

/// Merges a message with a length prefix into `message`, and leaves `buf` behind it.
///
/// # Errors
/// It is malformed or longer than `buf`. Fields before the mistake have been merged.
#[inline]
pub fn merge_length_delimited<M: MessageCodec>(message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
    let length = decode_varint(&mut buf)?;
    if length > buf.remaining() as u64 {
        return Err(Error::underflow().into());
    }
    // To prost, a message behind a length is one level deep.
    merge_next(message, M::SHARES_BYTES, &mut buf, length as usize, RECURSION_LIMIT - 1)
}

/// A message, whatever its type: then what stands below is compiled once for a kind of buffer, not for each message.
pub(super) trait Target {
    fn merge(&mut self, input: Input<'_>, context: Context<'_>);
    fn fields(&self) -> &'static Fields;
}

impl<M: MessageCodec> Target for M {
    fn merge(&mut self, input: Input<'_>, context: Context<'_>) {
        self.merge_fields::<Late>(input, context);
    }

    fn fields(&self) -> &'static Fields {
        M::FIELDS
    }
}

/// Merges all of `buf`, which is a [`Whole`](super::whole::Whole).
pub(super) fn merge_whole<M: MessageCodec>(message: &mut M, buf: &mut impl Buf, depth: u32) -> Result<(), DecodeError> {
    let heap = whole::take(buf);
    let length = buf.remaining();
    if heap == usize::MAX {
        return merge_limited(message, M::SHARES_BYTES, buf, length, depth, None);
    }
    let mut left = heap;
    merge_limited(message, M::SHARES_BYTES, buf, length, depth, Some(&mut left))?;
    whole::spend(buf, heap - left);
    Ok(())
}

/// Merges the next `length` bytes of `buf`, which are there.
fn merge_next(message: &mut dyn Target, shares_bytes: bool, buf: &mut impl Buf, length: usize, depth: u32) -> Result<(), DecodeError> {
    merge_limited(message, shares_bytes, buf, length, depth, None)
}

/// The same where no more than `heap` bytes may be allocated, if that is given; leaves how many are left.
#[inline]
fn merge_limited(
    message: &mut dyn Target,
    shares_bytes: bool,
    buf: &mut impl Buf,
    length: usize,
    depth: u32,
    heap: Option<&mut usize>,
) -> Result<(), DecodeError> {
    if !(shares_bytes && is_shared(buf))
        && let Some(bytes) = buf.chunk().get(..length)
    {
        merge_slice(message, bytes, depth, None, heap)?;
        buf.advance(length);
        return Ok(());
    }
    // Of a `Bytes` or a tonic buffer this is a slice. Of a buffer in pieces it is a copy, which the
    // codec cannot do without.
    let root = buf.copy_to_bytes(length);
    merge_slice(message, &root, depth, shares_bytes.then_some(&root), heap)?;
    Ok(())
}

/// Merges a message that takes up all of `bytes`, which may be a part of `root`, and may go `depth` levels deeper and allocate
/// `heap` bytes, of which it leaves what is left.
pub(super) fn merge_slice(
    message: &mut dyn Target,
    bytes: &[u8],
    depth: u32,
    root: Option<&Bytes>,
    heap: Option<&mut usize>,
) -> Result<(), Error> {
    let scope = Scope::new(root);
    if let Some(heap) = &heap {
        // Strings and bytes are allocated no more than once, so they need not be counted one by one.
        scope.limit_heap(heap.checked_sub(bytes.len()).ok_or_else(Error::heap)?);
    }
    let input = Cursor::new(bytes);
    message.merge(Input(input), Context { scope: &scope, depth });
    if scope.has_failed() {
        return Err(scope.error(message.fields(), input));
    }
    if let Some(heap) = heap {
        *heap = scope.heap_left().unwrap_or_default();
    }
    Ok(())
}

/// Whether `copy_to_bytes` shares the memory of `buf`: then even no bytes at all stand where its
/// next byte does. Wrong guesses cost or spare a copy, nothing else.
pub(crate) fn is_shared(buf: &mut impl Buf) -> bool {
    let start = buf.chunk().as_ptr();
    buf.copy_to_bytes(0).as_ptr() == start
}
