//! The reader that generated views read their fields with.
//!
//! # Why strings are UTF-8
//!
//! A [`ViewReader<'a, V, C>`](ViewReader) has one of two modes. A [`Checked`] reader is created for
//! bytes that the check has accepted by the table of `V`. A [`Checking`] reader checks each record
//! by the table of `V` before it stores the record, and only this crate can create a reader.
//! Generated code is safe code that calls its functions, in any order. The argument has six steps:
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
//! 4. **A checking reader moves over no record that it has not checked.** A list holds the bytes
//!    from its first record on, and the records between its records are in them. So each function
//!    that moves over a value with a length prefix checks the value first: `string` and `bytes` as
//!    the assertion about their parameter says, lists by the entry of the table, and the other
//!    functions with the check of a record by the table. If the check refuses a record, the reader
//!    ends before it.
//! 5. **Only this crate decides where a record ends.** The `prost::Message` of another codec reads
//!    its group itself, and can stop anywhere. So the check skips the group by its records as well,
//!    and refuses a group with another end. Each later reader skips it in the same way.
//! 6. **The bytes of a view that is returned have been checked to their end.** A list reads as many
//!    records as its reader has added, and the check has accepted these. But another reader could
//!    add more, e.g. one that a later call has. So `merge` must return the [`Finished`] of its
//!    reader, and a view whose reader has not accepted the whole input is dropped. `merge` has no
//!    other `Finished`: it is generic over the lifetime of the input, so it can store neither
//!    readers nor lists where a later call finds them, and neither a reader nor a `Finished` can be
//!    copied. A call inside `merge` begins with an empty view, and uses up its own reader.
//!
//! A lazy message declares the messages in it as [`Entry::LazyMessage`](super::fields::Entry). No
//! function that trusts the check accepts this entry, so a body that has not been checked is not
//! trusted.

use core::marker::PhantomData;

use super::source::Source;
use crate::wire::cursor::Cursor;
use crate::wire::reader::END;

/// The key while no value is to be read. No value has its wire type, so reading a value twice ends
/// the reader.
pub(super) const NONE: u32 = 7;

/// The key after an error. It has the wire type of [`NONE`].
const FAILED: u32 = 15;

/// The knowledge that a reader has of its input.
pub trait Mode: sealed::Mode {}

/// The check has accepted the input.
pub struct Checked;

/// The reader checks the input.
pub struct Checking;

impl Mode for Checked {}
impl Mode for Checking {}

mod sealed {
    pub trait Mode {
        /// Whether the reader checks the input.
        const CHECKS: bool;
    }
}

impl sealed::Mode for Checked {
    const CHECKS: bool = false;
}

impl sealed::Mode for Checking {
    const CHECKS: bool = true;
}

/// The reader of the fields of a message.
///
/// Generated code calls [`tag`](ViewReader::tag), and then exactly one function that reads or skips
/// the value.
pub struct ViewReader<'a, V, C> {
    pub(super) cursor: Cursor<'a>,
    /// The position of the last key.
    pub(super) record: Cursor<'a>,
    /// The last key, [`NONE`] after its value, or [`FAILED`].
    pub(super) key: u32,
    pub(super) source: Source<'a>,
    view: PhantomData<fn() -> (V, C)>,
}

impl<'a, V, C: Mode> ViewReader<'a, V, C> {
    /// Whether the reader checks its input.
    pub(super) const CHECKS: bool = <C as sealed::Mode>::CHECKS;

    /// Creates a reader of `body`. If the reader is [`Checked`], the check has accepted the body by
    /// the table of `V`. `source` is that of the view.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8], source: Source<'a>) -> Self {
        let cursor = Cursor::new(body);
        ViewReader { cursor, record: cursor, key: NONE, source, view: PhantomData }
    }

    /// Returns the reader as a new value. An argument of this size is a reference for the compiler,
    /// so it would write each change of the argument to memory.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn local(self) -> Self {
        let ViewReader { cursor, record, key, source, view } = self;
        ViewReader { cursor, record, key, source, view }
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
            return END;
        }
        self.record = self.cursor;
        self.key = match self.cursor.short_key() {
            Some(key) => key,
            None if self.cursor.is_empty() => END,
            None => {
                let (key, cursor) = long_key(self.cursor);
                self.cursor = cursor;
                if key == END {
                    self.end();
                    return END;
                }
                key
            }
        };
        self.key
    }

    /// Whether the check has refused a record.
    #[inline(always)]
    pub(super) fn has_failed(&self) -> bool {
        Self::CHECKS && self.key == FAILED
    }

    /// Ends reading. The reader accepts its input if it is at the end without an error.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn finish(self) -> Finished<'a, V, C> {
        let is_accepted = !Self::CHECKS || self.key == END;
        Finished { is_accepted, input: PhantomData, view: PhantomData }
    }

    /// Ends the input because of an error.
    #[inline(always)]
    pub(super) fn end(&mut self) {
        self.cursor = self.cursor.at_end();
        self.key = FAILED;
    }
}

/// The result of a reader that has been used up.
#[must_use]
pub struct Finished<'a, V, C> {
    is_accepted: bool,
    input: PhantomData<fn(&'a ()) -> &'a ()>,
    view: PhantomData<fn() -> (V, C)>,
}

impl<V, C> Finished<'_, V, C> {
    /// Whether the check has accepted the whole input.
    #[inline(always)]
    pub(super) fn is_accepted(&self) -> bool {
        self.is_accepted
    }
}

/// Reads a key of any length. Returns [`END`] and the end of the input if there is none.
///
/// The function is not inlined. It takes a part of the reader by value: a reference would force the
/// reader out of the registers of the loop that calls the function.
#[cold]
#[inline(never)]
pub(super) fn long_key(mut cursor: Cursor<'_>) -> (u32, Cursor<'_>) {
    match cursor.key() {
        Ok(key) => (key, cursor),
        Err(_) => (END, cursor.at_end()),
    }
}
