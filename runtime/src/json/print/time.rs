//! `google.protobuf.Timestamp` and `google.protobuf.Duration`.

use super::JsonError;

/// The first second, 0001-01-01T00:00:00Z.
const FIRST: i64 = -62_135_596_800;
/// The last second, 9999-12-31T23:59:59Z.
const LAST: i64 = 253_402_300_799;
/// The greatest number of seconds, about 10,000 years.
const MAX_DURATION: i64 = 315_576_000_000;

/// A text of at most 40 bytes.
pub(super) struct Text {
    bytes: [u8; 40],
    len: usize,
}

impl Text {
    const fn new() -> Self {
        Text { bytes: [0; 40], len: 0 }
    }

    /// Returns the text.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Appends the last `digits` digits of a number.
    fn digits(&mut self, value: i64, digits: u32) {
        for place in (0..digits).rev() {
            self.push(b'0' + (value / 10_i64.pow(place) % 10) as u8);
        }
    }

    /// Appends nanoseconds as a point and 3, 6 or 9 digits. Appends nothing for 0.
    fn fraction(&mut self, nanos: i64) {
        let (value, digits) = match nanos {
            0 => return,
            _ if nanos % 1_000_000 == 0 => (nanos / 1_000_000, 3),
            _ if nanos % 1_000 == 0 => (nanos / 1_000, 6),
            _ => (nanos, 9),
        };
        self.push(b'.');
        self.digits(value, digits);
    }
}

/// Returns the text of a point in time, e.g. `2026-11-29T01:45:39.500Z`.
pub(super) fn timestamp(seconds: i64, nanos: i64) -> Result<Text, JsonError> {
    if !(FIRST..=LAST).contains(&seconds) {
        return Err(JsonError::new("a Timestamp is before the year 1 or after the year 9999"));
    }
    if !(0..1_000_000_000).contains(&nanos) {
        return Err(JsonError::new("the nanos of a Timestamp are not in 0 to 999,999,999"));
    }
    let (year, month, day) = date(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    let mut out = Text::new();
    out.digits(year, 4);
    for (separator, part) in [
        (b'-', month),
        (b'-', day),
        (b'T', second / 3600),
        (b':', second / 60 % 60),
        (b':', second % 60),
    ] {
        out.push(separator);
        out.digits(part, 2);
    }
    out.fraction(nanos);
    out.push(b'Z');
    Ok(out)
}

/// Returns the text of a span of time, e.g. `-1.500s`.
pub(super) fn duration(seconds: i64, nanos: i64) -> Result<Text, JsonError> {
    if !(-MAX_DURATION..=MAX_DURATION).contains(&seconds) {
        return Err(JsonError::new("the seconds of a Duration are not within 315,576,000,000"));
    }
    if !(-999_999_999..=999_999_999).contains(&nanos) {
        return Err(JsonError::new("the nanos of a Duration are not within 999,999,999"));
    }
    if seconds > 0 && nanos < 0 || seconds < 0 && nanos > 0 {
        return Err(JsonError::new("the seconds and nanos of a Duration have different signs"));
    }
    let mut out = Text::new();
    if seconds < 0 || nanos < 0 {
        out.push(b'-');
    }
    let seconds = seconds.abs();
    out.digits(seconds, seconds.checked_ilog10().unwrap_or(0) + 1);
    out.fraction(nanos.abs());
    out.push(b's');
    Ok(out)
}

/// Returns the year, the month and the day of the month in the Gregorian calendar. `day` is counted
/// from 1970-01-01.
///
/// In this calculation, a year begins with March, so that the leap day is the last day of the year.
fn date(day: i64) -> (i64, i64, i64) {
    // 719,468 days are between 0000-03-01 and 1970-01-01.
    let day = day + 719_468;
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let march_based = (5 * day + 2) / 153;
    let day = day - (153 * march_based + 2) / 5 + 1;
    let month = if march_based < 10 { march_based + 3 } else { march_based - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    fn printed(
        print: fn(i64, i64) -> Result<Text, JsonError>,
        seconds: i64,
        nanos: i64,
    ) -> Result<String, JsonError> {
        Ok(String::from_utf8(print(seconds, nanos)?.as_bytes().to_vec()).unwrap())
    }

    #[test]
    fn timestamps() {
        for (seconds, nanos, expected) in [
            (0, 0, "1970-01-01T00:00:00Z"),
            (1, 500_000_000, "1970-01-01T00:00:01.500Z"),
            (-1, 1, "1969-12-31T23:59:59.000000001Z"),
            (FIRST, 0, "0001-01-01T00:00:00Z"),
            (LAST, 999_999_000, "9999-12-31T23:59:59.999999Z"),
            (951_782_400, 0, "2000-02-29T00:00:00Z"),
            (951_868_800, 0, "2000-03-01T00:00:00Z"),
            (4_107_542_400, 0, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(printed(timestamp, seconds, nanos).as_deref(), Ok(expected));
        }
        for (seconds, nanos) in [(FIRST - 1, 0), (LAST + 1, 0), (0, -1), (0, 1_000_000_000)] {
            assert!(printed(timestamp, seconds, nanos).is_err());
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut last = date(FIRST / 86_400);
        assert_eq!(last, (1, 1, 1));
        for day in FIRST / 86_400 + 1..=LAST / 86_400 {
            let (year, month, of_month) = date(day);
            let expected = match (year, month, of_month) {
                (_, 1, 1) => (last.0 + 1, 1, 1),
                (_, _, 1) => (last.0, last.1 + 1, 1),
                _ => (last.0, last.1, last.2 + 1),
            };
            assert_eq!((year, month, of_month), expected);
            assert!(of_month > 1 || last.2 >= 28);
            last = (year, month, of_month);
        }
        assert_eq!(last, (9999, 12, 31));
    }

    #[test]
    fn durations() {
        for (seconds, nanos, expected) in [
            (0, 0, "0s"),
            (0, -500_000_000, "-0.500s"),
            (-3, -1, "-3.000000001s"),
            (MAX_DURATION, 0, "315576000000s"),
        ] {
            assert_eq!(printed(duration, seconds, nanos).as_deref(), Ok(expected));
        }
        for (seconds, nanos) in [(MAX_DURATION + 1, 0), (1, -1), (-1, 1), (0, 1_000_000_000)] {
            assert!(printed(duration, seconds, nanos).is_err());
        }
    }
}
