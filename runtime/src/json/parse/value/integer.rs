//! Integers.

use super::Refusal;
use crate::json::parse::number::Number;

const NO_INTEGER: &str = "the number is not an integer";
const OUT_OF_RANGE: &str = "the number is out of range of 64 bits";

/// An integer of any kind: the sign, and the absolute value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Integer {
    pub is_negative: bool,
    pub magnitude: u64,
}

impl From<i64> for Integer {
    fn from(value: i64) -> Self {
        Integer { is_negative: value < 0, magnitude: value.unsigned_abs() }
    }
}

impl From<u64> for Integer {
    fn from(value: u64) -> Self {
        Integer { is_negative: false, magnitude: value }
    }
}

/// Returns the integer that equals a floating-point number.
pub(crate) fn from_float(value: f64) -> Result<Integer, Refusal> {
    let (is_negative, absolute) = (value < 0.0, value.abs());
    // 2^64, the least number that is too great for a `u64`.
    if absolute >= 18_446_744_073_709_551_616.0 {
        return Err(OUT_OF_RANGE.into());
    }
    let magnitude = absolute as u64;
    if magnitude as f64 != absolute {
        return Err(NO_INTEGER.into());
    }
    Ok(Integer { is_negative, magnitude })
}

/// Returns the integer in a text, which has the syntax of a number in JSON, e.g. `-12`, `1.0` or
/// `1e3`. The time depends on the length of the text, and not on the exponent.
pub(crate) fn from_text(text: &str) -> Result<Integer, Refusal> {
    match Number::of(text) {
        Some(number) => from_number(&number),
        None => Err("the text is not a number".into()),
    }
}

/// Returns the integer that equals a number.
pub(crate) fn from_number(number: &Number<'_>) -> Result<Integer, Refusal> {
    let Number { is_negative, integer, fraction, exponent, .. } = *number;
    let digits = || integer.bytes().chain(fraction.bytes()).map(|digit| digit - b'0');
    let zeros = digits().take_while(|digit| *digit == 0).count();
    let count = integer.len() + fraction.len();
    if zeros == count {
        return Ok(Integer { is_negative, magnitude: 0 });
    }
    // The number of digits before the point, after the exponent has moved the point. No text has
    // more than `isize::MAX` digits.
    let point = (integer.len() as i64).saturating_add(exponent) - zeros as i64;
    let significant = (count - zeros) as i64;
    if digits().skip(zeros).skip(point.clamp(0, significant) as usize).any(|digit| digit != 0) {
        return Err(NO_INTEGER.into());
    }
    // 2^64 has 20 digits.
    let mut magnitude = (point <= 20).then_some(0_u64);
    for digit in digits().skip(zeros).chain(core::iter::repeat(0)).take(point.clamp(0, 20) as usize)
    {
        let tens = magnitude.and_then(|magnitude| magnitude.checked_mul(10));
        magnitude = tens.and_then(|tens| tens.checked_add(digit.into()));
    }
    match magnitude {
        Some(magnitude) => Ok(Integer { is_negative, magnitude }),
        None => Err(OUT_OF_RANGE.into()),
    }
}
