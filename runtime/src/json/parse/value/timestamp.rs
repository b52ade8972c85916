//! `google.protobuf.Timestamp` in the form of RFC 3339.

use super::Refusal;
use super::fraction::{digits, nanos};

/// 0001-01-01T00:00:00Z.
const FIRST: i64 = -62_135_596_800;
/// 9999-12-31T23:59:59Z.
const LAST: i64 = 253_402_300_799;

/// Reads seconds and nanoseconds since 1970, e.g. of `1970-01-01T09:00:00.5+09:00`.
pub(crate) fn parse_timestamp(text: &str) -> Result<(i64, i32), Refusal> {
    let Some((seconds, nanos)) = parse(text) else {
        return Err("the string is not a time, e.g. `2026-11-29T01:45:39.5Z`".into());
    };
    if !(FIRST..=LAST).contains(&seconds) {
        return Err("the time is before the year 1 or after the year 9999".into());
    }
    Ok((seconds, nanos as i32))
}

fn parse(text: &str) -> Option<(i64, u32)> {
    let (time, rest) = text.split_at_checked("0000-00-00T00:00:00".len())?;
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if separators.iter().any(|(at, byte)| time.as_bytes()[*at] != *byte) {
        return None;
    }
    let part = |start: usize, length: usize| digits(time.get(start..start + length)?);
    let (year, month, day) = (part(0, 4)?, part(5, 2)?, part(8, 2)?);
    let (hour, minute, second) = (part(11, 2)?, part(14, 2)?, part(17, 2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset_at = rest.find(['Z', '+', '-'])?;
    let (fraction, offset) = rest.split_at(offset_at);
    let nanos = match fraction.strip_prefix('.') {
        Some(digits) => nanos(digits)?,
        None if fraction.is_empty() => 0,
        None => return None,
    };
    let second = i64::from(hour * 3600 + minute * 60 + second) - seconds_ahead(offset)?;
    Some((days(year, month, day)? * 86_400 + second, nanos))
}

/// Reads `Z` or an offset, e.g. `+09:00`.
fn seconds_ahead(offset: &str) -> Option<i64> {
    if offset == "Z" {
        return Some(0);
    }
    let (sign, time) = offset.split_at_checked(1)?;
    let (hours, minutes) = time.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i64::from(hours * 3600 + minutes * 60);
    Some(if sign == "-" { -seconds } else { seconds })
}

/// Returns the number of days from 1970-01-01 to a date of the Gregorian calendar. Returns `None`
/// if the date does not exist.
fn days(year: u32, month: u32, day: u32) -> Option<i64> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let in_month = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if day == 0 || day > in_month {
        return None;
    }
    // In this calculation, a year begins with March, so that the leap day is the last day of the
    // year.
    let (years, month) = if month > 2 { (year, month - 3) } else { (year + 399, month + 9) };
    // January and February belong to the year before. `years` is unsigned, so the code adds 399
    // years and later subtracts an era of 400 years.
    let eras_back = i64::from(month > 9);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let days = years * 365 + years / 4 - years / 100 + years / 400 + day_of_year;
    // 719,468 days are between 0000-03-01 and 1970-01-01, and an era has 146,097 days.
    Some(i64::from(days) - eras_back * 146_097 - 719_468)
}
