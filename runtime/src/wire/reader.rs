//! The reader that generated code reads fields with.

use super::cursor::Cursor;
use super::error::Error;
use super::input::{Input, Nesting};
use super::scope::Scope;

mod enums;
mod maps;
mod messages;
mod oneofs;
mod undeclared;
mod values;

/// The key that [`Reader::tag`] returns at the end. No field declares it, because it is not valid.
pub const END: u32 = u32::MAX;

/// The reader of the fields of one message, from contiguous bytes.
///
/// Generated code calls [`tag`](Reader::tag), and then exactly one function that reads, skips or
/// keeps the value. No function returns an error: an error ends the input and is stored in the
/// scope of the decode.
///
/// A reader is small, and inlined where the build optimises, so that it lives in registers.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The last key that has been read.
    key: u32,
    depth: u32,
    scope: &'a Scope<'a>,
}

impl<'a> Reader<'a> {
    /// Creates a reader at the start of `input`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn new(input: Input<'a>, nesting: Nesting<'a>) -> Self {
        let Input(cursor) = input;
        let Nesting { scope, depth } = nesting;
        Reader { cursor, key: 0, depth, scope }
    }

    /// Reads the next field's key (`number << 3 | wire type`). Returns [`END`] at the end. Invalid
    /// keys are left to [`skip`](Reader::skip), because no field declares one.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn tag(&mut self) -> u32 {
        self.key = match self.cursor.short_key() {
            Some(key) => key,
            None if self.cursor.is_empty() => END,
            None => {
                let (key, cursor) = long_key(self.cursor, self.scope);
                self.cursor = cursor;
                key
            }
        };
        self.key
    }

    /// Enters the next length-prefixed value. Returns `None`, and ends the input, if the value is
    /// too deep or cut off. This is an error of the value itself, and not of a field in it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn enter(&mut self) -> Option<(Cursor<'a>, Nesting<'a>)> {
        let start = self.cursor;
        let length = self.cursor.varint_or_end(self.scope);
        match (self.cursor.split(length), self.depth.checked_sub(1)) {
            (Some(input), Some(depth)) => Some((input, Nesting { scope: self.scope, depth })),
            _ => {
                self.cursor = refuse(start, self.depth, self.scope);
                None
            }
        }
    }

    /// Counts the memory of a message's default if the memory is limited. The caller has probably
    /// just created the default. Returns `false`, and ends the input, if the memory exceeds the
    /// limit.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn may_allocate(&mut self, bytes: usize) -> bool {
        let may = bytes == 0 || !self.scope.is_limited() || self.scope.charge(self.cursor, bytes);
        if !may {
            self.cursor = self.cursor.at_end();
        }
        may
    }

    /// Stores an error of the next value, and ends the input.
    fn fail(&mut self, error: Error) {
        self.scope.fail_with(self.cursor, error);
        self.cursor = self.cursor.at_end();
    }
}

// The functions below are not inlined. They take parts of the reader by value: a reference would
// force the reader out of the registers of the loop that calls them.

/// Reads a key of three bytes or more, an over-long key, or the last byte of the input.
#[cold]
#[inline(never)]
fn long_key<'a>(mut cursor: Cursor<'a>, scope: &Scope<'_>) -> (u32, Cursor<'a>) {
    let start = cursor;
    match cursor.key() {
        // No input may contain the key that means the end.
        Ok(END) => scope.fail_with(start, Error::no_such_wire_type(END)),
        Ok(key) => return (key, cursor),
        Err(error) => scope.fail_with(start, error),
    }
    (END, cursor.at_end())
}

/// Reports the error of a length-prefixed value that cannot be entered, because it is too deep or
/// cut off. Returns the end of the input.
#[cold]
#[inline(never)]
fn refuse<'a>(start: Cursor<'a>, depth: u32, scope: &Scope<'_>) -> Cursor<'a> {
    scope.fail(start, if depth == 0 { Error::recursion } else { Error::underflow });
    start.at_end()
}
