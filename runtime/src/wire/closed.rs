//! Reading of closed enums. Numbers without a name go to the unknown fields.

use alloc::vec::Vec;

use super::cursor::Cursor;
use super::error::Error;
use super::map::{Insert, Map};
use super::scope::Scope;
use super::unknown_fields::UnknownFields;
use super::{blob, packed, varint};

/// Appends the number of an enum field to the unknown fields, as a varint, even if it was packed.
/// Returns `false` if the heap limit does not allow it, or if no number was read.
#[cold]
#[inline(never)]
pub(super) fn keep(
    // The position of the number.
    start: Cursor<'_>,
    // The key of the field.
    key: u32,
    number: i32,
    scope: &Scope<'_>,
    unknown: &mut UnknownFields,
) -> bool {
    if scope.has_failed() {
        return false;
    }
    let (bytes, length) = varint::to_bytes(i64::from(number) as u64);
    let record = &bytes[..length];
    if scope.is_limited() && !scope.charge(start, unknown.growth(record)) {
        return false;
    }
    unknown.push_record(key & !7, record);
    true
}

/// Appends the elements of one packed record of a closed enum.
#[inline(never)]
pub(super) fn read_packed<'a, E: TryFrom<i32>>(
    cursor: Cursor<'a>,
    key: u32,
    values: &mut Vec<E>,
    scope: &Scope<'_>,
    unknown: &mut UnknownFields,
) -> Cursor<'a> {
    let (bytes, behind) = blob::delimited(cursor, scope);
    match elements(cursor, key, bytes, values, scope, unknown) {
        Ok(()) if scope.has_failed() => cursor.at_end(),
        Ok(()) => behind,
        Err(error) => {
            scope.fail_with(cursor, error);
            cursor.at_end()
        }
    }
}

fn elements<E: TryFrom<i32>>(
    start: Cursor<'_>,
    key: u32,
    bytes: &[u8],
    values: &mut Vec<E>,
    scope: &Scope<'_>,
    unknown: &mut UnknownFields,
) -> Result<(), Error> {
    let mut cursor = Cursor::new(bytes);
    packed::reserve(values, packed::count(cursor, bytes), scope)?;
    while !cursor.is_empty() {
        let number = cursor.varint()? as i32;
        match E::try_from(number) {
            Ok(value) => values.push(value),
            Err(_) if keep(start, key, number, scope, unknown) => {}
            // The scope stores the error.
            Err(_) => break,
        }
    }
    Ok(())
}

/// A map of closed enums while one entry is read into it. The value is a number until the whole
/// entry has been read, because the last value of an entry counts.
pub(super) struct ClosedMap<'a, C> {
    pub map: &'a mut C,
    pub unknown: &'a mut UnknownFields,
    /// The position of the entry's length.
    pub start: Cursor<'a>,
    /// The key of the entry.
    pub key: u32,
    pub scope: &'a Scope<'a>,
}

impl<C: Map<Value: TryFrom<i32>>> Insert for ClosedMap<'_, C> {
    type Key = C::Key;
    type Value = i32;

    fn is_full(&self) -> bool {
        self.map.is_full()
    }

    fn growth(&self, additional: usize) -> usize {
        self.map.growth(additional)
    }

    fn growth_of_entry(&self) -> usize {
        self.map.growth_of_entry()
    }

    fn reserve(&mut self, additional: usize) {
        self.map.reserve(additional);
    }

    fn insert(&mut self, key: C::Key, number: i32) {
        match C::Value::try_from(number) {
            Ok(value) => self.map.insert(key, value),
            Err(_) => self.keep(),
        }
    }
}

impl<C> ClosedMap<'_, C> {
    /// Appends the whole entry to the unknown fields.
    #[cold]
    #[inline(never)]
    fn keep(&mut self) {
        let mut behind = self.start;
        // The entry has been read before, so this does not fail.
        if behind.delimited().is_err() {
            return;
        }
        let bytes = self.start.rest();
        let record = &bytes[..bytes.len() - behind.remaining()];
        if !self.scope.is_limited() || self.scope.charge(self.start, self.unknown.growth(record)) {
            self.unknown.push_record(self.key, record);
        }
    }
}
