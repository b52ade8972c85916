//! Changes that make a document invalid, or valid in another way.

use super::documents::Form;
use super::odd::{BYTES, JSON, JSON_MARKS, TEXT, TEXT_MARKS, VALUES};

/// A small generator of random numbers (SplitMix64). A seed determines all numbers.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Changes the document in up to three positions. `other` is a document that supplies parts.
pub fn spoil(form: Form, text: &str, other: &str, random: &mut Random) -> String {
    let mut tokens = tokens(text);
    let others = self::tokens(other);
    for _ in 0..*random.pick(&[0, 1, 1, 1, 2, 3]) {
        if tokens.is_empty() {
            break;
        }
        token(form, &mut tokens, &others, random);
    }
    let mut text = tokens.concat();
    if random.one_in(8) {
        byte(&mut text, random);
    }
    text
}

/// Changes a token.
fn token(form: Form, tokens: &mut Vec<String>, others: &[String], random: &mut Random) {
    let (values, marks) = match form {
        Form::Json => (JSON, JSON_MARKS),
        Form::Text => (TEXT, TEXT_MARKS),
    };
    // Values are changed more often than other tokens.
    let is_value = |index: &usize| {
        let next = tokens.get(index + 1).map_or("", String::as_str);
        !is_mark(&tokens[*index]) && !matches!(next, ":" | "{")
    };
    let scalars: Vec<usize> = (0..tokens.len()).filter(is_value).collect();
    let at = random.below(tokens.len());
    let scalar = if scalars.is_empty() { at } else { *random.pick(&scalars) };
    match random.below(13) {
        0..=2 => tokens[scalar] = (*random.pick(values)).to_owned(),
        3..=4 => tokens[scalar] = (*random.pick(VALUES)).to_owned(),
        5..=6 => tokens[scalar] = respelled(&tokens[scalar], random),
        7 => drop(tokens.remove(at)),
        8 => tokens.insert(at, (*random.pick(marks)).to_owned()),
        9 if !others.is_empty() => tokens[at] = random.pick(others).clone(),
        10 => {
            // A repeated field or element.
            let end = (at + 1 + random.below(6)).min(tokens.len());
            let copy = tokens[at..end].to_vec();
            tokens.splice(end..end, [",".to_owned()].into_iter().chain(copy));
        }
        11 => {
            let next = (at + 1 + random.below(2)).min(tokens.len() - 1);
            tokens.swap(at, next);
        }
        _ => tokens[at] = respelled(&tokens[at], random),
    }
}

/// Returns the token in another spelling: quoted, unquoted, in another case, or as a number of
/// another form.
fn respelled(token: &str, random: &mut Random) -> String {
    let bare = token.trim_matches('"');
    match random.below(14) {
        0 => format!("\"{bare}\""),
        1 => bare.to_owned(),
        2 => format!("{bare}.0"),
        3 => format!("{bare}e0"),
        4 => format!("{bare}e1"),
        5 => format!("-{bare}"),
        6 => format!("0{bare}"),
        7 => format!("[{token}]"),
        8 => format!("{token} {token}"),
        9 => token.to_ascii_uppercase(),
        10 => token.to_ascii_lowercase(),
        11 => format!("'{bare}'"),
        12 => token.replacen(['a', 'e', 'o'], "_", 1),
        _ => token.replacen('_', "", 1),
    }
}

/// Changes a character.
fn byte(text: &mut String, random: &mut Random) {
    let limit = random.below(text.len() + 1);
    let at = (0..=limit).rev().find(|at| text.is_char_boundary(*at)).expect("0 is one");
    match random.below(4) {
        0 if at < text.len() => drop(text.remove(at)),
        1 => text.truncate(at),
        _ => text.insert(at, *random.pick(BYTES) as char),
    }
}

fn is_mark(token: &str) -> bool {
    token.chars().all(|char| char.is_whitespace() || "{}[]<>:;,".contains(char))
}

/// Splits a document into strings, words and marks. Their concatenation is the document.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |char: char| char.is_alphanumeric() || "_.+-".contains(char);
        let length = if matches!(first, '"' | '\'') {
            string(rest, first)
        } else if is_word(first) {
            rest.find(|char| !is_word(char)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        tokens.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    tokens
}

/// Returns the length of the string at the start of `text`. It is the whole text if the string has
/// no end.
fn string(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if char == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
