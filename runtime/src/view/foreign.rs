//! Messages that have another codec, e.g. those of prost-types. They have no view: reading such a
//! field decodes the message.

use core::marker::PhantomData;

use super::nested::Bytes;
use super::pieces::pieces;
use super::source::Source;
use crate::wire::foreign::Foreign;
use crate::wire::input::MAX_RECURSION_LIMIT;
use crate::wire::scope::Scope;

/// Whether `bytes` are a message, which may nest `depth` levels deeper.
pub fn check_foreign<M: Foreign + Default>(bytes: &[u8], depth: u32) -> bool {
    M::default().merge_bytes(bytes, depth, &Scope::new(None)).is_ok()
}

/// Whether a group begins at `bytes`, after its start-group key. Moves `bytes` to the position
/// after the group.
pub fn check_foreign_group<M: Foreign + Default>(key: u32, bytes: &mut &[u8], depth: u32) -> bool {
    M::default().merge_group(key, bytes, depth, &Scope::new(None)).is_ok()
}

/// Merges a body that has been checked before.
pub(super) fn merge<M: Foreign>(message: &mut M, body: &[u8]) {
    let merged = message.merge_bytes(body, MAX_RECURSION_LIMIT, &Scope::new(None));
    debug_assert!(merged.is_ok(), "the check has accepted the bytes");
}

/// A singular field of a message that has another codec.
pub struct ForeignField<'a, M> {
    pub(super) bytes: Bytes<'a>,
    message: PhantomData<fn() -> M>,
}

impl<M> Clone for ForeignField<'_, M> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for ForeignField<'_, M> {}

impl<M> Default for ForeignField<'_, M> {
    #[inline(always)]
    fn default() -> Self {
        ForeignField { bytes: Bytes::Absent, message: PhantomData }
    }
}

impl<'a, M: Foreign + Default> ForeignField<'a, M> {
    /// Decodes the message. `source` is that of the message around it.
    pub fn get(self, source: Source<'a>) -> Option<M> {
        decode(self.bytes, source)
    }

    /// Decodes a message that is always there.
    pub fn get_or_default(self, source: Source<'a>) -> M {
        self.get(source).unwrap_or_default()
    }
}

/// Decodes a message. `source` is that of the message around it.
pub(super) fn decode<M: Foreign + Default>(bytes: Bytes<'_>, source: Source<'_>) -> Option<M> {
    let mut message = M::default();
    match bytes {
        Bytes::Absent => return None,
        Bytes::Whole(body) => merge(&mut message, body),
        Bytes::Pieces(range) => {
            pieces(source.inside(range)).into_iter().for_each(|body| merge(&mut message, body))
        }
    }
    Some(message)
}
