//! Reading of `bytes` fields.

use alloc::vec::Vec;

use bytes::Bytes;

use super::copy::owned;
use super::cursor::Cursor;
use super::scope::Scope;

/// Reads length-prefixed bytes into `value`, and reuses its memory if that suffices.
#[inline(never)]
pub(crate) fn read<'a>(cursor: Cursor<'a>, value: &mut Vec<u8>, scope: &Scope<'_>) -> Cursor<'a> {
    let (bytes, cursor) = delimited(cursor, scope);
    if value.capacity() < bytes.len() {
        // The vector gets exactly this capacity. So all `bytes` fields together take no more memory
        // than they take on the wire.
        *value = owned(bytes).0;
    } else {
        value.clear();
        value.extend_from_slice(bytes);
    }
    cursor
}

/// Reads length-prefixed bytes into `value`: a slice of the scope's root if there is a root, else a
/// copy.
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

/// Returns the bytes after a length prefix, and the position after them. If the input is cut off,
/// returns no bytes and the end of the input.
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
