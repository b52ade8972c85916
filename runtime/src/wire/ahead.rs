//! Counts the elements of a list or map that follow one another. Then memory is reserved once, and
//! for no more elements than there are.

use super::cursor::Cursor;

/// The bytes that may be reserved beyond the bytes of the elements. The hash table of a map that
/// reserves them takes 4 KiB, or has four entries.
const START: usize = 1536;

/// Returns the number of elements of `size` bytes to reserve, which is at least one. The function
/// counts the elements that follow one another with the key `tag`, at most `most` of them. The
/// first element is the one whose key has been read.
///
/// An element may take two bytes on the wire and a hundred in memory, and all entries of a map may
/// have the same key. So the memory for more than one element exceeds the bytes of the elements by
/// at most `START` bytes.
#[inline(never)]
pub(super) fn elements(mut cursor: Cursor<'_>, tag: u32, size: usize, most: usize) -> usize {
    let start = cursor.remaining();
    let mut count = 0;
    // A malformed value ends the count. Its error is reported when it is read. A long key, which is
    // rare, ends the count, too.
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
    fn counts_the_elements_that_follow() {
        let count = |bytes: &[u8], tag, size, most| elements(Cursor::new(bytes), tag, size, most);
        let run = [1, b'a', 10, 0, 10, 2, 1, 1];
        assert_eq!(count(&run, 10, 8, usize::MAX), 3);
        assert_eq!(count(&run, 10, 8, 2), 2);
        assert_eq!(count(&run, 18, 8, usize::MAX), 1, "under another key");
        assert_eq!(count(&[0, 10], 10, 8, usize::MAX), 1, "a key without a value");
        assert_eq!(count(&[0, 10, 5, 0], 10, 8, usize::MAX), 1, "a value that is cut off");
        assert_eq!(count(&[9], 10, 8, usize::MAX), 1, "a first value that is cut off");
        // A key of three bytes is not recognised.
        assert_eq!(count(&[0, 0x82, 0x80, 1, 0], 0x4002, 8, usize::MAX), 1);
        // The memory is limited by the bytes of the elements.
        assert_eq!(count(&[0, 10].repeat(100), 10, 100, usize::MAX), (200 + START) / 100);
        assert_eq!(count(&[0, 10].repeat(100), 10, 5000, usize::MAX), 1);
    }
}
