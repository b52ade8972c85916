//! An explicit default as the text that prost's derive parses.

use crate::model::Literal;

/// Returns the text of a default, e.g. `-3`, `inf`, `b"\x01"`.
pub(super) fn text(literal: &Literal) -> String {
    match literal {
        Literal::I32(value) => value.to_string(),
        Literal::I64(value) => value.to_string(),
        Literal::U32(value) => value.to_string(),
        Literal::U64(value) => value.to_string(),
        Literal::F32(value) => float(format!("{value:?}")),
        Literal::F64(value) => float(format!("{value:?}")),
        Literal::Bool(value) => value.to_string(),
        Literal::String(value) => value.clone(),
        Literal::Bytes(value) => format!("b\"{}\"", value.escape_ascii()),
        Literal::Variant { number: _, ident, may_be_deprecated: _ } => ident.to_string(),
    }
}

/// Returns the text of a float. Rust prints `NaN`, and prost parses `nan`. All other texts are
/// equal.
fn float(text: String) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_spelled_for_the_derive() {
        for (literal, expected) in [
            (Literal::I32(i32::MIN), "-2147483648"),
            (Literal::F32(1.0), "1.0"),
            (Literal::F32(-0.0), "-0.0"),
            (Literal::F64(1e100), "1e100"),
            (Literal::F64(f64::NEG_INFINITY), "-inf"),
            (Literal::F32(f32::NAN), "nan"),
            (Literal::String("say \"hi\"".into()), "say \"hi\""),
            (Literal::Bytes(vec![0, b'"', b'a', 255]), "b\"\\x00\\\"a\\xff\""),
        ] {
            assert_eq!(text(&literal), expected);
        }
    }
}
