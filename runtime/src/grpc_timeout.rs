//! The header `grpc-timeout`.

use core::time::Duration;

use tonic::codegen::http::HeaderMap;
#[cfg(feature = "service-config")]
use tonic::codegen::http::HeaderValue;

/// Returns the value of the header `grpc-timeout`: up to eight digits and a unit. A malformed value
/// is not a timeout, as in other implementations.
pub fn parse(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    if digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(count * 3600)),
        "M" => Some(Duration::from_secs(count * 60)),
        "S" => Some(Duration::from_secs(count)),
        "m" => Some(Duration::from_millis(count)),
        "u" => Some(Duration::from_micros(count)),
        "n" => Some(Duration::from_nanos(count)),
        _ => None,
    }
}

/// Returns a value of the header for a timeout. It is rounded up, so that the server does not end
/// the call before the client.
#[cfg(feature = "service-config")]
pub fn header(timeout: Duration) -> HeaderValue {
    const UNITS: [(u128, char); 6] = [
        (1, 'n'),
        (1_000, 'u'),
        (1_000_000, 'm'),
        (1_000_000_000, 'S'),
        (60_000_000_000, 'M'),
        (3_600_000_000_000, 'H'),
    ];
    let nanos = timeout.as_nanos();
    let fits = UNITS.into_iter().find(|(unit, _)| nanos.div_ceil(*unit) < 100_000_000);
    // Eight digits of hours are more than 11,000 years.
    let text = fits.map_or_else(
        || "99999999H".into(),
        |(unit, letter)| alloc::format!("{}{letter}", nanos.div_ceil(unit)),
    );
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("0n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timeouts() {
        for (text, expected) in [
            ("5S", Some(Duration::from_secs(5))),
            ("99999999H", Some(Duration::from_secs(99_999_999 * 3600))),
            ("2M", Some(Duration::from_secs(120))),
            ("3m", Some(Duration::from_millis(3))),
            ("4u", Some(Duration::from_micros(4))),
            ("0n", Some(Duration::ZERO)),
            ("100000000S", None),
            ("+1S", None),
            ("S", None),
            ("5", None),
            ("5x", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(
                tonic::codegen::http::HeaderName::from_static("grpc-timeout"),
                text.parse().expect("a value"),
            )]);
            assert_eq!(parse(&headers), expected, "{text:?}");
        }
        assert_eq!(parse(&HeaderMap::new()), None);
    }

    #[cfg(feature = "service-config")]
    #[test]
    fn a_timeout_is_rounded_up() {
        for (timeout, expected) in [
            (Duration::ZERO, "0n"),
            (Duration::from_nanos(99_999_999), "99999999n"),
            (Duration::from_millis(300), "300000u"),
            (Duration::from_nanos(300_000_001), "300001u"),
            (Duration::from_secs(100), "100000m"),
            (Duration::from_secs(10_000_000), "10000000S"),
            (Duration::from_secs(u64::MAX), "99999999H"),
        ] {
            assert_eq!(header(timeout), expected, "{timeout:?}");
        }
    }
}
