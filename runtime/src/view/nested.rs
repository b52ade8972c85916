//! Singular message fields.

use core::marker::PhantomData;

use super::source::{Source, between};
use super::traits::{MessageView, merged, whole};

/// A singular message field: the body of the message, which the check has accepted by the table of
/// `M`.
pub struct Nested<'a, M> {
    bytes: Bytes<'a>,
    view: PhantomData<fn() -> M>,
}

/// The bytes of a message.
#[derive(Clone, Copy, Default)]
pub(super) enum Bytes<'a> {
    #[default]
    Absent,
    /// The body of the message.
    Whole(&'a [u8]),
    /// The bytes from the start of the first body to the end of the last one. The bodies are
    /// merged.
    Pieces(&'a [u8]),
}

impl<'a> Bytes<'a> {
    /// Adds the body of one more record. `outer` is the innermost whole body around it.
    #[inline(always)]
    pub(super) fn add(&mut self, body: &'a [u8], outer: &'a [u8]) {
        *self = match *self {
            Bytes::Absent => Bytes::Whole(body),
            before => joined(before, body, outer),
        };
    }
}

/// Returns the bytes of a message that comes in pieces. An empty piece adds nothing.
#[cold]
#[inline(never)]
fn joined<'a>(before: Bytes<'a>, body: &'a [u8], outer: &'a [u8]) -> Bytes<'a> {
    match before {
        Bytes::Whole([]) | Bytes::Absent => Bytes::Whole(body),
        _ if body.is_empty() => before,
        Bytes::Whole(first) | Bytes::Pieces(first) => Bytes::Pieces(between(outer, first, body)),
    }
}

impl<M> Clone for Nested<'_, M> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Nested<'_, M> {}

impl<M> Default for Nested<'_, M> {
    #[inline(always)]
    fn default() -> Self {
        Nested { bytes: Bytes::Absent, view: PhantomData }
    }
}

impl<'a, M: MessageView> Nested<'a, M> {
    /// Returns the field with these bytes. The check has accepted a whole body by the table of `M`.
    #[inline(always)]
    pub(super) fn of(bytes: Bytes<'a>) -> Self {
        Nested { bytes, view: PhantomData }
    }

    /// Adds the body of one more record, which the check has accepted by the table of `M`. `outer`
    /// is the innermost whole body around it.
    #[inline(always)]
    pub(super) fn add(&mut self, body: &'a [u8], outer: &'a [u8]) {
        self.bytes.add(body, outer);
    }

    /// Returns the view of the message. `source` is that of the message around it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get(self, source: Source<'a>) -> Option<M::View<'a>> {
        match self.bytes {
            Bytes::Absent => None,
            Bytes::Whole(body) => Some(whole::<M>(body, source.inside(body).depth)),
            Bytes::Pieces(range) => Some(merged::<M>(source.inside(range))),
        }
    }

    /// Returns the view of a message that is always there.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_or_default(self, source: Source<'a>) -> M::View<'a> {
        self.get(source).unwrap_or_default()
    }
}
