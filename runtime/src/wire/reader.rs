//! The reader that generated code reads fields with.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::cursor::Cursor;
use super::error::Error;
use super::input::{Input, Nesting, OpenGroup};
use super::kind::{Scalar, Width};
use super::scope::Scope;
use super::skip::OtherWireType;
use super::{Late, MessageCodec};
use super::{blob, kind, packed, place, skip, text};
use crate::interop::foreign;
use crate::table::Table;
use crate::unknown::UnknownFields;

mod entry;
mod enums;
mod oneof;

/// The key that [`Reader::tag`] returns at the end. No field declares it, because it is not valid.
pub const END: u32 = u32::MAX;

/// Reads the fields of one message from contiguous bytes.
///
/// [`tag`](Reader::tag) comes first, then exactly one call that reads, skips or keeps the value. No
/// call returns an error: an error ends the input and is kept in the scope of the decode.
///
/// A reader is small on purpose, and inlined where the build optimises, so that it lives in
/// registers.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The key read last.
    key: u32,
    depth: u32,
    scope: &'a Scope<'a>,
}

/// One method per scalar type, named as in .proto files.
macro_rules! scalars {
    ($($name:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Reads the value of a `", stringify!($name), "` field.")]
        #[cfg_attr(debug_assertions, inline)]
        #[cfg_attr(not(debug_assertions), inline(always))]
        pub fn $name(&mut self) -> $value {
            self.scalar::<kind::$kind>()
        }
    )*};
}

/// The same for repeated fields of what is no scalar.
macro_rules! each {
    ($($name:ident $method:ident $value:ty, $(<$message:ident: $($bound:path)|+>)?, $what:literal;)*) => {$(
        #[doc = concat!("Appends the ", $what, " that follows.")]
        #[cfg_attr(debug_assertions, inline)]
        #[cfg_attr(not(debug_assertions), inline(always))]
        pub fn $name$(<$message: $($bound +)+>)?(&mut self, values: &mut Vec<$value>) {
            if let Some(last) = self.push(values) {
                self.$method(last);
            }
        }
    )*};
}

impl<'a> Reader<'a> {
    /// Reads from the start of `input`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn new(input: Input<'a>, nesting: Nesting<'a>) -> Self {
        let Input(cursor) = input;
        let Nesting { scope, depth } = nesting;
        Reader { cursor, key: 0, depth, scope }
    }

    /// The next field's key (`number << 3 | wire type`), [`END`] at the end. Keys that are not
    /// valid are left to [`skip`](Reader::skip): no field declares one.
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

    scalars! {
        int32 Int32 i32;
        int64 Int64 i64;
        uint32 Uint32 u32;
        uint64 Uint64 u64;
        sint32 Sint32 i32;
        sint64 Sint64 i64;
        fixed32 Fixed32 u32;
        fixed64 Fixed64 u64;
        sfixed32 Sfixed32 i32;
        sfixed64 Sfixed64 i64;
        bool Bool bool;
        float Float f32;
        double Double f64;
    }

    /// Reads a scalar of any kind.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn scalar<K: Scalar>(&mut self) -> K::Value {
        let bits = match K::WIDTH {
            // Smaller numbers have one byte so often that it pays to guess that.
            Width::Varint if size_of::<K::Value>() == 8 => {
                self.cursor.wide_varint_or_end(self.scope)
            }
            Width::Varint => self.cursor.varint_or_end(self.scope),
            Width::Four => u32::from_le_bytes(self.cursor.array_or_end(self.scope)).into(),
            Width::Eight => u64::from_le_bytes(self.cursor.array_or_end(self.scope)),
        };
        K::from_bits(bits)
    }

    /// Replaces `value` by the string that follows, unless that is not UTF-8.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn string(&mut self, value: &mut String) {
        self.cursor = text::read(self.cursor, value, self.scope);
    }

    /// Replaces `value` by the bytes that follow.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes(&mut self, value: &mut Vec<u8>) {
        self.cursor = blob::read(self.cursor, value, self.scope);
    }

    /// Replaces `value` by the bytes that follow: a slice of the input if that is a `Bytes` (see
    /// [`MessageCodec::SHARES_BYTES`]), else a copy.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes_shared(&mut self, value: &mut Bytes) {
        self.cursor = blob::read_shared(self.cursor, value, self.scope);
    }

    each! {
        each_string string String,, "string";
        each_bytes bytes Vec<u8>,, "`bytes`";
        each_bytes_shared bytes_shared Bytes,, "`bytes`";
        each_message message M, <M: MessageCodec>, "message";
        each_group group M, <M: MessageCodec>, "group";
        each_foreign_message foreign_message M, <M: prost::Message | Default>, "message of which only `prost::Message` is known";
        each_foreign_group foreign_group M, <M: prost::Message | Default>, "group of which only `prost::Message` is known";
    }

    /// Appends the one element of a field that its writer did not pack.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn expanded<K: Scalar>(&mut self, values: &mut Vec<K::Value>) {
        let start = self.cursor;
        let value = self.scalar::<K>();
        match place::push_default(values, start, self.key, self.scope) {
            Some(last) => *last = value,
            None => self.cursor = self.cursor.at_end(),
        }
    }

    /// Appends a default element, to be read into. `None`, and the end, if there may not be more.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn push<'v, T: Default>(&mut self, values: &'v mut Vec<T>) -> Option<&'v mut T> {
        let last = place::push_default(values, self.cursor, self.key, self.scope);
        if last.is_none() {
            self.cursor = self.cursor.at_end();
        }
        last
    }

    /// Appends the elements of a packed field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn packed<K: Scalar>(&mut self, values: &mut Vec<K::Value>) {
        self.cursor = packed::read::<K>(self.cursor, values, self.scope);
    }

    /// Merges the message that follows into `message`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn message<M: MessageCodec>(&mut self, message: &mut M) {
        if !self.may_allocate(M::DEFAULT_HEAP) {
            return;
        }
        let Some((input, nesting)) = self.enter() else { return };
        message.merge_fields::<Late>(Input(input), nesting);
        if self.scope.has_failed() {
            self.scope.blame(M::table::<Late>(), input, nesting.depth);
            self.scope.relocate(input);
            self.cursor = self.cursor.at_end();
        }
    }

    /// Enters the length-prefixed value that follows. What is wrong with that is not wrong with
    /// what is in it.
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

    /// Accounts for what the default of a message has allocated, where that is limited: it has just
    /// been made, most likely. `false`, and the end, if that is too much.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn may_allocate(&mut self, bytes: usize) -> bool {
        let may = bytes == 0 || !self.scope.is_limited() || self.scope.charge(self.cursor, bytes);
        if !may {
            self.cursor = self.cursor.at_end();
        }
        may
    }

    /// Merges the group that follows into `message`.
    #[inline]
    pub fn group<M: MessageCodec>(&mut self, message: &mut M) {
        if !self.may_allocate(M::DEFAULT_HEAP) {
            return;
        }
        let (scope, input) = (self.scope, self.cursor);
        let Some(depth) = self.depth.checked_sub(1) else { return self.fail(Error::recursion()) };
        let outer =
            scope.group.replace(Some(OpenGroup { number: self.key >> 3, depth, left: None }));
        message.merge_fields::<Late>(Input(input), Nesting { scope, depth });
        let group = scope.group.replace(outer);
        if scope.has_failed() {
            scope.blame(M::table::<Late>(), input, depth);
            scope.relocate(input);
            self.cursor = self.cursor.at_end();
            return;
        }
        match group.and_then(|group| group.left) {
            Some(left) => drop(self.cursor.split((input.remaining() - left) as u64)),
            // prost fails to read the key that should come next.
            None => self.fail(Error::varint()),
        }
    }

    /// Merges the message that follows into one of which only `prost::Message` is known.
    #[inline]
    pub fn foreign_message<M: prost::Message>(&mut self, message: &mut M) {
        let start = self.cursor;
        if let Some((input, nesting)) = self.enter()
            && let Err(error) = foreign::merge(message, input.rest(), nesting.depth, self.scope)
        {
            self.cursor = start;
            self.fail(error);
        }
    }

    /// The same for one in a box.
    #[inline]
    pub fn foreign_message_in_box<M: prost::Message>(&mut self, message: &mut Box<M>) {
        if self.may_allocate(size_of::<M>()) {
            self.foreign_message(&mut **message);
        }
    }

    /// The same for one in a box that is framed as a group.
    #[inline]
    pub fn foreign_group_in_box<M: prost::Message>(&mut self, message: &mut Box<M>) {
        if self.may_allocate(size_of::<M>()) {
            self.foreign_group(&mut **message);
        }
    }

    /// The same for one that is framed as a group.
    #[inline]
    pub fn foreign_group<M: prost::Message>(&mut self, message: &mut M) {
        let mut rest = self.cursor.rest();
        match foreign::merge_group(message, self.key, &mut rest, self.depth, self.scope) {
            Ok(()) => drop(self.cursor.split((self.cursor.remaining() - rest.len()) as u64)),
            Err(error) => self.fail(error),
        }
    }

    /// Reads over a field that no arm of the message's `match` took.
    ///
    /// The field is an error in three cases: its key is invalid; its number is declared, so that
    /// its wire type is another one; or it ends a group that is not open.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn skip(&mut self, table: &Table) {
        self.cursor = skip_field(self.cursor, self.key, self.depth, self.scope, table);
    }

    /// Appends a field that no arm of the message's `match` took to `unknown`.
    ///
    /// The field is an error in two cases: its key is invalid, or it ends a group that is not open.
    /// A declared number with another wire type is an unknown field like any other.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn preserve(&mut self, unknown: &mut UnknownFields, table: &Table) {
        self.cursor = preserve_field(self.cursor, self.key, self.depth, self.scope, unknown, table);
    }

    /// The value that follows is a mistake.
    fn fail(&mut self, error: Error) {
        self.scope.fail_with(self.cursor, error);
        self.cursor = self.cursor.at_end();
    }
}

// The functions below are not inlined. They take what they need of the reader by value: a reference
// would force it out of the registers of the loop that calls them.

/// Keys of three bytes and more, over-long ones, and the very last byte of an input.
#[cold]
#[inline(never)]
fn long_key<'a>(mut cursor: Cursor<'a>, scope: &Scope<'_>) -> (u32, Cursor<'a>) {
    let start = cursor;
    match cursor.key() {
        // This one is taken.
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

#[cold]
#[inline(never)]
fn skip_field<'a>(
    value: Cursor<'a>,
    key: u32,
    depth: u32,
    scope: &Scope<'_>,
    table: &Table,
) -> Cursor<'a> {
    let refused = OtherWireType::Refused;
    skip::field(value, key, depth, scope, table, refused).unwrap_or_else(|error| {
        scope.fail_outside(value, error);
        value.at_end()
    })
}

#[inline(never)]
fn preserve_field<'a>(
    value: Cursor<'a>,
    key: u32,
    depth: u32,
    scope: &Scope<'_>,
    unknown: &mut UnknownFields,
    table: &Table,
) -> Cursor<'a> {
    let after = match skip::field(value, key, depth, scope, table, OtherWireType::Unknown) {
        Ok(after) => after,
        Err(error) => {
            scope.fail_outside(value, error);
            return value.at_end();
        }
    };
    if key & 7 != skip::END_GROUP && !scope.has_failed() {
        let bytes = value.rest();
        let record = &bytes[..bytes.len() - after.remaining()];
        if scope.is_limited() && !scope.charge(value, unknown.room(record)) {
            return value.at_end();
        }
        unknown.push_record(key, record);
    }
    after
}
