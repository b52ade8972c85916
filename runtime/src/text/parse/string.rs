//! Strings.

use super::{Parser, Token};
use crate::text::TextError;

impl Parser<'_, '_> {
    /// Reads adjacent strings, and writes their bytes with a length prefix.
    pub(super) fn string(&mut self, is_text: bool) -> Result<(), TextError> {
        let start = self.start;
        if !matches!(self.token, Token::String(_)) {
            return Err(self.expected(format_args!("a string")));
        }
        let begun = self.writer.begin_value();
        let before = self.writer.len();
        while let Token::String(text) = self.token {
            self.reserve(text.len())?;
            self.unescape(text)?;
            self.advance()?;
        }
        if is_text && core::str::from_utf8(&self.writer.as_bytes()[before..]).is_err() {
            return Err(self.error_at(start, format_args!("the string is not UTF-8")));
        }
        self.writer.end(begun);
        Ok(())
    }

    /// Skips adjacent strings.
    pub(super) fn skip_strings(&mut self) -> Result<(), TextError> {
        while let Token::String(_) = self.token {
            self.advance()?;
        }
        Ok(())
    }

    /// Writes the bytes of a quoted string, which is the current token.
    fn unescape(&mut self, text: &str) -> Result<(), TextError> {
        let bytes = text.as_bytes();
        let inner = &bytes[1..bytes.len() - 1];
        let mut at = 0;
        while let Some(distance) = inner[at..].iter().position(|byte| *byte == b'\\') {
            self.writer.raw(&inner[at..at + distance]);
            at += distance;
            let escape = &inner[at + 1..];
            let Some(length) = self.escape(escape) else {
                let length = text[1 + at..].chars().take(10).map(char::len_utf8).sum::<usize>();
                let escape = &text[1 + at..(1 + at + length).min(text.len() - 1)];
                return Err(self.error_at(
                    self.start + 1 + at,
                    format_args!("malformed escape in `{escape}`"),
                ));
            };
            at += 1 + length;
        }
        self.writer.raw(&inner[at..]);
        Ok(())
    }

    /// Writes the character or byte of an escape. Returns the length of the escape without its
    /// backslash. Returns `None` if the escape is malformed.
    fn escape(&mut self, escape: &[u8]) -> Option<usize> {
        let byte = match escape.first()? {
            b'a' => 0x07,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 0x0b,
            byte @ (b'?' | b'\\' | b'\'' | b'"') => *byte,
            b'0'..=b'7' => {
                let (value, length) = digits(escape, 8, 3);
                self.writer.raw(&[u8::try_from(value).ok()?]);
                return Some(length);
            }
            b'x' | b'X' => {
                let (value, length) = digits(&escape[1..], 16, 2);
                self.writer.raw(&[u8::try_from(value).ok()?]);
                return (length > 0).then_some(length + 1);
            }
            letter @ (b'u' | b'U') => {
                let expected = if *letter == b'u' { 4 } else { 8 };
                let (value, length) = digits(&escape[1..], 16, expected);
                // A surrogate is not a character.
                let character = char::from_u32(value).filter(|_| length == expected)?;
                self.writer.raw(character.encode_utf8(&mut [0; 4]).as_bytes());
                return Some(length + 1);
            }
            _ => return None,
        };
        self.writer.raw(&[byte]);
        Some(1)
    }
}

/// Reads up to `most` digits. Returns their value and their count.
fn digits(text: &[u8], radix: u32, most: usize) -> (u32, usize) {
    let digits = text.iter().take(most).map_while(|byte| char::from(*byte).to_digit(radix));
    digits.fold((0, 0), |(value, length), digit| (value * radix + digit, length + 1))
}
