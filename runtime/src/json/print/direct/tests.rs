//! The buffer that is written backwards, compared with the one that is written forwards.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::out::Out;
use super::backward::Backward;

/// Returns a text whose parts `write` writes, the last one first.
fn backward<'w>(write: impl FnOnce(&mut Backward<'w>)) -> String {
    let mut out = Backward::new();
    write(&mut out);
    out.into_string().expect("the text is UTF-8")
}

/// Returns a string in JSON.
fn in_json(text: &str) -> String {
    let mut out = Out::with_capacity(0);
    out.string(text.as_bytes());
    String::from_utf8(out.into_bytes()).expect("the text is UTF-8")
}

#[test]
fn every_character_at_every_place_is_escaped() {
    for length in 0..40 {
        for at in 0..length {
            for special in ['"', '\\', '\n', '\u{1}', '\u{1f}', ' ', '\u{7f}', 'a'] {
                let text: String =
                    (0..length).map(|nth| if nth == at { special } else { 'x' }).collect();
                assert_eq!(backward(|out| out.string(text.as_bytes())), in_json(&text));
            }
        }
    }
}

#[test]
fn strings_of_every_length_cross_the_ends_of_chunks() {
    let lengths = (0..5000).step_by(7);
    let texts: Vec<String> = lengths.map(|length: usize| "é".repeat(length / 2)).collect();
    let expected: String = texts.iter().map(|text| in_json(text)).collect();
    let text = backward(|out| texts.iter().rev().for_each(|text| out.string(text.as_bytes())));
    assert_eq!(text, expected);
    let mut escaped = "x".repeat(4096);
    escaped.push('"');
    assert_eq!(backward(|out| out.string(escaped.as_bytes())), in_json(&escaped));
}

#[test]
fn an_opening_bracket_takes_the_place_of_a_comma() {
    for before in 0..600 {
        let text = backward(|out| {
            (0..before).for_each(|_| out.byte(b'x'));
            out.byte(b']');
            out.open(b'[');
            out.byte(b']');
            out.byte(b',');
            out.open(b'[');
        });
        assert_eq!(text, ["[][]", &"x".repeat(before)].concat());
    }
}

#[test]
fn numbers_of_every_length_are_printed() {
    let mut values: Vec<u64> = (0..20)
        .flat_map(|digits| {
            let power = 10_u64.pow(digits);
            [power - 1, power, power + 1, power.wrapping_mul(9)]
        })
        .collect();
    values.extend([u64::MAX, i64::MIN as u64, i64::MAX as u64]);
    for value in values {
        let text = backward(|out| out.free(24).u64(value).byte(b',').i64(value as i64).end());
        assert_eq!(text, [(value as i64).to_string(), value.to_string()].join(","));
    }
}

#[test]
fn short_texts_of_every_length_are_written() {
    for length in 0..=32 {
        let text = &"0123456789abcdefghijklmnopqrstuv"[..length];
        let pair = backward(|out| out.free(80).short(text.as_bytes()).short(text.as_bytes()).end());
        assert_eq!(pair, text.repeat(2));
    }
    assert_eq!(backward(|out| out.free(9).bool(true).bool(false).end()), "falsetrue");
}
