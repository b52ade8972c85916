//! Looking ahead: how many elements of a list or map follow one another, so that room is made for
//! them once, and for no more of them than there are.

use super::cursor::Cursor;

/// Bytes that room is made for without any reason. A table with room for them has 4 KiB, or four
/// places.
const START: usize = 1536;

/// Returns the number of elements of `size` bytes to make room for, which is at least one. It
/// counts the elements that follow one another under the key `tag`, at most `most` of them. The
/// first one is the element whose key has been read.
///
/// An element may take two bytes on the wire and a hundred in memory, and all entries of a map may
/// have the same key. So the room for more than one element exceeds the bytes of the elements by
/// `START` bytes at most.
#[inline(never)]
pub(super) fn elements(mut cursor: Cursor<'_>, tag: u32, size: usize, most: usize) -> usize {
    let start = cursor.remaining();
    let mut count = 0;
    // What is malformed ends the count: the error is found when it is read. So does a long key,
    // which is rare.
    while cursor.delimited().is_ok() {
        count += 1;
        if count == most || cursor.short_key() != Some(tag) {
            break;
        }
    }
    let bytes = start - cursor.remaining();
    count.min((bytes + START) / size.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_follow() {
        let count = |bytes: &[u8], tag, size, most| elements(Cursor::new(bytes), tag, size, most);
        let run = [1, b'a', 10, 0, 10, 2, 1, 1];
        assert_eq!(count(&run, 10, 8, usize::MAX), 3);
        assert_eq!(count(&run, 10, 8, 2), 2);
        assert_eq!(count(&run, 18, 8, usize::MAX), 1, "under another key");
        assert_eq!(count(&[0, 10], 10, 8, usize::MAX), 1, "a key and nothing behind it");
        assert_eq!(count(&[0, 10, 5, 0], 10, 8, usize::MAX), 1, "too little behind the last one");
        assert_eq!(count(&[9], 10, 8, usize::MAX), 1, "nor behind the first");
        // A key of three bytes is not recognised.
        assert_eq!(count(&[0, 0x82, 0x80, 1, 0], 0x4002, 8, usize::MAX), 1);
        // No more than their bytes, and some.
        assert_eq!(count(&[0, 10].repeat(100), 10, 100, usize::MAX), (200 + START) / 100);
        assert_eq!(count(&[0, 10].repeat(100), 10, 5000, usize::MAX), 1);
    }
}
