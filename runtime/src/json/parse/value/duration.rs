//! `google.protobuf.Duration` as a decimal number of seconds.

use super::Refusal;
use super::fraction::nanos;

/// The greatest number of seconds, about 10,000 years.
const MAX_SECONDS: i64 = 315_576_000_000;

/// Reads seconds and nanoseconds, e.g. of `-1.5s`. Both have the sign of the duration.
pub(crate) fn parse_duration(text: &str) -> Result<(i64, i32), Refusal> {
    let Some((seconds, nanos)) = parse(text) else {
        return Err("the string is not a duration, e.g. `-1.5s`".into());
    };
    if seconds > MAX_SECONDS {
        return Err("the duration exceeds 315,576,000,000 seconds".into());
    }
    let is_negative = text.starts_with('-');
    let sign = if is_negative { -1 } else { 1 };
    Ok((seconds * sign, nanos as i32 * sign as i32))
}

fn parse(text: &str) -> Option<(i64, u32)> {
    let number = text.strip_suffix('s')?;
    let number = number.strip_prefix('-').unwrap_or(number);
    let (seconds, nanos) = match number.split_once('.') {
        Some((seconds, fraction)) => (seconds, nanos(fraction)?),
        None => (number, 0),
    };
    if seconds.is_empty() || !seconds.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // A number with too many digits for an `i64` is out of range, too.
    Some((seconds.parse().unwrap_or(i64::MAX), nanos))
}
