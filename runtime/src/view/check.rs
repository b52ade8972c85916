//! The check of an encoded message by the table of its fields.
//!
//! The check accepts the input that decoding the owned message accepts, and no other. Two groups of
//! another codec are exceptions, which the check refuses:
//!
//! * a group that stops reading before or after the end of its records, e.g. that of a
//!   `prost::Message` that is written by hand;
//! * a group with more than [`RECURSION_LIMIT`] groups that are nested directly, one in the other.
//!   Decoding can accept it if messages of prost and of this crate are mixed in the group, because
//!   each of them counts levels of its own.
//!
//! One function checks all messages. It is compiled once, keeps nothing and allocates nothing. In a
//! lazy message, it skips the messages that have a length prefix.
//!
//! A record of a frequent kind whose key has one byte is found by that byte ([`Fields::short`]).
//! The check of a message with three floats takes 110 instructions that way, and 210 if each key
//! is looked up among the entries (mesh, `bench -- views --instructions`).

use super::fields::{
    Entry, Fields, LONGEST_SCALAR, SHORT_BYTES, SHORT_MESSAGE, SHORT_STRING, SHORT_VARINTS,
};
use super::reader::long_key;
use super::text;
use super::varints::are_varints;
use crate::wire::cursor::Cursor;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::reader::END;
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
        let Some(first) = cursor.first() else { return (group == 0).then_some(cursor) };
        // The most frequent records: scalars, strings and messages with a key of one byte.
        if let Some(short) = fields.short(first) {
            if short <= LONGEST_SCALAR {
                cursor = scalar(cursor, first, short)?;
                continue;
            }
            cursor.split(1);
            let length = cursor.length()?;
            let bytes = cursor.split(length)?;
            let is_accepted = match short {
                SHORT_STRING => text::is_utf8(bytes.rest()),
                SHORT_VARINTS => are_varints(bytes.rest()),
                SHORT_MESSAGE => match fields.entry(u32::from(first >> 3)) {
                    Entry::Message(inner) => {
                        check_inner(inner.get(), bytes, depth, extent).is_some()
                    }
                    _ => false,
                },
                SHORT_BYTES => true,
                _ => false,
            };
            if !is_accepted {
                return None;
            }
            continue;
        }
        let key = match cursor.short_key() {
            Some(key) => key,
            None => {
                let key;
                (key, cursor) = long_key(cursor);
                if key == END {
                    return None;
                }
                key
            }
        };
        if key & 7 == VARINT && fields.entry(key >> 3).is_varint() {
            cursor.skip_varint()?;
            continue;
        }
        match check_record(fields, key, cursor, depth, extent) {
            Some(behind) => cursor = behind,
            None => return (group != 0 && key == group << 3 | END_GROUP).then_some(cursor),
        }
    }
}

/// Checks the message of a field or the entry of a map, which has a length prefix. The message
/// around it may nest `depth` levels deeper.
#[inline(always)]
pub(super) fn check_inner(
    fields: &'static Fields,
    body: Cursor<'_>,
    depth: u32,
    extent: Extent,
) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    // Many messages have nothing but scalars. Their check calls no function.
    let mut rest = body;
    loop {
        let Some(first) = rest.first() else { return Some(()) };
        match fields.short(first) {
            Some(short @ ..=LONGEST_SCALAR) => rest = scalar(rest, first, short)?,
            _ => break,
        }
    }
    // The entry of a map is a part of the message around it.
    let extent = if fields.is_map_entry() { extent } else { Extent::Deep };
    check(fields, rest, depth, 0, extent).map(drop)
}

/// Checks the record of a scalar. `cursor` is at its key, which has one byte. The shortest record
/// with this key has `length` bytes. Returns the position after the record.
#[inline(always)]
fn scalar(mut cursor: Cursor<'_>, key: u8, length: u8) -> Option<Cursor<'_>> {
    if u32::from(key) & 7 == VARINT {
        cursor.split(1);
        cursor.skip_varint()?;
    } else {
        cursor.split(length.into())?;
    }
    Some(cursor)
}

/// Checks one record of a message as [`check`] does. `cursor` is at the value after `key`. Returns
/// the position after the record. An end-group key has no value.
#[inline(never)]
pub(super) fn check_record<'a>(
    fields: &'static Fields,
    key: u32,
    mut cursor: Cursor<'a>,
    depth: u32,
    extent: Extent,
) -> Option<Cursor<'a>> {
    if key & 7 != DELIMITED {
        return not_delimited(fields, key, cursor, depth, extent);
    }
    let length = cursor.length()?;
    let bytes = cursor.split(length)?;
    delimited(fields.entry(key >> 3), fields, key, bytes, depth, extent)?;
    Some(cursor)
}

/// Checks a value with a length prefix. `declared` is the entry of the number in `key`.
#[inline(always)]
pub(super) fn delimited(
    declared: Entry,
    fields: &'static Fields,
    key: u32,
    bytes: Cursor<'_>,
    depth: u32,
    extent: Extent,
) -> Option<()> {
    let is_accepted = match declared {
        Entry::String => text::is_utf8(bytes.rest()),
        Entry::LazyMessage(_) if extent == Extent::Lazy => true,
        Entry::Message(inner) | Entry::LazyMessage(inner) => {
            return check_inner(inner.get(), bytes, depth, extent);
        }
        Entry::Bytes => true,
        Entry::Varints | Entry::ClosedEnums(_) => are_varints(bytes.rest()),
        Entry::Fixed64s => bytes.remaining().is_multiple_of(8),
        Entry::Fixed32s => bytes.remaining().is_multiple_of(4),
        Entry::Foreign(check) => check(bytes.rest(), depth.checked_sub(1)?),
        Entry::LazyForeign(check) => {
            extent == Extent::Lazy || check(bytes.rest(), depth.checked_sub(1)?)
        }
        Entry::Undeclared => key >> 3 != 0 && depth != 0,
        Entry::Varint
        | Entry::Fixed32
        | Entry::Fixed64
        | Entry::ClosedEnum(_)
        | Entry::Group(_)
        | Entry::ForeignGroup(_) => fields.preserves_unknown() && depth != 0,
    };
    is_accepted.then_some(())
}

/// Checks a value without a length prefix.
#[inline(never)]
fn not_delimited<'a>(
    fields: &'static Fields,
    key: u32,
    mut cursor: Cursor<'a>,
    depth: u32,
    extent: Extent,
) -> Option<Cursor<'a>> {
    match (fields.entry(key >> 3), key & 7) {
        (entry, VARINT) if entry.is_varint() => cursor.skip_varint()?,
        (Entry::Fixed64 | Entry::Fixed64s, FIXED64) => drop(cursor.split(8)?),
        (Entry::Fixed32 | Entry::Fixed32s, FIXED32) => drop(cursor.split(4)?),
        (Entry::Group(inner), START_GROUP) => {
            cursor = check(inner.get(), cursor, depth.checked_sub(1)?, key >> 3, extent)?;
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
            if !matches!(entry, Entry::Undeclared) && !fields.preserves_unknown() {
                return None;
            }
            cursor = skip::payload(cursor, key, depth).ok()?;
        }
    }
    Some(cursor)
}
