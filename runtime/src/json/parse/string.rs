//! Strings.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Parsed;
use super::plain::{plain_blocks, plain_length};
use super::scanner::Scanner;
use crate::json::error::JsonError;

/// A string in the text, before unescaping.
#[derive(Clone, Copy)]
pub(super) struct StringToken<'t> {
    /// The text between the quotes.
    pub raw: &'t str,
    /// The position of the first quote.
    pub at: usize,
    /// Whether there is any escape sequence in it.
    pub is_escaped: bool,
}

impl<'t> Scanner<'t> {
    /// Reads a string. `what` names the expected value in errors, e.g. `a string`.
    #[inline(always)]
    pub(super) fn string(&mut self, what: &str) -> Parsed<StringToken<'t>> {
        self.string_behind(0, what)
    }

    /// Reads a string whose first `known` bytes are known to be plain.
    #[inline(always)]
    pub(super) fn string_behind(&mut self, known: usize, what: &str) -> Parsed<StringToken<'t>> {
        let token = self.string_here(known, what)?;
        // The raw text has a quote on both sides.
        self.at += token.raw.len() + 2;
        Ok(token)
    }

    /// Returns the string at the position.
    fn string_here(mut self, known: usize, what: &str) -> Parsed<StringToken<'t>> {
        let at = self.at;
        if self.peek() != b'"' {
            return Err(self.expected(what));
        }
        self.at += 1 + known;
        if known > 0 {
            self.at += plain_blocks(self.rest());
        }
        self.at += plain_length(self.rest());
        match self.peek() {
            b'"' => Ok(StringToken { raw: self.part(at + 1, self.at), at, is_escaped: false }),
            _ => self.rest_of_string(at),
        }
    }

    /// Reads a string from the first byte on that is not plain. `at` is the position of the first
    /// quote.
    #[inline(never)]
    fn rest_of_string(mut self, at: usize) -> Parsed<StringToken<'t>> {
        loop {
            match self.peek() {
                b'"' => {
                    let raw = self.part(at + 1, self.at);
                    return Ok(StringToken { raw, at, is_escaped: true });
                }
                // The byte after a backslash belongs to the string, even if it is a quote.
                b'\\' => self.at += 2,
                _ if self.at >= self.text.len() => {
                    return Err(JsonError::at(at, "the string has no end"));
                }
                _ => return Err(self.error("a control character in a string is not escaped")),
            }
            self.at += plain_length(self.rest());
        }
    }
}

impl<'t> StringToken<'t> {
    /// Returns the value of the string, without escape sequences.
    pub(super) fn text(&self) -> Parsed<Cow<'t, str>> {
        if !self.is_escaped {
            return Ok(Cow::Borrowed(self.raw));
        }
        let mut bytes = Vec::with_capacity(self.raw.len());
        self.unescape(&mut bytes)?;
        // The raw text is UTF-8, and so is each unescaped character.
        Ok(Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
    }

    /// Appends the value of a string that has escape sequences.
    pub(super) fn unescape(&self, out: &mut Vec<u8>) -> Parsed<()> {
        self.parts(|part| out.extend_from_slice(part.as_bytes()))
    }

    /// Checks the escape sequences.
    pub(super) fn check(&self) -> Parsed<()> {
        self.parts(|_| {})
    }

    /// Calls a function for the parts of the string's value.
    fn parts(&self, mut each: impl FnMut(&str)) -> Parsed<()> {
        let mut rest = self.raw;
        while let Some((plain, escaped)) = rest.split_once('\\') {
            each(plain);
            let position = || self.at + 1 + self.raw.len() - escaped.len() - 1;
            let Some((letter, length)) = escape(escaped) else {
                return Err(JsonError::at(position(), invalid(escaped)));
            };
            each(letter.encode_utf8(&mut [0; 4]));
            rest = &escaped[length..];
        }
        each(rest);
        Ok(())
    }
}

/// Returns the character of an escape sequence, and the length of the sequence without its
/// backslash. `text` begins after the backslash.
fn escape(text: &str) -> Option<(char, usize)> {
    let letter = match text.as_bytes().first()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((letter, 1))
}

/// Returns the number that `uXXXX` stands for.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('u')?.get(..4)?;
    // `from_str_radix` alone would accept a sign.
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_hex { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// Returns the character of `uXXXX` or `uXXXX\uXXXX`, and the length of the text.
fn unicode(text: &str) -> Option<(char, usize)> {
    let first = unit(text)?;
    if !(0xd800..0xdc00).contains(&first) {
        // The second half of a surrogate pair is not a character.
        return Some((char::from_u32(first)?, 5));
    }
    let second = unit(text[5..].strip_prefix('\\')?)?;
    if !(0xdc00..0xe000).contains(&second) {
        return None;
    }
    Some((char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))?, 11))
}

fn invalid(text: &str) -> &'static str {
    match text.starts_with('u') {
        true if unit(text).is_some() => "`\\u` has half of a surrogate pair without the other half",
        true => "`\\u` is not followed by the four digits of a character",
        false => "the escape sequence is unknown",
    }
}
