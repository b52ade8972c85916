//! Moves over the record of any field.

use crate::view::check::{Extent, check_record, delimited};
use crate::view::fields::Entry;
use crate::view::lazy::are_whole;
use crate::view::member::Member;
use crate::view::pieces::{group, skipped};
use crate::view::reader::{Mode, NONE, ViewReader};
use crate::view::traits::{Decoded, MessageView};
use crate::wire::cursor::Cursor;
use crate::wire::skip::{DELIMITED, FIXED32, FIXED64, START_GROUP, VARINT};

impl<'a, V: MessageView, C: Mode> ViewReader<'a, V, C> {
    /// The extent of the check.
    const EXTENT: Extent = match <V::Decoded as Decoded<V::Message>>::IS_LAZY {
        true => Extent::Lazy,
        false => Extent::Deep,
    };

    /// Skips the value of a field that the view does not have.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn skip(&mut self) {
        if Self::CHECKS {
            self.check();
            return;
        }
        self.cursor = skip_value(self.cursor, self.key);
        self.key = NONE;
    }

    /// Moves behind the value of a record that has a length prefix. `declared` is the entry of the
    /// record's number in the table. The compiler knows it, so it compiles only the check of it.
    #[inline(always)]
    pub(super) fn move_over(&mut self, declared: Entry) {
        if !Self::CHECKS {
            self.delimited();
            return;
        }
        let (fields, depth) = (const { V::FIELDS }.get(), self.source.depth);
        let mut cursor = self.cursor;
        let body = cursor.length().and_then(|length| cursor.split(length));
        match body.and_then(|b| delimited(declared, fields, self.key, b, depth, Self::EXTENT)) {
            Some(()) => {
                self.cursor = cursor;
                self.key = NONE;
            }
            None => self.end(),
        }
    }

    /// Checks the value of the record by the table, and moves behind it. Returns the value, with
    /// its length prefix if it has one.
    #[inline(always)]
    fn check(&mut self) -> Option<&'a [u8]> {
        let (fields, depth) = (const { V::FIELDS }.get(), self.source.depth);
        let Some(behind) = check_record(fields, self.key, self.cursor, depth, Self::EXTENT) else {
            self.end();
            return None;
        };
        let value = self.cursor.rest();
        self.cursor = behind;
        self.key = NONE;
        Some(&value[..value.len() - behind.remaining()])
    }

    /// Prepares a oneof for the member with this key. Another member is lost, so a message that has
    /// not been checked is checked now: decoding refuses it, too.
    #[inline(always)]
    pub(super) fn replace(&mut self, member: &Member<'a, V>, key: u32) {
        if Self::CHECKS && Self::EXTENT == Extent::Lazy && !member.is(key) {
            let fields = const { V::FIELDS }.get();
            if !are_whole(fields, member.key(), member.bytes, self.source) {
                self.end();
            }
        }
    }

    /// Reads the value of any record. The value of a record with a length prefix is what follows
    /// the length.
    #[inline(always)]
    pub(super) fn value(&mut self) -> Option<&'a [u8]> {
        let key = self.key;
        if Self::CHECKS {
            let value = self.check()?;
            return match key & 7 {
                DELIMITED => Cursor::new(value).delimited().ok(),
                _ => Some(value),
            };
        }
        if key & 7 == DELIMITED {
            return Some(self.delimited());
        }
        let start = self.cursor.rest();
        let is_skipped = match key & 7 {
            VARINT => self.cursor.skip_varint().is_some(),
            FIXED32 => self.cursor.split(4).is_some(),
            FIXED64 => self.cursor.split(8).is_some(),
            _ => false,
        };
        if !is_skipped {
            self.cursor = skip_value(self.cursor, key);
        }
        self.key = NONE;
        Some(&start[..start.len() - self.cursor.remaining()])
    }

    /// Reads the body of a message or of a group.
    #[inline(always)]
    pub(super) fn body(&mut self) -> Option<&'a [u8]> {
        let key = self.key;
        let value = self.value()?;
        match key & 7 {
            START_GROUP => Some(group(&mut Cursor::new(value), key >> 3)),
            DELIMITED => Some(value),
            _ => {
                self.end();
                None
            }
        }
    }

    /// Reads a value with a length prefix. The reader ends at another value.
    #[inline(always)]
    pub(super) fn delimited(&mut self) -> &'a [u8] {
        if self.key & 7 == DELIMITED {
            self.key = NONE;
            if let Ok(bytes) = self.cursor.delimited() {
                return bytes;
            }
        }
        self.end();
        &[]
    }
}

/// The function takes parts of the reader by value: a reference would force the reader out of the
/// registers of the loop that calls the function.
#[cold]
#[inline(never)]
fn skip_value(cursor: Cursor<'_>, key: u32) -> Cursor<'_> {
    skipped(cursor, key)
}
