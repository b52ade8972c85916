//! Reads single values that have been checked before.

use super::pieces::skipped;
use crate::wire::cursor::Cursor;
use crate::wire::kind::{Scalar, Width};

/// Returns the position of the last value of a field in a map entry.
#[inline]
pub(super) fn last(entry: &[u8], key: u32) -> Option<Cursor<'_>> {
    let (mut cursor, mut found) = (Cursor::new(entry), None);
    while !cursor.is_empty() {
        let read = cursor.key().ok()?;
        if read == key {
            found = Some(cursor);
        }
        cursor = skipped(cursor, read);
    }
    found
}

/// Reads a scalar that is not packed.
#[inline(always)]
pub(super) fn scalar<K: Scalar>(cursor: &mut Cursor<'_>) -> Option<K::Value> {
    let bits = match K::WIDTH {
        Width::Varint => cursor.varint_without_guess()?,
        Width::Four => u32::from_le_bytes(cursor.array().ok()?).into(),
        Width::Eight => u64::from_le_bytes(cursor.array().ok()?),
    };
    Some(K::from_bits(bits))
}
