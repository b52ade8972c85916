//! Floating-point numbers.

use super::integer::Integer;
use super::{Refusal, bits, decimal};
use crate::json::parse::number::Number;
use crate::schema::Kind;

/// Returns the bits of the `float` or `double` in a text: a number, `NaN`, `Infinity` or
/// `-Infinity`.
pub(crate) fn from_text(kind: &Kind, text: &str) -> Result<u64, Refusal> {
    match text {
        "NaN" => bits::of_float(kind, f64::NAN),
        "Infinity" => bits::of_float(kind, f64::INFINITY),
        "-Infinity" => bits::of_float(kind, f64::NEG_INFINITY),
        _ => match Number::of(text) {
            Some(_) => from_digits(kind, text),
            None => Err("the text is not a number".into()),
        },
    }
}

/// Returns the bits of an integer, rounded once.
pub(crate) fn from_integer(kind: &Kind, integer: Integer) -> u64 {
    let Integer { is_negative, magnitude } = integer;
    match kind {
        Kind::Float => {
            let value = magnitude as f32;
            if is_negative { -value } else { value }.to_bits().into()
        }
        _ => {
            let value = magnitude as f64;
            if is_negative { -value } else { value }.to_bits()
        }
    }
}

/// Returns the bits of a number in JSON syntax.
pub(crate) fn from_digits(kind: &Kind, text: &str) -> Result<u64, Refusal> {
    let bits = match kind {
        Kind::Float => {
            let value = text.parse::<f32>().unwrap_or(f32::INFINITY);
            value.is_finite().then_some(value.to_bits().into())
        }
        _ => {
            let value = text.parse::<f64>().unwrap_or(f64::INFINITY);
            value.is_finite().then_some(value.to_bits())
        }
    };
    bits.ok_or_else(|| bits::out_of_range(kind))
}

/// Returns the bits of `mantissa` times ten to the power of `exponent`. Returns `None` if only the
/// text can decide on the rounding.
#[inline]
pub(crate) fn from_parts(
    kind: &Kind,
    is_negative: bool,
    mantissa: u64,
    exponent: i64,
) -> Option<u64> {
    let bits = decimal::double(mantissa, exponent)? | u64::from(is_negative) << 63;
    match kind {
        Kind::Float => as_float(f64::from_bits(bits)),
        _ => Some(bits),
    }
}

/// Rounds a `double` to a `float`. Returns `None` if rounding twice may differ from rounding once.
#[inline]
fn as_float(value: f64) -> Option<u64> {
    // A `double` halfway between two `float`s may itself be rounded, so rounding it again can go
    // wrong. The mask finds this middle for normal numbers only: for subnormal and too great ones,
    // the middle is in other bits.
    let is_middle = value.to_bits() & 0x1fff_ffff == 0x1000_0000;
    let magnitude = if value < 0.0 { -value } else { value };
    let is_normal = (f64::from(f32::MIN_POSITIVE)..=f64::from(f32::MAX)).contains(&magnitude);
    let is_exact = !is_middle && is_normal || value == 0.0;
    is_exact.then(|| (value as f32).to_bits().into())
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn parts_and_text_have_equal_bits() {
        let mut seed = 1_u64;
        for _ in 0..10_000 {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let mantissa = seed >> (seed % 60);
            for exponent in [-27, -22, -19, -15, -9, -8, -7, -6, -3, -1, 0, 1, 5, 22, 27] {
                let text = format!("{mantissa}e{exponent}");
                for kind in [Kind::Float, Kind::Double] {
                    if let Some(bits) = from_parts(&kind, false, mantissa, exponent) {
                        assert_eq!(from_text(&kind, &text).unwrap(), bits, "{text}");
                    }
                }
            }
        }
    }
}
