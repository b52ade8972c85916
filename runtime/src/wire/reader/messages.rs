//! Reads messages and groups, and appends elements to lists.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::Reader;
use crate::wire::capacity;
use crate::wire::error::Error;
use crate::wire::foreign::Foreign;
use crate::wire::input::{Input, Nesting};
use crate::wire::scope::OpenGroup;
use crate::wire::traits::{Late, MessageCodec};

/// Defines a method for each repeated field that is not a scalar.
macro_rules! each {
    ($(
        $name:ident $method:ident $value:ty, $(<$message:ident: $($bound:path)|+>)?, $what:literal;
    )*) => {$(
        #[doc = concat!("Appends the next ", $what, ".")]
        #[cfg_attr(debug_assertions, inline)]
        #[cfg_attr(not(debug_assertions), inline(always))]
        pub fn $name$(<$message: $($bound +)+>)?(&mut self, values: &mut Vec<$value>) {
            if let Some(last) = self.push(values) {
                self.$method(last);
            }
        }
    )*};
}

impl Reader<'_> {
    each! {
        each_string string String,, "string";
        each_bytes bytes Vec<u8>,, "`bytes`";
        each_bytes_shared bytes_shared Bytes,, "`bytes`";
        each_message message M, <M: MessageCodec>, "message";
        each_group group M, <M: MessageCodec>, "group";
        each_foreign_message foreign_message M, <M: Foreign | Default>, "foreign message";
        each_foreign_group foreign_group M, <M: Foreign | Default>, "foreign group";
    }

    /// Appends a default element, which the caller reads into. Returns `None`, and ends the input,
    /// if the heap limit allows no more elements.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn push<'v, T: Default>(&mut self, values: &'v mut Vec<T>) -> Option<&'v mut T> {
        let last = capacity::push_default(values, self.cursor, self.key, self.scope);
        if last.is_none() {
            self.cursor = self.cursor.at_end();
        }
        last
    }

    /// Merges the next message into `message`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn message<M: MessageCodec>(&mut self, message: &mut M) {
        if !self.may_allocate(M::DEFAULT_HEAP) {
            return;
        }
        let Some((input, nesting)) = self.enter() else { return };
        message.merge_fields::<Late>(Input(input), nesting);
        if self.scope.has_failed() {
            self.scope.extend_path(M::table::<Late>(), input, nesting.depth);
            self.scope.relocate(input);
            self.cursor = self.cursor.at_end();
        }
    }

    /// Merges the next group into `message`.
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
            scope.extend_path(M::table::<Late>(), input, depth);
            scope.relocate(input);
            self.cursor = self.cursor.at_end();
            return;
        }
        match group.and_then(|group| group.left) {
            Some(left) => drop(self.cursor.split((input.remaining() - left) as u64)),
            // The end-group key is missing. prost reports that it cannot read the next key.
            None => self.fail(Error::varint()),
        }
    }

    /// Merges the next message into a foreign message.
    #[inline]
    pub fn foreign_message<M: Foreign>(&mut self, message: &mut M) {
        let start = self.cursor;
        if let Some((input, nesting)) = self.enter()
            && let Err(error) = message.merge_bytes(input.rest(), nesting.depth, self.scope)
        {
            self.cursor = start;
            self.fail(error);
        }
    }

    /// Merges the next message into a foreign message in a box.
    #[inline]
    pub fn foreign_message_in_box<M: Foreign>(&mut self, message: &mut Box<M>) {
        if self.may_allocate(size_of::<M>()) {
            self.foreign_message(&mut **message);
        }
    }

    /// Merges the next group into a foreign message in a box.
    #[inline]
    pub fn foreign_group_in_box<M: Foreign>(&mut self, message: &mut Box<M>) {
        if self.may_allocate(size_of::<M>()) {
            self.foreign_group(&mut **message);
        }
    }

    /// Merges the next group into a foreign message.
    #[inline]
    pub fn foreign_group<M: Foreign>(&mut self, message: &mut M) {
        let mut rest = self.cursor.rest();
        match message.merge_group(self.key, &mut rest, self.depth, self.scope) {
            Ok(()) => drop(self.cursor.split((self.cursor.remaining() - rest.len()) as u64)),
            Err(error) => self.fail(error),
        }
    }
}
