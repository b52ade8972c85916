//! Messages of which only `prost::Message` is known: those of prost-types, and of other crates.

use bytes::Buf;
use prost::encoding::{self, DecodeContext, WireType, decode_key};

use super::whole::Whole;
use super::{budget, heap};
use crate::decode_options::MAX_RECURSION_LIMIT;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::scope::{NO_LIMIT, Scope};
use crate::wire::skip;

/// The first number that no field can have. `merge_field` of a generated message takes this number
/// plus a depth to mean: merge all that is in the buffer, a [`Whole`], going so much deeper at
/// most. Every other message is asked for the end of a group that has not begun, which is an error
/// before anything is read, also for those that keep what they do not know. Frozen, as `whole`
/// says.
const WHOLE_MESSAGE: u32 = 1 << 29;

/// The depth that a call of `merge_field` asks for, if it is one for a whole message.
#[inline]
pub(crate) fn whole_message(tag: u32) -> Option<u32> {
    tag.checked_sub(WHOLE_MESSAGE).map(|depth| depth.min(MAX_RECURSION_LIMIT))
}

/// Merges all of `bytes` into `message`, which may go `depth` levels deeper.
#[inline]
pub(crate) fn merge<M: prost::Message>(
    message: &mut M,
    bytes: &[u8],
    depth: u32,
    scope: &Scope<'_>,
) -> Result<(), Error> {
    let heap = scope.heap();
    if heap != NO_LIMIT {
        let spent = merge_limited(message, bytes, depth, heap)?;
        scope.limit_heap(heap.saturating_sub(spent));
        return Ok(());
    }
    // The message's own `merge` allows the default depth, which is all that matters to few bytes.
    let is_default =
        depth <= RECURSION_LIMIT || budget::is_enough(RECURSION_LIMIT - 1, bytes.len());
    if is_default && budget::is_enough(depth, bytes.len()) {
        return Ok(message.merge(bytes)?);
    }
    merge_limited(message, bytes, depth, NO_LIMIT)?;
    Ok(())
}

/// Merges all of `bytes` into `message`, which may go `depth` levels deeper, even if that is more
/// than the default, and allocate `heap` bytes; returns how many of them it may have allocated.
pub(crate) fn merge_limited<M: prost::Message>(
    message: &mut M,
    bytes: impl Buf + Clone,
    depth: u32,
    heap: usize,
) -> Result<usize, Error> {
    let mut whole = Whole::new(bytes.clone(), heap);
    // If it is a generated message, of another crate, this is all.
    let tried = message.merge_field(
        WHOLE_MESSAGE + depth,
        WireType::EndGroup,
        &mut whole,
        DecodeContext::default(),
    );
    if whole.is_taken {
        tried?;
        return Ok(whole.spent);
    }
    // The error for the unknown tag owns memory.
    drop(tried);
    // `bytes` is a slice or a `Bytes`, so its first chunk is all of it.
    let most = if heap == NO_LIMIT { 0 } else { heap::of::<M>(bytes.chunk(), bytes.remaining()) };
    if most > heap {
        return Err(Error::heap());
    }
    let context = budget::context(depth, bytes.remaining());
    // Without a limit to tell: here it is prost that asks for no bytes, and it means an empty
    // field.
    let mut whole = Whole::new(bytes, NO_LIMIT);
    while whole.has_remaining() {
        let (tag, wire_type) = decode_key(&mut whole)?;
        message.merge_field(tag, wire_type, &mut whole, context.clone())?;
    }
    Ok(most)
}

/// Merges the group at the start of `bytes`, behind its start-group key `tag`, into `message`, and
/// leaves `bytes` behind its end. `depth` levels are left outside the group.
#[inline]
pub(crate) fn merge_group<M: prost::Message>(
    message: &mut M,
    tag: u32,
    bytes: &mut &[u8],
    depth: u32,
    scope: &Scope<'_>,
) -> Result<(), Error> {
    let heap = scope.heap();
    if heap != NO_LIMIT {
        let value = Cursor::new(bytes);
        let length = value.remaining() - skip::as_prost(value, tag, depth)?.remaining();
        scope.limit_heap(heap.checked_sub(heap::of::<M>(bytes, length)).ok_or_else(Error::heap)?);
    }
    // The group's key, which has been read, is one byte at least.
    let context = budget::context(depth, bytes.len() + 1);
    encoding::group::merge(tag >> 3, WireType::StartGroup, message, bytes, context)?;
    Ok(())
}
