//! Integers in decimal.
//!
//! The digits are computed in one register and written as one block. So there is no branch on their
//! number, which cannot be predicted.

use super::Out;

const EIGHT_DIGITS: u64 = 100_000_000;
/// `0` in each byte.
const ZEROS: u64 = 0x3030_3030_3030_3030;

impl Out {
    /// Appends an integer, and the byte `behind` after it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(in crate::json::print) fn i64(&mut self, value: i64, behind: u8) {
        self.block([b'-'], usize::from(value < 0));
        self.u64(value.unsigned_abs(), behind);
    }

    /// Appends an integer, and the byte `behind` after it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(in crate::json::print) fn u64(&mut self, value: u64, behind: u8) {
        if value >= EIGHT_DIGITS {
            return self.many_digits(value, behind);
        }
        let (digits, count) = first_digits(value);
        // The byte after the digits gets a wider block, because the digits can fill eight bytes.
        let block = u128::from(digits) | u128::from(behind) << (8 * count);
        self.block(block.to_le_bytes(), count as usize + 1);
    }

    #[inline(never)]
    fn many_digits(&mut self, value: u64, behind: u8) {
        let (high, low) = (value / EIGHT_DIGITS, value % EIGHT_DIGITS);
        let first = if high >= EIGHT_DIGITS { high / EIGHT_DIGITS } else { high };
        let (digits, count) = first_digits(first);
        self.block(digits.to_le_bytes(), count as usize);
        if high >= EIGHT_DIGITS {
            self.block(eight_digits(high % EIGHT_DIGITS), 8);
        }
        self.block(eight_digits(low), 8);
        self.block([behind], 1);
    }
}

/// Returns the digits of a number below 100,000,000 without leading zeros, and their count. The
/// first digit is in the lowest byte. The bytes after the digits are zero.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(in crate::json::print) const fn first_digits(value: u64) -> (u64, u32) {
    let digits = spread(value);
    // For zero, the last digit is kept.
    let zeros = (digits | 1 << 56).trailing_zeros() / 8;
    ((digits | ZEROS) >> (8 * zeros), 8 - zeros)
}

/// Returns a number as eight digits.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(in crate::json::print) const fn eight_digits(value: u64) -> [u8; 8] {
    (spread(value) | ZEROS).to_le_bytes()
}

/// Returns the digits of a number below 100,000,000, the first one in the lowest byte.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
const fn spread(value: u64) -> u64 {
    // Two lanes of four digits, four lanes of two, eight of one. A multiplication and a shift
    // divide all lanes at once: 10,486 / 2^20 is close enough to 1 / 100 for numbers below 10,000,
    // and 103 / 2^10 to 1 / 10 for numbers below 100.
    let fours = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (twos - tens * 10) << 8
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    fn check(value: u64) {
        let mut out = Out::with_capacity(0);
        out.u64(value, b',');
        out.i64(value as i64, b';');
        let expected = [value.to_string(), ",".into(), (value as i64).to_string(), ";".into()];
        assert_eq!(String::from_utf8(out.into_bytes()).unwrap(), expected.concat());
    }

    #[test]
    fn numbers_of_every_length_are_printed() {
        // Under Miri, the test takes long.
        for value in (0..20_000).step_by(if cfg!(miri) { 997 } else { 1 }) {
            check(value);
        }
        for digits in 0..20 {
            let power = 10_u64.pow(digits);
            for value in [power - 1, power, power + 1, power.wrapping_mul(9)] {
                check(value);
            }
        }
        let mut value = 1_u64;
        for _ in 0..if cfg!(miri) { 2 } else { 10_000 } {
            value = value.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            for shift in 0..64 {
                check(value >> shift);
            }
        }
        check(u64::MAX);
        check(i64::MIN as u64);
    }
}
