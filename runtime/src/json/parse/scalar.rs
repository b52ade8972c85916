//! Numbers, booleans and enum values.

use super::digits::{POWERS, digits_of_word, leading_digits};
use super::scanner::Scanner;
use super::value::integer::Integer;
use super::value::{Refusal, bits, enumeration, float, integer};
use super::{Parsed, Parser};
use crate::json::error::JsonError;
use crate::schema::{Enum, Kind};

impl Parser<'_, '_> {
    /// Parses a number or boolean, and returns the value of the varint or the bits of the
    /// fixed-width value.
    #[inline]
    pub(super) fn scalar(&mut self, kind: &Kind) -> Parsed<u64> {
        let mut scan = self.scan;
        let bits = match kind {
            Kind::Bool => scan.boolean()?,
            Kind::Float | Kind::Double => scan.float(kind)?,
            _ => scan.integer(kind)?,
        };
        self.scan.at = scan.at;
        Ok(bits)
    }

    /// Parses an enum value. Returns `None` for an unknown name that the options ignore.
    pub(super) fn enumeration(&mut self, enumeration: &Enum) -> Parsed<Option<u64>> {
        match self.scan.peek() {
            b'"' => {
                let token = self.scan.string("an enum value")?;
                let ignores_unknown = self.options.ignores_unknown;
                let bits = enumeration::from_name(enumeration, &self.text(token)?, ignores_unknown);
                bits.map_err(|refusal| refused(token.at, refusal))
            }
            b'n' if enumeration.is_null_value() => self.scan.literal("null").map(|()| Some(0)),
            b'-' | b'0'..=b'9' => self.scan.integer(&Kind::Int32).map(Some),
            _ => Err(self.scan.expected("an enum value")),
        }
    }
}

impl Scanner<'_> {
    /// Reads a boolean without a branch on its value.
    #[inline(always)]
    pub(super) fn boolean(&mut self) -> Parsed<u64> {
        if let Some(word) = self.rest().first_chunk::<8>() {
            let word = u64::from_le_bytes(*word);
            let is_true = word & u64::from(u32::MAX) == u64::from(u32::from_le_bytes(*b"true"));
            let is_false = word << 24 == u64::from_le_bytes(*b"\0\0\0false");
            if is_true | is_false {
                self.at += 5 - usize::from(is_true);
                return Ok(is_true.into());
            }
        }
        if self.eat(b"true") {
            Ok(1)
        } else if self.eat(b"false") {
            Ok(0)
        } else {
            Err(self.expected("a boolean"))
        }
    }

    /// Reads an integer, and returns its bits.
    #[inline(always)]
    pub(super) fn integer(&mut self, kind: &Kind) -> Parsed<u64> {
        if let Some((magnitude, length, b',' | b'}' | b']')) = self.few_digits() {
            self.at += length;
            // Every kind can hold a number of so few digits.
            let integer = Integer { is_negative: false, magnitude };
            return Ok(bits::of_integer(kind, integer).unwrap_or_default());
        }
        self.any_integer(kind)
    }

    /// Reads an integer that most probably has many digits.
    #[inline(always)]
    pub(super) fn any_integer(&mut self, kind: &Kind) -> Parsed<u64> {
        let mut scan = *self;
        let is_quoted = scan.peek() == b'"';
        scan.at += usize::from(is_quoted);
        if let Some(integer) = scan.plain_integer(is_quoted) {
            let bits = bits::of_integer(kind, integer);
            let bits = bits.map_err(|refusal| refused(self.at, refusal))?;
            self.at = scan.at;
            return Ok(bits);
        }
        let mut scan = *self;
        let bits = scan.long_integer(kind)?;
        self.at = scan.at;
        Ok(bits)
    }

    /// Reads an integer that is not written as plain digits, e.g. `1e3`.
    #[cold]
    fn long_integer(&mut self, kind: &Kind) -> Parsed<u64> {
        let at = self.at;
        let integer = if self.peek() == b'"' {
            integer::from_text(&self.string("a number")?.text()?)
        } else {
            integer::from_number(&self.number()?)
        };
        let bits = integer.and_then(|integer| bits::of_integer(kind, integer));
        bits.map_err(|refusal| refused(at, refusal))
    }

    /// Reads an integer of one to nineteen plain digits, and the quote after it if it has one.
    /// Returns `None` for other forms, and then the position is unspecified.
    #[inline(always)]
    fn plain_integer(&mut self, is_quoted: bool) -> Option<Integer> {
        let is_negative = self.peek() == b'-';
        self.at += usize::from(is_negative);
        let (magnitude, length) = leading_digits(self.rest());
        // There is no branch on the number of digits, which is hard to predict.
        let has_leading_zero = (length > 1) & (self.peek() == b'0');
        if has_leading_zero | (length == 0) | (length > 19) {
            return None;
        }
        self.at += length;
        match self.peek() {
            b'"' if is_quoted => self.at += 1,
            b'.' | b'e' | b'E' => return None,
            _ if is_quoted => return None,
            _ => {}
        }
        Some(Integer { is_negative, magnitude })
    }

    /// Returns the number at the position, its length and the byte after it, if the number has one
    /// to seven digits. Digits and byte are read as one word.
    #[inline(always)]
    pub(super) fn few_digits(&self) -> Option<(u64, usize, u8)> {
        let word = u64::from_le_bytes(*self.rest().first_chunk::<8>()?);
        let (magnitude, length) = digits_of_word(word);
        let has_leading_zero = (length > 1) & (word as u8 == b'0');
        if has_leading_zero | (length == 0) | (length == 8) {
            return None;
        }
        Some((magnitude, length, (word >> (8 * length)) as u8))
    }

    /// Reads a `float` or `double`, and returns its bits.
    #[inline(always)]
    pub(super) fn float(&mut self, kind: &Kind) -> Parsed<u64> {
        let mut scan = *self;
        if let Some(bits) = scan.short_float(kind) {
            self.at = scan.at;
            return Ok(bits);
        }
        let mut scan = *self;
        let bits = scan.long_float(kind)?;
        self.at = scan.at;
        Ok(bits)
    }

    /// Reads a number that has many digits or is in a string.
    #[inline(never)]
    fn long_float(&mut self, kind: &Kind) -> Parsed<u64> {
        let at = self.at;
        let bits = if self.peek() == b'"' {
            float::from_text(kind, &self.string("a number")?.text()?)
        } else {
            self.number()?;
            float::from_digits(kind, self.part(at, self.at))
        };
        bits.map_err(|refusal| refused(at, refusal))
    }

    /// Reads a number whose bits take at most one operation. Returns `None` for other numbers and
    /// for text that is not a number, and then the position is unspecified.
    #[inline(always)]
    fn short_float(&mut self, kind: &Kind) -> Option<u64> {
        let is_negative = self.peek() == b'-';
        self.at += usize::from(is_negative);
        let (mut mantissa, length) = leading_digits(self.rest());
        let has_leading_zero = (length > 1) & (self.peek() == b'0');
        if has_leading_zero | (length == 0) | (length > 19) {
            return None;
        }
        self.at += length;
        let mut exponent = 0;
        if self.peek() == b'.' {
            self.at += 1;
            let (fraction, digits) = leading_digits(self.rest());
            if digits == 0 || length + digits > 19 {
                return None;
            }
            self.at += digits;
            mantissa = mantissa * POWERS[digits] + fraction;
            exponent = -(digits as i64);
        }
        match self.peek() {
            b'e' | b'E' => None,
            _ => float::from_parts(kind, is_negative, mantissa, exponent),
        }
    }
}

#[cold]
pub(super) fn refused(at: usize, refusal: Refusal) -> JsonError {
    JsonError::at(at, refusal)
}
