//! Strings.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Parsed;
use super::scanner::Scanner;
use crate::json::error::JsonError;

/// A string as it stands in the text.
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
    /// Reads a string. `what` names it, e.g. `a string`.
    #[inline]
    pub(super) fn string(&mut self, what: &str) -> Parsed<StringToken<'t>> {
        let at = self.at;
        if self.peek() != b'"' {
            return Err(self.expected(what));
        }
        self.at += 1;
        self.at += plain_length(self.rest());
        if self.peek() == b'"' {
            let raw = self.part(at + 1, self.at);
            self.at += 1;
            return Ok(StringToken { raw, at, is_escaped: false });
        }
        self.rest_of_string(at)
    }

    /// Reads a string from the first byte on that does not stand for itself.
    fn rest_of_string(&mut self, at: usize) -> Parsed<StringToken<'t>> {
        loop {
            match self.peek() {
                b'"' => {
                    let raw = self.part(at + 1, self.at);
                    self.at += 1;
                    return Ok(StringToken { raw, at, is_escaped: true });
                }
                // The byte behind it is in the string, even if it is a quote.
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
    /// Returns the text that the string stands for.
    pub(super) fn text(&self) -> Parsed<Cow<'t, str>> {
        if !self.is_escaped {
            return Ok(Cow::Borrowed(self.raw));
        }
        let mut bytes = Vec::new();
        self.unescape(&mut bytes)?;
        // Unescaped characters are characters.
        Ok(Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
    }

    /// Appends the text that a string with escape sequences stands for.
    pub(super) fn unescape(&self, out: &mut Vec<u8>) -> Parsed<()> {
        let mut rest = self.raw;
        while let Some((plain, escaped)) = rest.split_once('\\') {
            out.extend_from_slice(plain.as_bytes());
            let position = || self.at + 1 + self.raw.len() - escaped.len() - 1;
            let Some((letter, length)) = escape(escaped) else {
                return Err(JsonError::at(position(), invalid(escaped)));
            };
            out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &escaped[length..];
        }
        out.extend_from_slice(rest.as_bytes());
        Ok(())
    }
}

/// Returns the character of the escape sequence whose backslash stands before `text`, and its
/// length in `text`.
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

/// Returns the character of `uXXXX` or `uXXXX\uXXXX`, and the length.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = |text: &str| {
        let digits = text.strip_prefix('u')?.get(..4)?;
        // `from_str_radix` alone accepts a sign.
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if is_hex { u32::from_str_radix(digits, 16).ok() } else { None }
    };
    let first = unit(text)?;
    if !(0xd800..0xdc00).contains(&first) {
        // The second half of a surrogate pair is no character.
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
        true => "`\\u` is not followed by the four digits of a character",
        false => "the escape sequence is unknown",
    }
}

/// Returns the length of the part of a string that stands for itself: up to a quote, a backslash,
/// a control character or the end.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
        rest = after;
    }
    let is_plain = |byte: &u8| !matches!(byte, 0..0x20 | b'"' | b'\\');
    length + rest.iter().take_while(|byte| is_plain(byte)).count()
}

/// Sets the highest bit of each byte that is a quote, a backslash or a control character. Bytes
/// above the first such byte can be set, too.
#[inline]
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    // A byte below `n` borrows in the subtraction of `n`, and one from 0x80 on is not below 0x20.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero(word ^ (ONES * b'"' as u64));
    let backslash = zero(word ^ (ONES * b'\\' as u64));
    (control | quote | backslash) & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_parts_end_at_any_special_byte() {
        for special in (0..=255_u8).filter(|byte| matches!(byte, 0..0x20 | b'"' | b'\\')) {
            for before in 0..20 {
                for filler in [b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
                    let mut bytes = alloc::vec![filler; 40];
                    bytes[before] = special;
                    assert_eq!(plain_length(&bytes), before, "{special:#x} after {filler:#x}");
                    bytes.truncate(before);
                    assert_eq!(plain_length(&bytes), before);
                }
            }
        }
    }
}
