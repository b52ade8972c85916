//! The buffer for a text that is printed from its start to its end.
//!
//! Most pieces of JSON are short. `memcpy` branches on the length, which a processor cannot
//! predict. So the buffer keeps spare capacity after its end, and a short piece is written as
//! blocks of a fixed size, which may extend into it. This file and `integers` write without bounds
//! checks: the capacity is checked once for each piece.

mod integers;

pub(super) use integers::{eight_digits, first_digits};

use alloc::vec::Vec;

use crate::wire::copy::copy_short;

/// The spare capacity after the end, which a block may extend into.
const SLACK: usize = 32;

/// A text.
pub(super) struct Out {
    bytes: Vec<u8>,
}

impl Out {
    /// Returns an empty text with this capacity.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Out { bytes: Vec::with_capacity(capacity + SLACK) }
    }

    /// Returns the text.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Reserves capacity for `more` bytes and [`SLACK`].
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn reserve(&mut self, more: usize) {
        if self.bytes.capacity() - self.bytes.len() < more + SLACK {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        self.bytes.reserve(more + SLACK);
    }

    /// Writes a block at `offset` bytes after the end.
    ///
    /// # Safety
    /// The capacity after the end is at least `offset + N` bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn put<const N: usize>(&mut self, offset: usize, block: [u8; N]) {
        let end = self.bytes.len() + offset;
        // SAFETY: the caller guarantees that `offset + N` bytes after the end are within the
        // capacity. A byte array has an alignment of 1.
        unsafe { self.bytes.as_mut_ptr().add(end).cast::<[u8; N]>().write(block) };
    }

    /// Moves the end by `len` bytes, which were written before.
    ///
    /// # Safety
    /// The `len` bytes after the end are initialised.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn advance(&mut self, len: usize) {
        let len = self.bytes.len() + len;
        // SAFETY: the caller guarantees that the bytes up to the new length are initialised, so
        // they are within the capacity, too.
        unsafe { self.bytes.set_len(len) };
    }

    /// Appends a byte.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn byte(&mut self, byte: u8) {
        self.block([byte], 1);
    }

    /// Appends the first `len` bytes of a block. Appends the whole block if `len` is greater.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn block<const N: usize>(&mut self, block: [u8; N], len: usize) {
        const { assert!(N <= SLACK, "a block fits behind the end") }
        self.reserve(0);
        // SAFETY: `reserve` ensured `SLACK` bytes of capacity after the end, and `N` is at most
        // `SLACK`.
        unsafe { self.put(0, block) };
        // SAFETY: `put` has initialised `N` bytes after the end, and the new length covers at most
        // these.
        unsafe { self.advance(if len < N { len } else { N }) };
    }

    /// Appends the first `len` bytes of the concatenated blocks. Appends all blocks if `len` is
    /// greater.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn blocks(&mut self, blocks: &[[u8; 16]], len: usize) {
        let all = blocks.len() * 16;
        self.reserve(all);
        for (nth, block) in blocks.iter().enumerate() {
            // SAFETY: `reserve` ensured capacity for `all` bytes, and this block ends at `nth * 16
            // + 16`, which is at most `all`.
            unsafe { self.put(nth * 16, *block) };
        }
        // SAFETY: the loop has initialised `all` bytes after the end, and the new length covers at
        // most these.
        unsafe { self.advance(if len < all { len } else { all }) };
    }

    /// Appends the first 32 bytes of a text, or all of a shorter one.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn short(&mut self, text: &[u8]) {
        let text = if text.len() > SLACK { &text[..SLACK] } else { text };
        self.reserve(0);
        // SAFETY: `reserve` ensured `SLACK` bytes of capacity after the end, and the text has at
        // most `SLACK` bytes. The text is not in the buffer, because `self` is borrowed mutably.
        unsafe { copy_short(text, self.bytes.as_mut_ptr().add(self.bytes.len())) };
        // SAFETY: `copy_short` has initialised `text.len()` bytes after the end.
        unsafe { self.advance(text.len()) };
    }

    /// Appends a string with its quotes.
    #[inline]
    pub(super) fn string(&mut self, text: &[u8]) {
        self.block([b'"'], 1);
        let plain = self.plain(text);
        if plain < text.len() {
            self.escaped(&text[plain..]);
        }
        self.block([b'"'], 1);
    }

    /// Appends the bytes before the first one that needs an escape, and returns their number.
    #[inline]
    fn plain(&mut self, text: &[u8]) -> usize {
        self.reserve(text.len());
        let (words, rest) = text.as_chunks::<8>();
        for (nth, word) in words.iter().enumerate() {
            // SAFETY: `reserve` ensured capacity for the text, and this word ends at `nth * 8 + 8`,
            // which is at most the length of the text.
            unsafe { self.put(nth * 8, *word) };
            let found = special(u64::from_le_bytes(*word));
            if found != 0 {
                let plain = nth * 8 + (found.trailing_zeros() / 8) as usize;
                // SAFETY: `nth + 1` words are initialised, and `plain` ends in the last one.
                unsafe { self.advance(plain) };
                return plain;
            }
        }
        let at = text.len() - rest.len();
        let last = last_word(text, rest.len());
        // SAFETY: `reserve` ensured capacity for the text and `SLACK`. `at` is at most the length
        // of the text, and the word has at most `SLACK` bytes.
        unsafe { self.put(at, last.to_le_bytes()) };
        let plain = match special(last) {
            0 => text.len(),
            found => at + (found.trailing_zeros() / 8) as usize,
        };
        // SAFETY: all words are initialised, also the last one. Blanks fill up the last word and
        // need no escape, so `plain` is at most the length of the text.
        unsafe { self.advance(plain) };
        plain
    }

    /// Appends a text whose first byte needs an escape.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, mut text: &[u8]) {
        while let [first, rest @ ..] = text {
            self.escape(*first);
            let plain = self.plain(rest);
            text = &rest[plain..];
        }
    }

    fn escape(&mut self, byte: u8) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                let digits = [byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]);
                return self.block([b'\\', b'u', b'0', b'0', digits[0], digits[1]], 6);
            }
        };
        self.block([b'\\', short], 2);
    }

    /// Appends `len` bytes, which `write` puts into a zeroed slice.
    pub(super) fn with(&mut self, len: usize, write: impl FnOnce(&mut [u8])) {
        let start = self.bytes.len();
        self.bytes.resize(start + len, 0);
        write(&mut self.bytes[start..]);
    }

    /// Removes a comma at the end. Returns whether there was one.
    #[inline]
    pub(super) fn pop_comma(&mut self) -> bool {
        self.bytes.pop_if(|last| *last == b',').is_some()
    }
}

/// Returns the last `count` bytes of a text as a word, with blanks after them. `count` is less than
/// eight.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn last_word(text: &[u8], count: usize) -> u64 {
    const BLANKS: u64 = 0x2020_2020_2020_2020;
    if count == 0 {
        return BLANKS;
    }
    let word = match text.last_chunk::<8>() {
        // The shift removes the bytes before the last `count` ones.
        Some(word) => u64::from_le_bytes(*word) >> (8 * (8 - count)),
        None => {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(text) {
                *to = *from;
            }
            u64::from_le_bytes(word)
        }
    };
    word | BLANKS << (8 * count)
}

/// Returns a word that is not zero if one of eight bytes needs an escape. Its lowest set bit is in
/// the first such byte.
#[inline]
pub(super) fn special(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // The subtraction borrows from the next byte. So bytes after the first match can match wrongly.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero(word ^ (ONES * b'"' as u64));
    let backslash = zero(word ^ (ONES * b'\\' as u64));
    (control | quote | backslash) & HIGH
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn every_character_at_every_place_is_escaped() {
        // Under Miri, the test takes long. So it uses only bytes at the edges of the escaped
        // ranges.
        let is_edge = |special: &u8| *special < 16 || special % 32 > 27 || *special == b'"';
        for length in (0..20).step_by(if cfg!(miri) { 7 } else { 1 }) {
            for at in 0..length {
                for special in (0..=0x7f_u8).filter(|special| !cfg!(miri) || is_edge(special)) {
                    let mut text = alloc::vec![b'a'; length];
                    text[at] = special;
                    let mut out = Out::with_capacity(0);
                    out.string(&text);
                    let expected = match special {
                        b'"' => "\\\"".into(),
                        b'\\' => "\\\\".into(),
                        b'\n' => "\\n".into(),
                        b'\r' => "\\r".into(),
                        b'\t' => "\\t".into(),
                        8 => "\\b".into(),
                        12 => "\\f".into(),
                        0..0x20 => alloc::format!("\\u{special:04x}"),
                        _ => String::from(char::from(special)),
                    };
                    let [before, after] = [at, length - at - 1].map(|count| "a".repeat(count));
                    let expected = alloc::format!("\"{before}{expected}{after}\"");
                    assert_eq!(String::from_utf8(out.into_bytes()), Ok(expected));
                }
            }
        }
    }

    #[test]
    fn pieces_of_every_length_are_appended() {
        let text: Vec<u8> = (1..=32).collect();
        for length in 0..=32 {
            let mut out = Out::with_capacity(0);
            out.short(&text[..length]);
            out.byte(b',');
            assert!(out.pop_comma() && !out.pop_comma());
            assert_eq!(out.into_bytes(), &text[..length]);
        }
    }
}
