//! `bytes` fields.

use alloc::vec::Vec;

use bytes::Bytes;

use super::copy::owned;
use super::cursor::Cursor;
use super::scope::Scope;

/// Reads length-prefixed bytes into `value`, whose memory is used again if there is any.
#[inline(never)]
pub(crate) fn read<'a>(cursor: Cursor<'a>, value: &mut Vec<u8>, scope: &Scope<'_>) -> Cursor<'a> {
    let (bytes, cursor) = delimited(cursor, scope);
    if value.capacity() < bytes.len() {
        // Not in steps: so all bytes together take no more memory than they take on the wire.
        *value = owned(bytes).0;
    } else {
        value.clear();
        value.extend_from_slice(bytes);
    }
    cursor
}

/// Reads length-prefixed bytes into `value`: a slice of the root if there is one, else a copy.
#[inline(never)]
pub(crate) fn read_shared<'a>(
    cursor: Cursor<'a>,
    value: &mut Bytes,
    scope: &Scope<'_>,
) -> Cursor<'a> {
    let (bytes, cursor) = delimited(cursor, scope);
    *value = match scope.root {
        Some(root) => root.slice_ref(bytes),
        None => owned(bytes).0.into(),
    };
    cursor
}

/// The bytes behind a length prefix, and the position behind them. None of either, if there are too
/// few.
#[inline(always)]
pub(crate) fn delimited<'a>(cursor: Cursor<'a>, scope: &Scope<'_>) -> (&'a [u8], Cursor<'a>) {
    let mut behind = cursor;
    match behind.delimited() {
        Ok(bytes) => (bytes, behind),
        Err(error) => {
            scope.fail_with(cursor, error);
            (&[], cursor.at_end())
        }
    }
}
