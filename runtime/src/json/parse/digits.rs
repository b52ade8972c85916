//! Decimal digits, read eight at a time.

/// The powers of ten that a `u64` holds.
pub(super) const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut exponent = 1;
    while exponent < 20 {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// Returns the number that the leading digits stand for, and the count of these digits. The number
/// is wrong if there are more than nineteen digits.
#[inline]
pub(super) fn leading_digits(bytes: &[u8]) -> (u64, usize) {
    let (mut value, mut length) = (0_u64, 0);
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        let (part, count) = digits_of_word(u64::from_le_bytes(*word));
        value = value.wrapping_mul(POWERS[count]).wrapping_add(part);
        length += count;
        if count < 8 {
            return (value, length);
        }
        rest = after;
    }
    for digit in rest.iter().map(|byte| byte.wrapping_sub(b'0')).take_while(|digit| *digit < 10) {
        value = value.wrapping_mul(10).wrapping_add(digit.into());
        length += 1;
    }
    (value, length)
}

/// Returns the number that the leading digits of eight bytes stand for, and the count of these
/// digits. The first byte is the lowest one of the word.
#[inline(always)]
pub(super) fn digits_of_word(word: u64) -> (u64, usize) {
    const ONES: u64 = u64::MAX / 255;
    let digits = word ^ (ONES * b'0' as u64);
    // The highest bit of a byte is set if the byte is above 9. The carry can set the bit in bytes
    // after the first such byte, and these are not used.
    let others = (digits.wrapping_add(ONES * 0x76) | digits) & (ONES * 0x80);
    let count = others.trailing_zeros() as usize / 8;
    if count == 0 {
        return (0, 0);
    }
    // If there are fewer than eight digits, the shift puts zeros before them.
    let digits = digits << (64 - 8 * count);
    // The first step joins two digits in each second byte, the next joins four digits, and the last
    // joins all eight.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    const FIRST: u64 = 0xff_0000_00ff;
    let high = (pairs & FIRST).wrapping_mul(100 + (1_000_000 << 32));
    let low = (pairs >> 16 & FIRST).wrapping_mul(1 + (10_000 << 32));
    (high.wrapping_add(low) >> 32, count)
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn digits_end_at_any_other_byte() {
        for number in ["", "0", "7", "10", "987654321", "12345678", "9999999999999999999"] {
            for other in (0..=255_u8).filter(|byte| !byte.is_ascii_digit()) {
                for filler in [b'0', b'9', b' ', 0x80, 0xff] {
                    let mut text = number.as_bytes().to_vec();
                    text.push(other);
                    text.extend([filler; 16]);
                    let expected = (number.parse().unwrap_or(0), number.len());
                    assert_eq!(leading_digits(&text), expected, "{number} {other:#x}");
                }
            }
        }
        for number in (0..2_000_000_u64).step_by(7) {
            let text = format!("{number},");
            assert_eq!(leading_digits(text.as_bytes()), (number, text.len() - 1));
            let text = format!("{number:016}");
            assert_eq!(leading_digits(text.as_bytes()), (number, 16));
        }
    }
}
