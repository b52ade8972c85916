//! The scope of a decode: the state that a message shares with all messages in it, e.g. the error.

use core::cell::Cell;

use bytes::Bytes;

use super::cursor::Cursor;
use super::error::Error;
use super::input::OpenGroup;
use super::skip;
use crate::table::Table;

/// As many bytes may be allocated as it takes.
pub(crate) const NO_LIMIT: usize = usize::MAX;

/// The state that a message shares with all messages in it.
///
/// A function that finds an error stores it here and ends the input, instead of returning the
/// error. So loops end, and the successful path has no result to check. `Scope::error` then reads
/// the input again, to find the field that the error is in.
pub struct Scope<'a> {
    failed: Cell<bool>,
    error: Cell<Option<Error>>,
    /// The address of the error. It lies in the value with the error, before its last byte or at
    /// its start, or it lies in a key.
    mistake: Cell<usize>,
    /// Bytes that may still be allocated, or [`NO_LIMIT`].
    heap: Cell<usize>,
    /// The buffer that all bytes of the input lie in, if `Bytes` fields may be slices of it.
    pub(crate) root: Option<&'a Bytes>,
    /// The innermost group that is open.
    pub(crate) group: Cell<Option<OpenGroup>>,
}

impl<'a> Scope<'a> {
    #[inline]
    pub(crate) fn new(root: Option<&'a Bytes>) -> Self {
        Scope {
            failed: Cell::new(false),
            error: Cell::new(None),
            mistake: Cell::new(0),
            heap: Cell::new(NO_LIMIT),
            root,
            group: Cell::new(None),
        }
    }

    /// Allows no more than `bytes` to be allocated.
    pub(crate) fn limit_heap(&self, bytes: usize) {
        self.heap.set(bytes);
    }

    /// Whether what is allocated has to be accounted for. Asked before anything is computed for it.
    #[inline(always)]
    pub(crate) fn is_limited(&self) -> bool {
        self.heap.get() != NO_LIMIT
    }

    /// Bytes that may still be allocated, or [`NO_LIMIT`].
    #[inline(always)]
    pub(crate) fn heap(&self) -> usize {
        self.heap.get()
    }

    /// Accounts for `bytes` that are about to be allocated, where that is limited. `false` if that
    /// is too much, which is a mistake in the value that is next in `cursor`.
    #[cold]
    #[inline(never)]
    pub(crate) fn charge(&self, cursor: Cursor<'_>, bytes: usize) -> bool {
        match self.heap.get().checked_sub(bytes) {
            Some(left) => self.heap.set(left),
            None => self.fail(cursor, Error::heap),
        }
        !self.has_failed()
    }

    /// The same where the caller leaves the mistake.
    #[inline(always)]
    pub(crate) fn charge_unplaced(&self, bytes: usize) -> bool {
        let left = self.heap.get();
        if left == NO_LIMIT {
            return true;
        }
        self.heap.set(left.saturating_sub(bytes));
        bytes <= left
    }

    #[inline(always)]
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// The error of decoding `input`, a message with this table, which may go `depth` levels
    /// deeper.
    #[cold]
    pub(crate) fn error(&self, table: &Table, input: Cursor<'_>, depth: u32) -> Error {
        self.blame(table, input, depth);
        self.error.take().unwrap_or_else(Error::varint)
    }

    /// Leaves a mistake in the value that is next in `cursor`, unless there has been one.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail(&self, cursor: Cursor<'_>, error: fn() -> Error) {
        self.fail_with(cursor, error());
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn fail_with(&self, cursor: Cursor<'_>, error: Error) {
        self.leave(cursor.address(), error);
    }

    /// The same for what is wrong with a field that the message does not have, whose value is next:
    /// the message is to blame, and not one of its fields.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_outside(&self, cursor: Cursor<'_>, error: Error) {
        // Its key, which stands in the message, but not in a value.
        self.leave(cursor.address() - 1, error);
    }

    fn leave(&self, address: usize, error: Error) {
        if !self.failed.replace(true) {
            self.error.set(Some(error));
            self.mistake.set(address);
        }
    }

    /// Says that the mistake is in `content`, for those around that. If there is none, the mistake
    /// is in its length.
    #[cold]
    pub(crate) fn relocate(&self, content: Cursor<'_>) {
        if !content.is_empty() {
            self.mistake.set(content.address());
        }
    }

    /// Returns the error in the message `input`, which has this table and may nest `depth` levels
    /// deeper.
    #[cold]
    #[inline(never)]
    pub(crate) fn blame(&self, table: &Table, mut input: Cursor<'_>, depth: u32) {
        let (mut error, mistake) = (self.error.take(), self.mistake.get());
        while let Ok(key) = input.key() {
            let value = input;
            // What is before the mistake has been read, so it is not too deep. To read over it
            // takes a level more at most. A value that cannot be read over cannot be but the
            // mistake. One that begins with it need not be: a group may be long.
            let is_in = value.address() == mistake || {
                input = skip::as_prost(value, key, depth + 1).unwrap_or(value.at_end());
                (value.address()..input.address()).contains(&mistake)
            };
            if is_in {
                if let (Some(error), Some(name)) = (&mut error, table.name(key)) {
                    error.push(table.message(), name);
                }
                break;
            }
        }
        self.error.set(error);
    }
}
