//! The bytes that a view is of.

use crate::wire::cursor::Cursor;

/// The bytes that a view is of: one body, or several bodies that are merged.
///
/// Generated code holds a source in each view, and passes it on.
#[derive(Clone, Copy, Default)]
pub struct Source<'a> {
    /// The body of the innermost message around the view that is whole. It is the body of the view
    /// if that is whole.
    pub(super) outer: &'a [u8],
    /// The part of `outer` from the start of the first body to the end of the last one. It is
    /// `outer` if the view is whole.
    pub(super) range: &'a [u8],
    /// The number of levels that the view may nest deeper. The views in a list or a map of a view
    /// that has been checked with all messages in it may have a greater number.
    pub(super) depth: u32,
}

impl<'a> Source<'a> {
    #[inline(always)]
    pub(super) fn whole(body: &'a [u8], depth: u32) -> Self {
        Source { outer: body, range: body, depth }
    }

    /// Returns the source of a message in the view that has been checked with the view.
    #[inline(always)]
    pub(super) fn inside(self, range: &'a [u8]) -> Self {
        Source { outer: self.outer, range, depth: self.depth.saturating_sub(1) }
    }

    /// Whether the view is of one body. Bodies of several pieces have keys between them, so they
    /// are shorter than `outer`.
    #[inline(always)]
    pub(super) fn is_whole(self) -> bool {
        self.outer.len() == self.range.len()
    }
}

/// Returns the part of `outer` from the start of `first` to the end of `last`, which both lie in
/// it.
pub(super) fn between<'a>(outer: &'a [u8], first: &'a [u8], last: &'a [u8]) -> &'a [u8] {
    let base = Cursor::new(outer).address();
    let start = Cursor::new(first).address().wrapping_sub(base);
    let end = Cursor::new(last).address().wrapping_sub(base).wrapping_add(last.len());
    outer.get(start..end).unwrap_or_default()
}
