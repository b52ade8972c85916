//! The scope of a decode: the state that a message shares with all messages in it, e.g. the error.

use core::cell::Cell;

use bytes::Bytes;

use super::cursor::Cursor;
use super::error::Error;
use super::skip;
use crate::table::Table;

/// The value of [`Scope::heap`] if the memory is not limited.
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
    address: Cell<usize>,
    /// The bytes that may still be allocated, or [`NO_LIMIT`].
    heap: Cell<usize>,
    /// The buffer that all bytes of the input lie in, if `Bytes` fields may be slices of it.
    pub(crate) root: Option<&'a Bytes>,
    /// The innermost group that is open.
    pub(crate) group: Cell<Option<OpenGroup>>,
}

/// A group whose end-group key has not been read yet.
///
/// A group has no length. So the message in it is given all that is left, and stores here where
/// the group ended. Looking for the end beforehand would read nested groups once per level.
#[derive(Clone, Copy)]
pub(crate) struct OpenGroup {
    /// The field number of the group.
    pub(crate) number: u32,
    /// The depth of the message in the group. Messages in that message are deeper: they must not
    /// end the group.
    pub(crate) depth: u32,
    /// The number of bytes left after the end-group key, once that key has been read.
    pub(crate) left: Option<usize>,
}

impl<'a> Scope<'a> {
    #[inline]
    pub(crate) fn new(root: Option<&'a Bytes>) -> Self {
        Scope {
            failed: Cell::new(false),
            error: Cell::new(None),
            address: Cell::new(0),
            heap: Cell::new(NO_LIMIT),
            root,
            group: Cell::new(None),
        }
    }

    /// Limits the memory that may be allocated from now on to `bytes`.
    pub(crate) fn limit_heap(&self, bytes: usize) {
        self.heap.set(bytes);
    }

    /// Whether the memory is limited. Callers ask this before they compute how much they allocate.
    #[inline(always)]
    pub(crate) fn is_limited(&self) -> bool {
        self.heap.get() != NO_LIMIT
    }

    /// Returns the bytes that may still be allocated, or [`NO_LIMIT`].
    #[inline(always)]
    pub(crate) fn heap(&self) -> usize {
        self.heap.get()
    }

    /// Counts `bytes` that are about to be allocated, where the memory is limited. Returns `false`
    /// if they exceed the limit. This is an error of the value at `cursor`.
    #[cold]
    #[inline(never)]
    pub(crate) fn charge(&self, cursor: Cursor<'_>, bytes: usize) -> bool {
        match self.heap.get().checked_sub(bytes) {
            Some(left) => self.heap.set(left),
            None => self.fail(cursor, Error::heap),
        }
        !self.has_failed()
    }

    /// Counts `bytes` that are about to be allocated. Returns `false` if they exceed the limit. The
    /// caller reports the error.
    #[inline(always)]
    pub(crate) fn try_charge(&self, bytes: usize) -> bool {
        let left = self.heap.get();
        if left == NO_LIMIT {
            return true;
        }
        self.heap.set(left.saturating_sub(bytes));
        bytes <= left
    }

    /// Whether an error has been stored.
    #[inline(always)]
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// Returns the error of decoding `input`, a message that has this table and may nest `depth`
    /// levels deeper.
    #[cold]
    pub(crate) fn error(&self, table: &Table, input: Cursor<'_>, depth: u32) -> Error {
        self.extend_path(table, input, depth);
        self.error.take().unwrap_or_else(Error::varint)
    }

    /// Stores an error of the value at `cursor`, unless there is an earlier error.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail(&self, cursor: Cursor<'_>, error: fn() -> Error) {
        self.fail_with(cursor, error());
    }

    /// Stores an error of the value at `cursor`, unless there is an earlier error.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_with(&self, cursor: Cursor<'_>, error: Error) {
        self.store(cursor.address(), error);
    }

    /// Stores an error of an undeclared field whose value is at `cursor`. The path of the error
    /// ends with the message, because the message has no such field.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_outside(&self, cursor: Cursor<'_>, error: Error) {
        // The byte before the value belongs to the key, which lies in the message, but in no value.
        self.store(cursor.address() - 1, error);
    }

    fn store(&self, address: usize, error: Error) {
        if !self.failed.replace(true) {
            self.error.set(Some(error));
            self.address.set(address);
        }
    }

    /// Moves the position of the error to the start of `content`, for the messages around it. If
    /// `content` is empty, the error is in its length, and the position stays.
    #[cold]
    pub(crate) fn relocate(&self, content: Cursor<'_>) {
        if !content.is_empty() {
            self.address.set(content.address());
        }
    }

    /// Adds the field with the error to the path of the error. The field belongs to the message
    /// `input`, which has this table and may nest `depth` levels deeper.
    #[cold]
    #[inline(never)]
    pub(crate) fn extend_path(&self, table: &Table, mut input: Cursor<'_>, depth: u32) {
        let (mut error, address) = (self.error.take(), self.address.get());
        while let Ok(key) = input.key() {
            let value = input;
            // Values before the error have been read, so they are not too deep. Skipping a value
            // takes at most one level more than reading it. If a value cannot be skipped, the error
            // is inside it. A value that merely starts at the error's address may be valid: groups
            // can be long.
            let contains_error = value.address() == address || {
                input = skip::as_prost(value, key, depth + 1).unwrap_or(value.at_end());
                (value.address()..input.address()).contains(&address)
            };
            if contains_error {
                if let (Some(error), Some(name)) = (&mut error, table.name(key)) {
                    error.push(table.message(), name);
                }
                break;
            }
        }
        self.error.set(error);
    }
}
