//! Looking ahead: how many elements of a list or map follow one another, so that room is made for them once, and for no more of
//! them than there are.

use super::cursor::Cursor;

/// Bytes that room is made for without any reason. A table that has room for so many has 4 KiB at most.
const START: usize = 1536;

/// How many elements of `size` bytes to make room for: as many as follow one another under the key `tag`, the one whose key has
/// been read included; at least one. Nobody looks at more than `most` of them.
///
/// An element may be two bytes on the wire and a hundred in memory, and all entries of a map may have the same key. So there is
/// room for few of them, unless they have as many bytes themselves.
#[inline(never)]
pub(super) fn elements(mut cursor: Cursor<'_>, tag: u32, size: usize, most: usize) -> usize {
    let start = cursor.remaining();
    let mut count = 0;
    // What is malformed ends the count: the error is found when it is read. So does a long key, which is rare.
    while cursor.delimited().is_ok() {
        count += 1;
        if count == most || cursor.short_key() != Some(tag) {
            break;
        }
    }
    let bytes = start - cursor.remaining();
    count.min((bytes + START) / size.max(1)).max(1)
}
