//! The check of an encoded message by the table of its fields.
//!
//! The check accepts the input that decoding the owned message accepts, and no other. There is one
//! exception: it refuses a group of another codec that stops reading before or after the end of its
//! records, e.g. that of a `prost::Message` that is written by hand.
//!
//! One function checks all messages. It is compiled once, keeps nothing and allocates nothing. In a
//! lazy message, it skips the messages that have a length prefix.

use super::fields::{Entry, Fields};
use super::text;
use crate::wire::cursor::Cursor;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::skip::{self, DELIMITED, END_GROUP, FIXED32, FIXED64, START_GROUP, VARINT};

/// The levels of the groups that prost decodes, and one for the scalars in the innermost group,
/// which prost does not count.
const PROST_LEVELS: u32 = RECURSION_LIMIT + 1;

/// The parts of a message that the check reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The message, and all messages in it.
    Deep,
    /// The message without the messages that are read lazily.
    Lazy,
}

/// Checks the fields of a message, and returns the position after them. Returns `None` if they are
/// malformed. The message may nest `depth` levels deeper. `group` is the field number of the group
/// that the message is in, or 0.
pub(super) fn check<'a>(
    fields: &'static Fields,
    mut cursor: Cursor<'a>,
    depth: u32,
    group: u32,
    extent: Extent,
) -> Option<Cursor<'a>> {
    loop {
        let key = match cursor.short_key() {
            Some(key) => key,
            None if cursor.is_empty() => return (group == 0).then_some(cursor),
            None => cursor.key().ok()?,
        };
        match value(fields, key, cursor, depth, extent) {
            Some(behind) => cursor = behind,
            None => return (group != 0 && key == group << 3 | END_GROUP).then_some(cursor),
        }
    }
}

/// Checks one record of a message as [`check`] does. `cursor` is at the value after `key`. Returns
/// the position after the record.
#[inline(never)]
pub(super) fn check_record<'a>(
    fields: &'static Fields,
    key: u32,
    cursor: Cursor<'a>,
    depth: u32,
    extent: Extent,
) -> Option<Cursor<'a>> {
    value(fields, key, cursor, depth, extent)
}

/// Checks the value after `key`. An end-group key has no value.
#[inline(always)]
fn value<'a>(
    fields: &'static Fields,
    key: u32,
    mut cursor: Cursor<'a>,
    depth: u32,
    extent: Extent,
) -> Option<Cursor<'a>> {
    match (fields.entry(key >> 3), key & 7) {
        (Entry::Varint | Entry::Varints | Entry::ClosedEnum(_) | Entry::ClosedEnums(_), VARINT) => {
            cursor.varint().ok()?;
        }
        (Entry::String, DELIMITED) => {
            if !text::is_utf8(cursor.delimited().ok()?) {
                return None;
            }
        }
        (Entry::Message(inner), DELIMITED) => {
            let length = cursor.length()?;
            let (inner, body) = (inner.get(), cursor.split(length)?);
            // The entry of a map is a part of the message around it.
            let extent = if inner.is_map_entry { extent } else { Extent::Deep };
            check(inner, body, depth.checked_sub(1)?, 0, extent)?;
        }
        (Entry::Fixed64 | Entry::Fixed64s, FIXED64) => drop(cursor.split(8)?),
        (Entry::Fixed32 | Entry::Fixed32s, FIXED32) => drop(cursor.split(4)?),
        (Entry::Bytes, DELIMITED) => drop(cursor.delimited().ok()?),
        (Entry::Varints | Entry::ClosedEnums(_), DELIMITED) => {
            if !are_varints(cursor.delimited().ok()?) {
                return None;
            }
        }
        (Entry::Fixed64s, DELIMITED) => {
            if cursor.delimited().ok()?.len() % 8 != 0 {
                return None;
            }
        }
        (Entry::Fixed32s, DELIMITED) => {
            if cursor.delimited().ok()?.len() % 4 != 0 {
                return None;
            }
        }
        (Entry::LazyMessage(inner), DELIMITED) => {
            let length = cursor.length()?;
            let body = cursor.split(length)?;
            if extent == Extent::Deep {
                check(inner.get(), body, depth.checked_sub(1)?, 0, extent)?;
            }
        }
        (Entry::Group(inner), START_GROUP) => {
            cursor = check(inner.get(), cursor, depth.checked_sub(1)?, key >> 3, extent)?;
        }
        (Entry::Foreign(check), DELIMITED) => {
            let bytes = cursor.delimited().ok()?;
            if !check(bytes, depth.checked_sub(1)?) {
                return None;
            }
        }
        (Entry::LazyForeign(check), DELIMITED) => {
            let bytes = cursor.delimited().ok()?;
            if extent == Extent::Deep && !check(bytes, depth.checked_sub(1)?) {
                return None;
            }
        }
        (Entry::ForeignGroup(check), START_GROUP) => {
            let mut rest = cursor.rest();
            if !check(key, &mut rest, depth) {
                return None;
            }
            // The message decides where it stops reading. The views skip the group by its records.
            let behind = skip::as_prost(cursor, key, PROST_LEVELS).ok()?;
            if behind.remaining() != rest.len() {
                return None;
            }
            cursor = behind;
        }
        // `check` looks at the key again.
        (_, END_GROUP) => return None,
        (entry, _) => {
            skip::check(key).ok()?;
            if !matches!(entry, Entry::Undeclared) && !fields.preserves_unknown {
                return None;
            }
            cursor = skip::payload(cursor, key, depth).ok()?;
        }
    }
    Some(cursor)
}

/// Whether `bytes` are whole varints. The function looks at eight bytes a step: -67 % of a step for
/// each byte, measured on packed numbers.
#[inline(never)]
fn are_varints(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    // A bit for each byte, the last byte lowest: whether the byte is 0x80 or more.
    let mut seen = 0_u32;
    for word in words {
        let word = u64::from_be_bytes(*word);
        seen = seen << 8 | top_bits(word);
        // The bits of bytes after nine such bytes in a row. A tenth byte is 0 or 1.
        let tenth = nine_in_a_row(seen) >> 1 & 0xff;
        if tenth != 0 && tenth & greater_than_one(word) != 0 {
            return false;
        }
    }
    for byte in rest {
        seen = seen << 1 | u32::from(byte >> 7);
        if nine_in_a_row(seen) >> 1 & 1 != 0 && *byte > 1 {
            return false;
        }
    }
    bytes.last().is_none_or(|byte| *byte < 0x80)
}

/// Returns the top bits of the eight bytes, the last byte lowest.
#[inline(always)]
fn top_bits(word: u64) -> u32 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    (((word & HIGH) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

/// Returns a bit for each of the eight bytes that is greater than 1, the last byte lowest.
#[inline(always)]
fn greater_than_one(word: u64) -> u32 {
    const LOW: u64 = 0x7e7e_7e7e_7e7e_7e7e;
    // The sum has the top bit of a byte if one of the bits 1 to 6 is set.
    top_bits(((word & LOW) + LOW) | word)
}

/// Returns the bits at which nine bits of `seen` in a row are 1. The bit is the lowest of the nine.
#[inline(always)]
fn nine_in_a_row(seen: u32) -> u32 {
    let two = seen & seen >> 1;
    let four = two & two >> 2;
    four & four >> 4 & seen >> 8
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// Reads the varints one by one.
    fn are_varints_one_by_one(bytes: &[u8]) -> bool {
        let mut cursor = Cursor::new(bytes);
        while !cursor.is_empty() {
            if cursor.varint().is_err() {
                return false;
            }
        }
        true
    }

    #[test]
    fn varints_are_checked_as_the_cursor_reads_them() {
        const BYTES: [u8; 6] = [0x00, 0x01, 0x02, 0x7f, 0x80, 0xff];
        // A xorshift generator. Most bytes continue a varint, so that long varints occur.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let (mut good, mut bad) = (0, 0);
        let rounds = if cfg!(miri) { 300 } else { 60_000 };
        for _ in 0..rounds {
            let length = next() % 40;
            let bytes: Vec<u8> = (0..length)
                .map(|_| match next() % 16 {
                    0..3 => BYTES[(next() % 6) as usize],
                    _ => 0x80 | next() as u8,
                })
                .chain([1])
                .collect();
            let expected = are_varints_one_by_one(&bytes);
            assert_eq!(are_varints(&bytes), expected, "{bytes:x?}");
            if expected { good += 1 } else { bad += 1 }
        }
        assert!(good > 10 && bad > 10, "{good} {bad}");
        assert!(are_varints(&[]));
        assert!(!are_varints(&[0x80]));
    }
}
