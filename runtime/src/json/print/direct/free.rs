//! Short pieces of text, written from their end to their start.
//!
//! Most pieces of JSON are short. `memcpy` branches on the length, which a processor cannot
//! predict. So a short piece is written as a block of a fixed size. The piece is at the end of the
//! block, and the next piece overwrites the bytes before it.

use super::super::out::{eight_digits, first_digits, special};

/// The free bytes before the position. The caller has checked that they suffice.
pub(super) struct Free<'a> {
    /// The free bytes. Their count is the position.
    free: &'a mut [u8],
    /// The position in the buffer, which [`end`](Free::end) updates.
    at: &'a mut usize,
}

impl<'a> Free<'a> {
    /// Returns the bytes of a chunk before the position.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(chunk: &'a mut [u8], at: &'a mut usize) -> Self {
        Free { free: &mut chunk[..*at], at }
    }

    /// Moves the position to `start`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn move_to(self, start: usize) -> Self {
        Free { free: &mut self.free[..start], at: self.at }
    }

    /// Stores the position in the buffer.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn end(self) {
        *self.at = self.free.len();
    }

    /// Writes the last `len` bytes of a block. There are at least `N` free bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn put<const N: usize>(self, block: [u8; N], len: usize) -> Self {
        if let Some(end) = self.free.last_chunk_mut() {
            *end = block;
        }
        let start = self.free.len() - len;
        self.move_to(start)
    }

    /// Writes a byte.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn byte(self, byte: u8) -> Self {
        self.put([byte], 1)
    }

    /// Writes an integer.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn i64(self, value: i64) -> Self {
        self.u64(value.unsigned_abs()).put([b'-'], usize::from(value < 0))
    }

    /// Writes an integer.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn u64(mut self, mut value: u64) -> Self {
        while value >= 100_000_000 {
            self = self.put(eight_digits(value % 100_000_000), 8);
            value /= 100_000_000;
        }
        let (_, count) = first_digits(value);
        self.put(eight_digits(value), count as usize)
    }

    /// Writes a boolean.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn bool(self, value: bool) -> Self {
        // The code looks the text up in a table, because a branch on the value cannot be predicted.
        const NAMES: [([u8; 8], usize); 2] = [(*b"   false", 5), (*b"    true", 4)];
        let (name, len) = NAMES[usize::from(value)];
        self.put(name, len)
    }

    /// Writes at most 32 bytes that need no escapes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn short(self, text: &[u8]) -> Self {
        let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) else {
            return self.put(short_word(text).to_le_bytes(), text.len());
        };
        let start = self.free.len() - text.len();
        let to = &mut self.free[start..];
        // Pieces may overlap. So there is no branch on the exact length, which cannot be predicted.
        for at in [8, 16] {
            let at = at.min(text.len() - 8);
            if let (Some(to), Some(from)) =
                (to[at..].first_chunk_mut::<8>(), text[at..].first_chunk::<8>())
            {
                *to = *from;
            }
        }
        if let Some(to) = to.first_chunk_mut() {
            *to = *first;
        }
        if let Some(to) = to.last_chunk_mut() {
            *to = *last;
        }
        self.move_to(start)
    }

    /// Writes the last `len` bytes of the concatenated blocks.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn blocks(self, blocks: &[[u8; 16]], len: usize) -> Self {
        let mut end = self.free.len();
        for block in blocks.iter().rev() {
            if let Some(end) = self.free[..end].last_chunk_mut() {
                *end = *block;
            }
            end -= 16;
        }
        let start = self.free.len() - len;
        self.move_to(start)
    }

    /// Writes `len` bytes, which `write` puts into a slice.
    #[inline]
    pub(super) fn with(self, len: usize, write: impl FnOnce(&mut [u8])) -> Self {
        let start = self.free.len() - len;
        write(&mut self.free[start..]);
        self.move_to(start)
    }

    /// Writes a text. If a byte needs an escape, returns `Err` with the position unchanged.
    #[inline]
    pub(super) fn plain(self, text: &[u8]) -> Result<Self, Self> {
        let Some(last) = text.last_chunk::<8>() else {
            let word = short_word(text);
            return match special(word) {
                0 => Ok(self.put(word.to_le_bytes(), text.len())),
                _ => Err(self),
            };
        };
        let start = self.free.len() - text.len();
        let to = &mut self.free[start..];
        let mut found = special(u64::from_le_bytes(*last));
        for (to, word) in to.as_chunks_mut::<8>().0.iter_mut().zip(text.as_chunks::<8>().0) {
            *to = *word;
            found |= special(u64::from_le_bytes(*word));
        }
        if let Some(end) = to.last_chunk_mut() {
            *end = *last;
        }
        match found {
            0 => Ok(self.move_to(start)),
            _ => Err(self),
        }
    }
}

/// Returns a text of fewer than eight bytes as a word, with blanks before the text.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn short_word(text: &[u8]) -> u64 {
    const BLANKS: u64 = 0x2020_2020_2020_2020;
    let unused = 8 * (8 - text.len() as u32 % 8);
    match text {
        [] => BLANKS,
        [byte] => u64::from(*byte) << 56 | BLANKS >> 8,
        _ => {
            // The first and the last bytes can overlap. The overlapping bytes are equal.
            let word = match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
                (Some(first), Some(last)) => {
                    u64::from(u32::from_le_bytes(*first)) << unused
                        | u64::from(u32::from_le_bytes(*last)) << 32
                }
                _ => {
                    let [first, .., last] = text else { return BLANKS };
                    let middle = text[1];
                    u64::from(*first) << unused
                        | u64::from(middle) << (unused + 8)
                        | u64::from(*last) << 56
                }
            };
            word | BLANKS >> (8 * text.len())
        }
    }
}
