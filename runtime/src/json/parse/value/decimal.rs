//! Conversion from decimal to binary numbers, for common exponents.
//!
//! This is the algorithm of Eisel and Lemire (D. Lemire, "Number Parsing at a Gigabyte per Second",
//! 2021): a product of 128 bits decides on the rounding. For the exponents from -27 to 55 this
//! product is always enough, so there is no slow path. `str::parse` reads the text once more: with
//! it, parsing packed doubles takes a third longer (`bench -- json`).

/// The least exponent.
const LEAST: i64 = -27;
/// The greatest exponent. Five to the power of 27 has at most 64 bits.
const GREATEST: i64 = 27;

/// Five to the power of each exponent, as 128 bits of which the highest one is set. Negative powers
/// are reciprocals, which are rounded up.
const POWERS: [u128; (GREATEST - LEAST + 1) as usize] = {
    let mut powers = [0; (GREATEST - LEAST + 1) as usize];
    let mut exponent = LEAST;
    while exponent <= GREATEST {
        powers[(exponent - LEAST) as usize] = match exponent < 0 {
            true => reciprocal(5_u128.pow(-exponent as u32)),
            false => {
                let power = 5_u128.pow(exponent as u32);
                power << power.leading_zeros()
            }
        };
        exponent += 1;
    }
    powers
};

/// Divides the power of two that gives a quotient of 128 bits by `divisor`, and rounds up.
const fn reciprocal(divisor: u128) -> u128 {
    let (mut quotient, mut remainder) = (0_u128, 1_u128);
    while quotient >> 127 == 0 {
        remainder <<= 1;
        quotient <<= 1;
        if remainder >= divisor {
            remainder -= divisor;
            quotient += 1;
        }
    }
    quotient + 1
}

/// The powers of ten that an `f64` holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Returns the bits of the `f64` that is nearest to `mantissa` times ten to the power of
/// `exponent`. Returns `None` for exponents that are far from 0.
#[inline]
pub(super) fn double(mantissa: u64, exponent: i64) -> Option<u64> {
    if mantissa < 1 << 53
        && let Some(power) = TENS.get(exponent.unsigned_abs() as usize)
    {
        // Both numbers are exact, so only the operation rounds.
        let value = mantissa as f64;
        return Some(if exponent < 0 { value / power } else { value * power }.to_bits());
    }
    if mantissa == 0 {
        return Some(0);
    }
    let index = exponent.checked_sub(LEAST)?;
    let power = *POWERS.get(usize::try_from(index).ok()?)?;
    let zeros = mantissa.leading_zeros();
    let mantissa = u128::from(mantissa << zeros);
    let mut product = mantissa * (power >> 64);
    // The low half of the power counts only if its carry would change the needed bits.
    if product >> 64 & 0x1ff == 0x1ff {
        product += (mantissa * (power & u128::from(u64::MAX))) >> 64;
    }
    let (high, low) = ((product >> 64) as u64, product as u64);
    let upper = (high >> 63) as u32;
    // The mantissa has 53 bits. One more bit is for rounding.
    let shift = upper + 9;
    let mut bits = high >> shift;
    // A number halfway between two `f64`s is rounded to the even one.
    if low <= 1 && bits & 3 == 1 && bits << shift == high && (-4..=23).contains(&exponent) {
        bits &= !1;
    }
    bits = (bits + (bits & 1)) >> 1;
    // The binary logarithm of ten is 217,706 / 65,536.
    let binary_exponent = ((217_706 * exponent) >> 16) + 63 + i64::from(upper) - i64::from(zeros);
    // The highest of the 53 bits is not stored. It adds one to the exponent, as a carry does.
    Some((((binary_exponent + 1022) as u64) << 52) + bits)
}
