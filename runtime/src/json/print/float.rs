//! Numbers of the types `float` and `double`.

use zmij::{Buffer, Float};

/// Returns the text of a `float` or `double`: a number, or a string if the value is not finite.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn float<F: Float + Copy + Into<f64>>(value: F, buffer: &mut Buffer) -> &str {
    match value.into() {
        finite if finite.is_finite() => buffer.format_finite(value),
        other => quoted_not_finite(other),
    }
}

/// Returns the string for a value that is not finite, because JSON has no such number.
pub(super) fn not_finite(value: f64) -> &'static str {
    quoted_not_finite(value).trim_matches('"')
}

#[cold]
fn quoted_not_finite(value: f64) -> &'static str {
    match value {
        _ if value.is_nan() => "\"NaN\"",
        _ if value > 0.0 => "\"Infinity\"",
        _ => "\"-Infinity\"",
    }
}
