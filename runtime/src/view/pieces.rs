//! The records of a message that comes in pieces.
//!
//! A singular message field can have several records. Such a message is a [`Source`] with a range
//! that begins at the start of the first body, and ends at the end of the last one. Each body of
//! the range is found again by its path: the keys of the records around the first body, from the
//! whole message around them. No two bodies that are not empty have the same start, and views
//! ignore empty bodies, so the start of the range determines the path.
//!
//! All records on the path whose bodies lie in the range belong to the message. Another member of
//! a oneof resets the message, and then the range begins anew.

use alloc::vec::Vec;

use super::source::Source;
use crate::wire::cursor::Cursor;
use crate::wire::skip::{self, DELIMITED, END_GROUP, START_GROUP};

/// Returns the bodies that are merged to the message of `source`, in order.
#[cold]
#[inline(never)]
pub(super) fn pieces(source: Source<'_>) -> Vec<&[u8]> {
    let mut bodies = Vec::new();
    if source.is_whole() {
        bodies.push(source.range);
        return bodies;
    }
    let start = Cursor::new(source.range).address();
    let end = start.wrapping_add(source.range.len());
    if let Some(path) = path_to(source.outer, start) {
        collect(source.outer, &path, (start, end), &mut bodies);
    }
    bodies
}

/// Returns the keys of the records that lead from `outer` to the body that begins at `target`.
fn path_to(outer: &[u8], target: usize) -> Option<Vec<u32>> {
    let mut path = Vec::new();
    let mut cursor = Cursor::new(outer);
    while !cursor.is_empty() {
        let key = cursor.key().ok()?;
        let Some(body) = body(&mut cursor, key) else { continue };
        let start = Cursor::new(body).address();
        if !(start..start.wrapping_add(body.len())).contains(&target) {
            continue;
        }
        path.push(key);
        if start == target {
            return Some(path);
        }
        cursor = Cursor::new(body);
    }
    None
}

/// Appends the bodies at the end of `path` that lie in the range from `start` to `end`. The path
/// has at most as many keys as messages nest.
fn collect<'a>(
    outer: &'a [u8],
    path: &[u32],
    (start, end): (usize, usize),
    bodies: &mut Vec<&'a [u8]>,
) {
    let [first, rest @ ..] = path else {
        let at = Cursor::new(outer).address();
        if !outer.is_empty() && start <= at && at.wrapping_add(outer.len()) <= end {
            bodies.push(outer);
        }
        return;
    };
    let mut cursor = Cursor::new(outer);
    while !cursor.is_empty() {
        let Ok(key) = cursor.key() else { return };
        let body = body(&mut cursor, key);
        if let Some(body) = body.filter(|_| key == *first) {
            collect(body, rest, (start, end), bodies);
        }
    }
}

/// Reads the value after `key`, which has been checked before. Returns the body of a
/// length-prefixed value or of a group.
fn body<'a>(cursor: &mut Cursor<'a>, key: u32) -> Option<&'a [u8]> {
    match key & 7 {
        DELIMITED => match cursor.delimited() {
            Ok(body) => return Some(body),
            Err(_) => *cursor = cursor.at_end(),
        },
        START_GROUP => return Some(group(cursor, key >> 3)),
        _ => *cursor = skipped(*cursor, key),
    }
    None
}

/// Returns the position after the value that follows `key`. The value has been checked before.
#[inline]
pub(super) fn skipped(cursor: Cursor<'_>, key: u32) -> Cursor<'_> {
    // The check has counted the levels. A group of another codec can have longer keys than ours.
    skip::as_prost(cursor, key, u32::MAX).unwrap_or(cursor.at_end())
}

/// Reads a group with this number, which has been checked before. Returns the fields in it, without
/// the end-group key.
#[inline(never)]
pub(super) fn group<'a>(cursor: &mut Cursor<'a>, number: u32) -> &'a [u8] {
    let fields = cursor.rest();
    loop {
        let length = fields.len() - cursor.remaining();
        match cursor.any_key() {
            Ok(key) if key & 7 == END_GROUP && key >> 3 == number => return &fields[..length],
            Ok(key) if key & 7 != END_GROUP => *cursor = skipped(*cursor, key),
            _ => {
                *cursor = cursor.at_end();
                return &[];
            }
        }
    }
}
