//! Numbers.

use core::str::FromStr;

use super::{Parser, Token};
use crate::text::TextError;

/// An integer in the text.
pub(super) struct Integer {
    pub is_negative: bool,
    /// The value without its sign. It is `None` if it has more than 64 bits.
    magnitude: Option<u64>,
}

/// The type `f32` or `f64`.
pub(super) trait Float: FromStr + core::ops::Neg<Output = Self> {
    const INFINITY: Self;
    const NAN: Self;
}

impl Float for f32 {
    const INFINITY: Self = f32::INFINITY;
    const NAN: Self = f32::NAN;
}

impl Float for f64 {
    const INFINITY: Self = f64::INFINITY;
    const NAN: Self = f64::NAN;
}

impl Integer {
    /// Returns the value if it is at least `min` and at most `max`.
    pub(super) fn between(&self, min: i64, max: u64) -> Option<u64> {
        let magnitude = self.magnitude?;
        match self.is_negative {
            false => (magnitude <= max).then_some(magnitude),
            true => (magnitude <= min.unsigned_abs()).then_some(magnitude.wrapping_neg()),
        }
    }
}

impl Parser<'_, '_> {
    /// Reads an integer from `min` to `max`, with an optional sign. Returns a negative integer as
    /// its two's complement.
    pub(super) fn integer(&mut self, min: i64, max: u64) -> Result<u64, TextError> {
        let start = self.start;
        let is_negative = self.take('-')?;
        let Token::Integer(text) = self.token else {
            return Err(self.expected(format_args!("an integer")));
        };
        let integer = Integer { is_negative, magnitude: magnitude(text) };
        let Some(value) = integer.between(min, max) else {
            return Err(
                self.error_at(start, format_args!("the integer is not between {min} and {max}"))
            );
        };
        self.advance()?;
        Ok(value)
    }

    /// Reads a float, with an optional sign.
    pub(super) fn float<F: Float>(&mut self) -> Result<F, TextError> {
        let is_negative = self.take('-')?;
        let value = match self.token {
            Token::Float(text) => text.trim_end_matches(['f', 'F']).parse().ok(),
            // Octal and hexadecimal numbers are integers, and no floats.
            Token::Integer(text) if text == "0" || !text.starts_with('0') => text.parse().ok(),
            Token::Identifier(name) if name.eq_ignore_ascii_case("nan") => Some(F::NAN),
            Token::Identifier(name) if is_special(name) => Some(F::INFINITY),
            _ => None,
        };
        let Some(value) = value else { return Err(self.expected(format_args!("a float"))) };
        self.advance()?;
        Ok(if is_negative { -value } else { value })
    }
}

/// Whether the word is a special value of a float, e.g. `inf`.
pub(super) fn is_special(word: &str) -> bool {
    ["inf", "infinity", "nan"].iter().any(|special| word.eq_ignore_ascii_case(special))
}

fn magnitude(text: &str) -> Option<u64> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    u64::from_str_radix(digits, radix).ok()
}
