//! The elements of packed records.

use crate::wire::cursor::Cursor;
use crate::wire::kind::{Scalar, Width};
use crate::wire::{packed, runs};

/// The number of varints that are read at once.
const AT_ONCE: usize = 32;

/// The rest of a packed record.
#[derive(Clone)]
pub struct Packed<'a> {
    cursor: Cursor<'a>,
    /// The number of varints that are not in `block`.
    left: usize,
    /// Whether they have more than two bytes on average.
    long: bool,
    /// The varints of `block` that have been returned.
    at: usize,
    /// The varints in `block`.
    filled: usize,
    block: [u64; AT_ONCE],
}

impl Default for Packed<'_> {
    #[inline(always)]
    fn default() -> Self {
        let cursor = Cursor::new(&[]);
        Packed { cursor, left: 0, long: false, at: 0, filled: 0, block: [0; AT_ONCE] }
    }
}

impl<'a> Packed<'a> {
    /// Returns the elements of a record.
    #[inline(always)]
    pub(super) fn new<K: Scalar>(bytes: &'a [u8]) -> Self {
        let cursor = Cursor::new(bytes);
        match K::WIDTH {
            Width::Varint => {
                let count = packed::count(cursor, bytes);
                Packed { cursor, left: count, long: bytes.len() > 2 * count, ..Self::default() }
            }
            Width::Four | Width::Eight => Packed { cursor, ..Self::default() },
        }
    }

    /// Returns the next element.
    #[inline(always)]
    pub(super) fn next<K: Scalar>(&mut self) -> Option<K::Value> {
        let bits = match K::WIDTH {
            // The error of reading beyond the end would be allocated.
            Width::Four | Width::Eight if self.cursor.is_empty() => return None,
            Width::Varint if self.at < self.filled => {
                self.at += 1;
                self.block[self.at - 1]
            }
            Width::Varint => self.fill()?,
            Width::Four => u32::from_le_bytes(self.cursor.array().ok()?).into(),
            Width::Eight => u64::from_le_bytes(self.cursor.array().ok()?),
        };
        Some(K::from_bits(bits))
    }

    /// Returns the number of elements that are left.
    #[inline(always)]
    pub(super) fn len<K: Scalar>(&self) -> usize {
        match K::WIDTH {
            Width::Varint => self.left + self.filled - self.at,
            Width::Four => self.cursor.remaining() / 4,
            Width::Eight => self.cursor.remaining() / 8,
        }
    }

    /// Reads the next varints, and returns the first one.
    #[inline(never)]
    fn fill(&mut self) -> Option<u64> {
        if self.left == 0 {
            return None;
        }
        self.filled = self.left.min(AT_ONCE);
        self.cursor = runs::read(self.cursor, &mut self.block[..self.filled], self.long)?;
        self.left -= self.filled;
        self.at = 1;
        Some(self.block[0])
    }
}

/// Calls `fold` with each element of a record. The loops have no state of an iterator, so the
/// compiler can vectorise them.
#[inline(always)]
pub(super) fn fold<K: Scalar, B>(
    bytes: &[u8],
    start: B,
    mut fold: impl FnMut(B, K::Value) -> B,
) -> B {
    match K::WIDTH {
        Width::Varint => {
            let mut cursor = Cursor::new(bytes);
            let mut left = packed::count(cursor, bytes);
            if left == bytes.len() {
                let bits = bytes.iter().map(|byte| u64::from(*byte));
                return bits.fold(start, |result, bits| fold(result, K::from_bits(bits)));
            }
            let long = bytes.len() > 2 * left;
            let (mut result, mut block) = (start, [0; AT_ONCE]);
            while left > 0 {
                let block = &mut block[..left.min(AT_ONCE)];
                let Some(behind) = runs::read(cursor, block, long) else { return result };
                cursor = behind;
                left -= block.len();
                for bits in block {
                    result = fold(result, K::from_bits(*bits));
                }
            }
            result
        }
        Width::Four => {
            let bits = bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
            bits.fold(start, |result, bits| fold(result, K::from_bits(bits.into())))
        }
        Width::Eight => {
            let bits = bytes.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
            bits.fold(start, |result, bits| fold(result, K::from_bits(bits)))
        }
    }
}
