//! Decoding of foreign messages: those of prost-types, of prost's derive, and of other crates.

use bytes::Buf;
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType, decode_key};

use super::signals::{WHOLE_MESSAGE, Whole};
use super::{depth, heap};
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::scope::{NO_LIMIT, Scope};
use crate::wire::skip;

/// Merges all of `bytes` into `message`, which may nest `levels` levels deeper.
#[inline]
pub(crate) fn merge<M: prost::Message>(
    message: &mut M,
    bytes: &[u8],
    levels: u32,
    scope: &Scope<'_>,
) -> Result<(), DecodeError> {
    let heap = scope.heap();
    if heap != NO_LIMIT {
        let spent = merge_limited(message, bytes, levels, heap)?;
        scope.limit_heap(heap.saturating_sub(spent));
        return Ok(());
    }
    // The message's own `merge` allows the default depth. Few bytes cannot nest deeper.
    let is_default =
        levels <= RECURSION_LIMIT || depth::is_enough(RECURSION_LIMIT - 1, bytes.len());
    if is_default && depth::is_enough(levels, bytes.len()) {
        return message.merge(bytes);
    }
    merge_limited(message, bytes, levels, NO_LIMIT)?;
    Ok(())
}

/// Merges all of `bytes` into `message`, which may nest `levels` levels deeper, even if that is
/// more than the default, and allocate `heap` bytes. Returns how many of them it may have
/// allocated.
pub(crate) fn merge_limited<M: prost::Message>(
    message: &mut M,
    bytes: impl Buf + Clone,
    levels: u32,
    heap: usize,
) -> Result<usize, DecodeError> {
    let mut whole = Whole::new(bytes.clone(), heap);
    // A generated message of another crate takes all bytes here.
    let tried = message.merge_field(
        WHOLE_MESSAGE + levels,
        WireType::EndGroup,
        &mut whole,
        DecodeContext::default(),
    );
    if whole.is_taken {
        tried?;
        return Ok(whole.spent);
    }
    // This error owns memory, which is freed before the message is decoded.
    drop(tried);
    // `bytes` is a slice or a `Bytes`, which has a single chunk.
    let most = if heap == NO_LIMIT { 0 } else { heap::of::<M>(bytes.chunk(), bytes.remaining()) };
    if most > heap {
        return Err(Error::heap().into());
    }
    let context = depth::context(levels, bytes.remaining());
    // This `Whole` has no limit. If prost asks it for no bytes, it reads an empty field, and must
    // get no bytes.
    let mut whole = Whole::new(bytes, NO_LIMIT);
    while whole.has_remaining() {
        let (tag, wire_type) = decode_key(&mut whole)?;
        message.merge_field(tag, wire_type, &mut whole, context.clone())?;
    }
    Ok(most)
}

/// Merges the group at the start of `bytes` into `message`, and moves `bytes` to the position after
/// its end-group key. `tag` is the start-group key, and `levels` the levels left outside the group.
#[inline]
pub(crate) fn merge_group<M: prost::Message>(
    message: &mut M,
    tag: u32,
    bytes: &mut &[u8],
    levels: u32,
    scope: &Scope<'_>,
) -> Result<(), DecodeError> {
    let heap = scope.heap();
    if heap != NO_LIMIT {
        let value = Cursor::new(bytes);
        let length = value.remaining() - skip::as_prost(value, tag, levels)?.remaining();
        scope.limit_heap(heap.checked_sub(heap::of::<M>(bytes, length)).ok_or_else(Error::heap)?);
    }
    // The start-group key, which has been read, has at least one byte.
    let context = depth::context(levels, bytes.len() + 1);
    encoding::group::merge(tag >> 3, WireType::StartGroup, message, bytes, context)
}
