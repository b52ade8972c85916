//! The elements of packed records.

use crate::wire::cursor::Cursor;
use crate::wire::kind::{Scalar, Width};
use crate::wire::{packed, runs};

/// The number of varints that an iterator reads at once.
const AT_ONCE: usize = 32;
/// The number of varints that a loop over all elements reads at once.
const BLOCK: usize = 128;

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
            // To look for runs in fewer varints would take longer than it saves.
            if left < AT_ONCE {
                let varints = (0..left).map_while(|_| match long {
                    true => cursor.varint_by_word(),
                    false => cursor.varint_without_guess(),
                });
                return varints.fold(start, |result, bits| fold(result, K::from_bits(bits)));
            }
            let (mut result, mut block) = (start, [0; BLOCK]);
            while left > 0 {
                let block = &mut block[..left.min(BLOCK)];
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

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::wire::kind::Int64;

    /// The ways of reading differ in the number of varints that they read at once.
    #[test]
    fn both_ways_of_reading_return_all_elements() {
        for values in [&[1][..], &[300], &[1, 300, 1 << 40], &[-1], &[-1, 5, 1 << 62]] {
            let counts: &[usize] = match cfg!(miri) {
                true => &[1, 32, 129],
                false => &[0, 1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 300],
            };
            for &count in counts {
                let expected: Vec<i64> = values.iter().copied().cycle().take(count).collect();
                let mut bytes = Vec::new();
                let encoded = expected.iter().map(|value| *value as u64);
                encoded.for_each(|value| prost::encoding::encode_varint(value, &mut bytes));
                let mut packed = Packed::new::<Int64>(&bytes);
                assert_eq!(packed.len::<Int64>(), count);
                let one_by_one: Vec<i64> = core::iter::from_fn(|| packed.next::<Int64>()).collect();
                assert_eq!(one_by_one, expected);
                let folded = fold::<Int64, _>(&bytes, Vec::new(), |mut all, value| {
                    all.push(value);
                    all
                });
                assert_eq!(folded, expected);
            }
        }
    }
}
