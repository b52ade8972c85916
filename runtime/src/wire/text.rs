//! Reading of string fields. Short strings are checked for ASCII while they are copied. A string
//! that is not UTF-8 never reaches a field.

use alloc::string::String;

use super::blob;
use super::copy::{TOP_BITS, fold, owned};
use super::cursor::Cursor;
use super::error::Error;
use super::scope::Scope;

/// Reads a length-prefixed string into `value`, and reuses its memory if that suffices.
#[inline(never)]
#[allow(unsafe_code)]
pub(crate) fn read<'a>(cursor: Cursor<'a>, value: &mut String, scope: &Scope<'_>) -> Cursor<'a> {
    let (bytes, behind) = blob::delimited(cursor, scope);
    if value.capacity() < bytes.len() {
        // The string gets exactly this capacity. So all strings together take no more memory than
        // they take on the wire.
        let (copy, seen) = owned(bytes);
        // Most strings are short and ASCII. `owned` has checked that while it copied them.
        if seen.is_ascii() || is_utf8(bytes) {
            // SAFETY: `copy` equals `bytes`. Either `owned` has found only ASCII in them, or
            // `is_utf8` has found that they are UTF-8.
            *value = unsafe { String::from_utf8_unchecked(copy) };
            return behind;
        }
    } else if is_utf8(bytes) {
        value.clear();
        // SAFETY: the string is empty, and `bytes`, which become its content, are UTF-8 by the
        // condition above.
        unsafe { value.as_mut_vec() }.extend_from_slice(bytes);
        return behind;
    }
    // The error may be stored at any position in the value. The start of its bytes needs a register
    // less than the position of its length.
    scope.fail(Cursor::new(bytes), Error::utf8);
    behind.at_end()
}

/// Whether `bytes` are UTF-8.
#[inline(never)]
pub(crate) fn is_utf8(bytes: &[u8]) -> bool {
    is_long_ascii(bytes) || is_narrow(bytes) || core::str::from_utf8(bytes).is_ok()
}

/// Whether `bytes` are UTF-8 of characters of one or two bytes, as most letters of Europe and the
/// Near East are. The check takes eight bytes at a time. That of the standard library jumps at each
/// of these characters, which is hard to predict in short strings.
fn is_narrow(bytes: &[u8]) -> bool {
    let mut cursor = Cursor::new(bytes);
    // `begun` is the top bit of the byte before if that begins a character of two bytes. `wrong`
    // has bits set once an error has been found.
    let (mut begun, mut wrong) = (0, 0);
    loop {
        let word = cursor.up_to_eight();
        let other = word & TOP_BITS;
        // Bits 6 and 5 of each byte, moved to the top.
        let (six, five) = (word << 1, word << 2);
        let begin = other & six;
        // A first byte is `110xxxxx`. If the first four of the bits `x` are 0, one byte suffices
        // for the character, and two bytes are an error.
        let long_enough = (word & 0x1e1e_1e1e_1e1e_1e1e) + 0x7e7e_7e7e_7e7e_7e7e;
        wrong |= begin & (five | !long_enough);
        // A byte `10xxxxxx` follows each first byte, and occurs nowhere else.
        wrong |= (other & !six) ^ (begin << 8 | begun);
        begun = begin >> 56;
        if cursor.split(8).is_none() {
            // Bytes beyond the end count as zeros, which continue no character.
            return wrong == 0;
        }
    }
}

/// Whether `bytes` are ASCII and longer than the strings that are checked while they are copied.
fn is_long_ascii(bytes: &[u8]) -> bool {
    let blocks = bytes.as_chunks::<16>().0.iter().chain(bytes.last_chunk::<16>());
    // Short strings end here. The condition also keeps the compiler from unrolling the loop for
    // them.
    bytes.len() > 64 && blocks.into_iter().all(|block| fold(*block) & TOP_BITS == 0)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn a_top_bit_is_found_at_every_index() {
        for length in (65..150).step_by(if cfg!(miri) { 9 } else { 1 }) {
            let mut bytes = vec![b'a'; length];
            assert!(is_long_ascii(&bytes), "{length}");
            for index in 0..length {
                bytes[index] = 0x80;
                assert!(!is_long_ascii(&bytes), "{index} of {length}");
                assert!(!is_utf8(&bytes));
                bytes[index] = b'a';
            }
        }
    }

    /// Both checks agree with that of the standard library, for every error in a character at every
    /// index.
    #[test]
    fn utf8_is_what_the_standard_library_says() {
        const BYTES: [u8; 15] =
            [0, b'a', 0x7f, 0x80, 0x8f, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xff];
        let bytes = || BYTES.into_iter().step_by(if cfg!(miri) { 4 } else { 1 });
        for length in (0..40).step_by(if cfg!(miri) { 17 } else { 1 }) {
            for index in 0..length {
                for first in bytes() {
                    for second in bytes() {
                        let mut bytes = vec![b'a'; length];
                        bytes[index] = first;
                        bytes[(index + 1).min(length - 1)] = second;
                        bytes[length - 1 - index] = "é".as_bytes()[index % 2];
                        let is_utf8 = core::str::from_utf8(&bytes).is_ok();
                        assert_eq!(super::is_utf8(&bytes), is_utf8, "{bytes:?}");
                        let wide = bytes.iter().any(|byte| *byte >= 0xe0);
                        assert_eq!(is_narrow(&bytes), is_utf8 && !wide, "{bytes:?}");
                    }
                }
            }
        }
    }

    /// Covers each range of lengths with code of its own, in new memory and in reused memory.
    #[test]
    fn a_string_that_is_not_utf8_is_refused() {
        for length in [1, 2, 7, 8, 32, 33, 64, 65, 100] {
            for (end, is_text) in [
                (&b"a"[..], true),
                (b"\xff", false),
                ("é".as_bytes(), true),
                ("漢".as_bytes(), true),
                (b"\xc3", false),
            ] {
                let text = [&vec![b'a'; length][..], end].concat();
                let bytes = [&[text.len() as u8][..], &text].concat();
                for mut value in [String::new(), String::with_capacity(200)] {
                    let scope = Scope::new(None);
                    let behind = read(Cursor::new(&bytes), &mut value, &scope);
                    assert!(behind.is_empty());
                    assert_eq!(
                        (scope.has_failed(), value.as_bytes()),
                        (!is_text, if is_text { &text[..] } else { &[] }),
                        "{length}"
                    );
                }
            }
        }
    }

    #[test]
    fn memory_is_reused() {
        let mut value = String::with_capacity(10);
        value.push_str("old");
        let before = value.as_ptr();
        let cursor = read(Cursor::new("\u{5}grün!".as_bytes()), &mut value, &Scope::new(None));
        assert_eq!((value.as_str(), cursor.rest()), ("grün", &b"!"[..]));
        assert_eq!(value.as_ptr(), before);
    }
}
