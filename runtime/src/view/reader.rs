//! The reader that generated views read their fields with.
//!
//! # Why strings are UTF-8
//!
//! A [`ViewReader<'a, V>`](ViewReader) is created for bytes that the check has accepted by the
//! table of `V`, and only this crate can create one. Generated code is safe code that calls its
//! functions, in any order. The argument has three steps:
//!
//! 1. **The reader is at the start of a record, at the value of the record, or at the end.** `tag`
//!    reads a key. A function that reads a value compares the wire type of the key with that of the
//!    value, and sets the key to [`NONE`]. If the wire types differ, the reader ends. If the value
//!    has not been read when `tag` is called again, the reader ends, too.
//! 2. **A function that trusts the check has the key as its const parameter.** An assertion at
//!    compile time establishes that the table of `V` declares a field of the kind with this key. At
//!    run time, the function compares the key that was read with the parameter. In the arm of a
//!    `match` on the key, the compiler knows the result of both comparisons.
//! 3. **Values that are read later keep the type `V`.** [`Records`](super::list::Records) and
//!    [`Member`](super::member::Member) have `V` and the number of the field as parameters, or
//!    compare the key. [`Nested<M>`](super::nested::Nested) holds a body that the check has
//!    accepted by the table of `M`, because the tables are compared by their addresses.

use core::marker::PhantomData;

use super::pieces::skipped;
use super::source::Source;
use crate::wire::cursor::Cursor;
use crate::wire::reader::END;

/// The key while no value is to be read. No value has its wire type, so reading a value twice ends
/// the reader.
pub(super) const NONE: u32 = 7;

/// The reader of the fields of a message that has been checked.
///
/// Generated code calls [`tag`](ViewReader::tag), and then exactly one function that reads or skips
/// the value.
pub struct ViewReader<'a, V> {
    pub(super) cursor: Cursor<'a>,
    /// The position of the last key.
    pub(super) record: Cursor<'a>,
    /// The last key, or [`NONE`] after its value.
    pub(super) key: u32,
    pub(super) source: Source<'a>,
    view: PhantomData<fn() -> V>,
}

impl<'a, V> ViewReader<'a, V> {
    /// Creates a reader of `body`, which the check has accepted by the table of `V`. `source` is
    /// that of the view.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8], source: Source<'a>) -> Self {
        let cursor = Cursor::new(body);
        ViewReader { cursor, record: cursor, key: NONE, source, view: PhantomData }
    }

    /// Returns the source of the view.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn source(&self) -> Source<'a> {
        self.source
    }

    /// Reads the next key. Returns [`END`] at the end.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn tag(&mut self) -> u32 {
        if self.key != NONE {
            self.end();
        }
        self.record = self.cursor;
        self.key = match self.cursor.short_key() {
            Some(key) => key,
            None if self.cursor.is_empty() => END,
            None => {
                let (key, cursor) = long_key(self.cursor);
                self.cursor = cursor;
                key
            }
        };
        self.key
    }

    /// Skips the value of a field that the view does not have.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn skip(&mut self) {
        self.cursor = skip_value(self.cursor, self.key);
        self.key = NONE;
    }

    /// Ends the input.
    #[inline(always)]
    pub(super) fn end(&mut self) {
        self.cursor = self.cursor.at_end();
        self.key = NONE;
    }
}

// The functions below are not inlined. They take parts of the reader by value: a reference would
// force the reader out of the registers of the loop that calls them.

#[cold]
#[inline(never)]
fn long_key(mut cursor: Cursor<'_>) -> (u32, Cursor<'_>) {
    match cursor.key() {
        Ok(key) => (key, cursor),
        Err(_) => (END, cursor.at_end()),
    }
}

#[cold]
#[inline(never)]
fn skip_value(cursor: Cursor<'_>, key: u32) -> Cursor<'_> {
    skipped(cursor, key)
}
