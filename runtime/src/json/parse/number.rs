//! The syntax of numbers in JSON.

/// The parts of a number, e.g. of `-12.50e-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number<'t> {
    pub is_negative: bool,
    /// The digits before the point, at least one, e.g. `12`.
    pub integer: &'t str,
    /// The digits after the point, e.g. `50`.
    pub fraction: &'t str,
    /// The power of ten, e.g. `-3`.
    pub exponent: i64,
    /// The number of bytes of the whole number.
    pub length: usize,
}

impl<'t> Number<'t> {
    /// Returns the parts of a number if the whole text is a number.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        Self::at_start(text).filter(|number| number.length == text.len())
    }

    /// Returns the parts of the number at the start of a text.
    pub(crate) fn at_start(text: &'t str) -> Option<Self> {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (integer, rest) = digits(rest);
        if integer.is_empty() || integer.len() > 1 && integer.starts_with('0') {
            return None;
        }
        let (fraction, rest) = match rest.strip_prefix('.') {
            Some(rest) => digits(rest),
            None => ("", rest),
        };
        let begins_fraction = text.as_bytes().get(usize::from(is_negative) + integer.len());
        if begins_fraction == Some(&b'.') && fraction.is_empty() {
            return None;
        }
        let (exponent, rest) = match rest.strip_prefix(['e', 'E']) {
            Some(rest) => exponent(rest)?,
            None => (0, rest),
        };
        let length = text.len() - rest.len();
        Some(Number { is_negative, integer, fraction, exponent, length })
    }
}

/// Splits a text after its leading digits.
fn digits(text: &str) -> (&str, &str) {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    text.split_at(text.bytes().take_while(is_digit).count())
}

/// Reads an exponent. An exponent beyond the limits is replaced by the greatest or the least one.
fn exponent(text: &str) -> Option<(i64, &str)> {
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'-') => (-1, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        _ => (1, text),
    };
    let (digits, rest) = digits(rest);
    if digits.is_empty() {
        return None;
    }
    // The greatest exponent. It is so far below `i64::MAX` that the length of a text can be added.
    const MOST: i64 = i64::MAX / 4;
    let magnitude = digits.bytes().fold(0_i64, |value, digit| {
        value.saturating_mul(10).saturating_add((digit - b'0').into()).min(MOST)
    });
    Some((sign * magnitude, rest))
}
