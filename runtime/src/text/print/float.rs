//! Floats, as C++ prints them.
//!
//! C++ prints 15 significant digits of a `double` and 6 of a `float`, without zeros at the end. If
//! these digits parse as another value, C++ prints 17 and 9 digits.

use alloc::format;
use alloc::string::String;
use core::fmt::LowerExp;
use core::str::FromStr;

pub(super) fn write_f64(value: f64, out: &mut String) {
    match value {
        _ if value.is_nan() => out.push_str("nan"),
        f64::INFINITY => out.push_str("inf"),
        f64::NEG_INFINITY => out.push_str("-inf"),
        _ => write(value, [15, 17], out),
    }
}

pub(super) fn write_f32(value: f32, out: &mut String) {
    match value {
        _ if value.is_nan() => out.push_str("nan"),
        f32::INFINITY => out.push_str("inf"),
        f32::NEG_INFINITY => out.push_str("-inf"),
        // C++ parses the digits with `strtof`, which reports subnormal values as errors. So C++
        // always prints all digits of them.
        _ if value.is_subnormal() => write(value, [9, 9], out),
        _ => write(value, [6, 9], out),
    }
}

fn write<F: Copy + LowerExp + FromStr + PartialEq>(
    value: F,
    precisions: [usize; 2],
    out: &mut String,
) {
    let mut precision = precisions[0];
    let mut text = format!("{:.*e}", precision - 1, value);
    if text.parse::<F>().ok() != Some(value) {
        precision = precisions[1];
        text = format!("{:.*e}", precision - 1, value);
    }
    write_general(&text, precision, out);
}

/// Writes a number like `1.2500e-3` as C writes it for `%g`. The text has an exponent only if the
/// exponent is small or at least the precision. It has no zeros at the end.
fn write_general(text: &str, precision: usize, out: &mut String) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let mut digits = mantissa.replace('.', "");
    digits.truncate(digits.trim_end_matches('0').len().max(1));
    out.push_str(sign);
    match usize::try_from(exponent) {
        Ok(point) if point < precision => {
            let integer = digits.len().min(point + 1);
            out.push_str(&digits[..integer]);
            out.extend(core::iter::repeat_n('0', point + 1 - integer));
            if digits.len() > integer {
                out.extend([".", &digits[integer..]]);
            }
        }
        Err(_) if exponent >= -4 => {
            out.push_str("0.");
            out.extend(core::iter::repeat_n('0', exponent.unsigned_abs() as usize - 1));
            out.push_str(&digits);
        }
        _ => {
            out.push_str(&digits[..1]);
            if digits.len() > 1 {
                out.extend([".", &digits[1..]]);
            }
            let sign = if exponent < 0 { '-' } else { '+' };
            out.push_str(&format!("e{sign}{:02}", exponent.unsigned_abs()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_printed_as_in_cpp() {
        let cases = [
            (0.0, "0"),
            (-0.0, "-0"),
            (0.1, "0.1"),
            (1.0 / 3.0, "0.33333333333333331"),
            (1e15, "1e+15"),
            (123456789012345.0, "123456789012345"),
            (1234567890123456.0, "1234567890123456"),
            (12345678901234567.0, "12345678901234568"),
            (1e16, "1e+16"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "4.94065645841247e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (100.0, "100"),
            (9007199254740993.0, "9007199254740992"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e23, "1e+23"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (-f64::NAN, "nan"),
        ];
        for (value, expected) in cases {
            let mut out = String::new();
            write_f64(value, &mut out);
            assert_eq!(out, expected);
        }
        let cases = [
            (1.0 / 3.0, "0.333333343"),
            (1e5, "100000"),
            (1e6, "1e+06"),
            (1234567.0, "1234567"),
            (123456789.0, "123456792"),
            (f32::MAX, "3.40282347e+38"),
            (1.17549e-38, "1.17549001e-38"),
            (1e-45, "1.40129846e-45"),
            (2.5e-5, "2.5e-05"),
            (f32::NAN, "nan"),
        ];
        for (value, expected) in cases {
            let mut out = String::new();
            write_f32(value, &mut out);
            assert_eq!(out, expected);
        }
    }
}
