//! Fractions of a second.

/// Reads one to nine digits of a fraction of a second as nanoseconds.
pub(super) fn nanos(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let value = self::digits(digits)?;
    Some(value * 10_u32.pow(9 - digits.len() as u32))
}

/// Reads one to nine digits.
pub(super) fn digits(digits: &str) -> Option<u32> {
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    // `parse` alone would accept a sign.
    if is_number { digits.parse().ok() } else { None }
}
