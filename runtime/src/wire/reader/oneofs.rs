//! Reads the members of oneofs.

use super::{END, Reader};
use crate::table::Table;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::{Input, Nesting};
use crate::wire::scope::Scope;
use crate::wire::traits::{Kind, Late, OneofCodec};
use crate::wire::{member, skip};

impl Reader<'_> {
    /// Merges the value of the member whose key has been read.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn oneof<O: OneofCodec>(&mut self, oneof: &mut Option<O>) {
        O::merge_field::<Late>(oneof, self.key, self);
    }

    /// Records that no member of a oneof has the key that has been read. The generated `match` of a
    /// message has an arm for each member, so only `merge_if_member`
    /// reads the record.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn no_member(&mut self) {
        self.key = END;
    }

    /// Merges the value after the next key into a oneof. If no member has the field number, the
    /// function skips the value. If a member has the number and another wire type, that is an
    /// error.
    pub(crate) fn merge_if_member<O: OneofCodec>(&mut self, oneof: &mut Option<O>) {
        let key = self.tag();
        self.oneof(oneof);
        if self.key != END {
            return;
        }
        self.key = key;
        // Only the `match` of the oneof has the keys of the members.
        let depth = self.depth;
        let is_member = |other: &u32| {
            let scope = Scope::new(None);
            let nesting = Nesting { scope: &scope, depth };
            let mut empty = Reader { key: *other, ..Reader::new(Input(Cursor::new(&[])), nesting) };
            empty.oneof(&mut None::<O>);
            empty.key != END
        };
        let others = (0..=skip::FIXED32).map(|wire_type| key & !7 | wire_type);
        match others.into_iter().find(is_member) {
            Some(expected) => self.fail(Error::wire_type(key, expected)),
            None => self.skip(Table::NONE),
        }
    }

    /// Reads a value, and replaces the oneof by the member that `make` returns for it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn member<K: Kind, O>(&mut self, oneof: &mut Option<O>, make: impl FnOnce(K::Value) -> O) {
        let mut value = K::Value::default();
        K::merge(&mut value, self);
        member::set(oneof, || make(value));
    }
}
