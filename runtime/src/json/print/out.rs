//! The buffer of a text that is being printed.
//!
//! Most pieces of JSON are short, and `memcpy` jumps by the length, which cannot be foreseen. So
//! the buffer has zeros behind its end, and a short piece is written as blocks of a fixed size that
//! can reach into them.

mod integers;

use alloc::vec::Vec;

/// The bytes behind the end that a piece can reach into.
const SLACK: usize = 32;

/// A text.
pub(super) struct Out {
    /// The text, and at least [`SLACK`] bytes behind it.
    bytes: Vec<u8>,
    len: usize,
}

impl Out {
    /// Returns an empty text with room for so many bytes.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Out { bytes: alloc::vec![0; capacity + SLACK], len: 0 }
    }

    /// Returns the text.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        self.bytes
    }

    /// Makes room for so many bytes.
    #[inline(always)]
    pub(super) fn reserve(&mut self, more: usize) {
        if self.bytes.len() - self.len < more + SLACK {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let len = (self.len + more + SLACK).max(self.bytes.len() * 2);
        self.bytes.resize(len, 0);
    }

    /// Appends a byte.
    #[inline(always)]
    pub(super) fn byte(&mut self, byte: u8) {
        self.reserve(1);
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Appends the first `len` bytes of a block.
    #[inline(always)]
    pub(super) fn block<const N: usize>(&mut self, block: &[u8; N], len: usize) {
        const { assert!(N <= SLACK, "a block fits behind the end") }
        self.reserve(0);
        self.put(self.len, block);
        self.len += len;
    }

    /// Appends blocks whose first `len` bytes are text.
    #[inline]
    pub(super) fn blocks(&mut self, blocks: &[[u8; 16]], len: usize) {
        self.reserve(len);
        for (nth, block) in blocks.iter().enumerate() {
            self.put(self.len + nth * 16, block);
        }
        self.len += len;
    }

    /// Appends 32 bytes at most.
    #[inline(always)]
    pub(super) fn short(&mut self, text: &[u8]) {
        self.reserve(text.len());
        let (at, len) = (self.len, text.len());
        match len {
            16.. => {
                self.copy::<16>(at, text, 0);
                self.copy::<16>(at, text, len - 16);
            }
            8.. => {
                self.copy::<8>(at, text, 0);
                self.copy::<8>(at, text, len - 8);
            }
            4.. => {
                self.copy::<4>(at, text, 0);
                self.copy::<4>(at, text, len - 4);
            }
            1.. => {
                self.bytes[at] = text[0];
                self.bytes[at + len / 2] = text[len / 2];
                self.bytes[at + len - 1] = text[len - 1];
            }
            0 => {}
        }
        self.len += len;
    }

    /// Appends a string with its quotes.
    #[inline]
    pub(super) fn string(&mut self, text: &[u8]) {
        self.reserve(text.len() + 2);
        self.bytes[self.len] = b'"';
        self.len += 1;
        let plain = self.plain(text);
        if plain < text.len() {
            self.escaped(&text[plain..]);
        }
        self.byte(b'"');
    }

    /// Appends the bytes in front of the first one that has to be escaped, and returns their
    /// number. There is room for all of `text`.
    #[inline]
    fn plain(&mut self, text: &[u8]) -> usize {
        let (at, len) = (self.len, text.len());
        let (words, rest) = text.as_chunks::<8>();
        for (nth, word) in words.iter().enumerate() {
            self.put(at + nth * 8, word);
            let found = special(u64::from_le_bytes(*word));
            if found != 0 {
                let plain = nth * 8 + (found.trailing_zeros() / 8) as usize;
                self.len += plain;
                return plain;
            }
        }
        if rest.is_empty() {
            self.len += len;
            return len;
        }
        // The last bytes in a word of their own; 0x20 is no special byte.
        let mut last = [b' '; 8];
        match (text.last_chunk::<8>(), rest.len()) {
            // The bytes in front of the rest have been looked at, and are moved out.
            (Some(word), count) => {
                let word = u64::from_le_bytes(*word) >> (8 * (8 - count));
                let blank = u64::from_le_bytes(last) << (8 * count);
                last = (word | blank).to_le_bytes();
            }
            (None, _) => last[..rest.len()].copy_from_slice(rest),
        }
        self.put(at + len - rest.len(), &last);
        let found = special(u64::from_le_bytes(last));
        let plain = match found {
            0 => len,
            _ => len - rest.len() + (found.trailing_zeros() / 8) as usize,
        };
        self.len += plain;
        plain
    }

    /// Appends text that begins with a byte that has to be escaped.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, mut text: &[u8]) {
        while let [first, rest @ ..] = text {
            self.escape(*first);
            self.reserve(rest.len());
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
                return self.block(&[b'\\', b'u', b'0', b'0', digits[0], digits[1]], 6);
            }
        };
        self.block(&[b'\\', short], 2);
    }

    /// Appends bytes that `write` makes in a zeroed slice of this length.
    pub(super) fn with(&mut self, len: usize, write: impl FnOnce(&mut [u8])) {
        self.reserve(len);
        write(&mut self.bytes[self.len..self.len + len]);
        self.len += len;
    }

    /// Removes a comma at the end. Returns whether there was one.
    #[inline]
    pub(super) fn pop_comma(&mut self) -> bool {
        let has_comma = self.len > 0 && self.bytes[self.len - 1] == b',';
        self.len -= usize::from(has_comma);
        has_comma
    }

    #[inline(always)]
    fn set(&mut self, at: usize, byte: u8) {
        self.bytes[at] = byte;
    }

    #[inline(always)]
    fn put<const N: usize>(&mut self, at: usize, block: &[u8; N]) {
        self.bytes[at..at + N].copy_from_slice(block);
    }

    #[inline]
    fn copy<const N: usize>(&mut self, at: usize, text: &[u8], from: usize) {
        self.bytes[at + from..at + from + N].copy_from_slice(&text[from..from + N]);
    }
}

/// Returns a word that is not zero if one of eight bytes has to be escaped. The lowest bit that is
/// set belongs to the first such byte.
#[inline]
fn special(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // The subtraction borrows from the next byte, so bytes behind the first one that is found can
    // be found by mistake.
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
        for length in 0..20 {
            for at in 0..length {
                for special in 0..=0x7f_u8 {
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
