//! The tokens of a text.

use alloc::string::String;
use core::fmt::{self, Write as _};

use crate::text::TextError;

/// A text and a position in it.
pub(super) struct Lexer<'t> {
    pub text: &'t str,
    /// The offset after the current token.
    pub at: usize,
}

/// A token, with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Identifier(&'t str),
    /// A decimal, octal or hexadecimal integer without a sign.
    Integer(&'t str),
    /// A number with a point, an exponent or the suffix `f`, without a sign.
    Float(&'t str),
    /// A string with its quotes and escapes.
    String(&'t str),
    /// Any other character.
    Symbol(char),
    /// The end of the text.
    End,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Lexer { text, at: 0 }
    }

    /// Returns the next byte. Returns 0 at the end, because a text with a byte 0 is malformed.
    pub(super) fn peek(&self) -> u8 {
        self.peek_at(0)
    }

    fn peek_at(&self, distance: usize) -> u8 {
        self.text.as_bytes().get(self.at + distance).copied().unwrap_or(0)
    }

    /// Reads bytes while `is_in_class` is true. Returns their number.
    fn read_while(&mut self, is_in_class: impl Fn(u8) -> bool) -> usize {
        let start = self.at;
        while is_in_class(self.peek()) {
            self.at += 1;
        }
        self.at - start
    }

    /// Skips whitespace and comments. Returns the offset after them.
    pub(super) fn skip_space(&mut self) -> usize {
        loop {
            self.read_while(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
            if self.peek() != b'#' {
                return self.at;
            }
            let rest = &self.text[self.at..];
            self.at += rest.find('\n').unwrap_or(rest.len());
        }
    }

    /// Reads a token. The whitespace before it has been skipped.
    pub(super) fn token(&mut self) -> Result<Token<'t>, TextError> {
        let start = self.at;
        let next = self.peek();
        match next {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                self.read_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                Ok(Token::Identifier(&self.text[start..self.at]))
            }
            b'0'..=b'9' => self.number(),
            b'.' if self.peek_at(1).is_ascii_digit() => self.number(),
            b'"' | b'\'' => self.string(next),
            b'!'..=b'~' => {
                self.at += 1;
                Ok(Token::Symbol(char::from(next)))
            }
            _ => match self.text[start..].chars().next() {
                None => Ok(Token::End),
                Some(letter) => {
                    Err(self.error(start, format_args!("unexpected character {letter:?}")))
                }
            },
        }
    }

    fn number(&mut self) -> Result<Token<'t>, TextError> {
        let start = self.at;
        let mut is_float = false;
        if self.peek() == b'0' && matches!(self.peek_at(1), b'x' | b'X') {
            self.at += 2;
            if self.read_while(|byte| byte.is_ascii_hexdigit()) == 0 {
                return Err(self.malformed_number(start, "no digits after `0x`"));
            }
        } else if self.peek() == b'0' && self.peek_at(1).is_ascii_digit() {
            self.read_while(|byte| matches!(byte, b'0'..=b'7'));
            if self.peek().is_ascii_digit() {
                return Err(self.malformed_number(start, "malformed octal number"));
            }
        } else {
            self.read_while(|byte| byte.is_ascii_digit());
            if self.peek() == b'.' {
                is_float = true;
                self.at += 1;
                self.read_while(|byte| byte.is_ascii_digit());
            }
            if matches!(self.peek(), b'e' | b'E') {
                is_float = true;
                self.at += 1;
                self.at += usize::from(matches!(self.peek(), b'-' | b'+'));
                if self.read_while(|byte| byte.is_ascii_digit()) == 0 {
                    return Err(self.malformed_number(start, "no exponent after `e`"));
                }
            }
            if matches!(self.peek(), b'f' | b'F') {
                is_float = true;
                self.at += 1;
            }
        }
        if self.peek().is_ascii_alphanumeric() || matches!(self.peek(), b'_' | b'.') {
            let letter = char::from(self.peek());
            return Err(self.error(self.at, format_args!("`{letter}` directly after a number")));
        }
        let text = &self.text[start..self.at];
        Ok(if is_float { Token::Float(text) } else { Token::Integer(text) })
    }

    /// Reads a string. Its escapes are checked later, when its value is read.
    fn string(&mut self, quote: u8) -> Result<Token<'t>, TextError> {
        let start = self.at;
        self.at += 1;
        loop {
            self.read_while(|byte| byte != quote && !matches!(byte, 0 | b'\n' | b'\\'));
            match self.peek() {
                b'\\' if self.peek_at(1) != 0 => {
                    // The byte after the backslash may be a quote.
                    self.at += 1;
                    if self.peek() != b'\n' {
                        self.at += 1;
                    }
                }
                byte if byte == quote => {
                    self.at += 1;
                    return Ok(Token::String(&self.text[start..self.at]));
                }
                b'\n' => return Err(self.error(start, format_args!("the line ends in a string"))),
                0 if self.at < self.text.len() => {
                    return Err(self.error(self.at, format_args!("unexpected character '\\0'")));
                }
                _ => return Err(self.error(start, format_args!("the text ends in a string"))),
            }
        }
    }

    fn malformed_number(&self, start: usize, reason: &str) -> TextError {
        self.error(start, format_args!("{reason}"))
    }

    /// Returns an error at an offset.
    #[cold]
    pub(super) fn error(&self, offset: usize, reason: fmt::Arguments<'_>) -> TextError {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = text.write_fmt(reason);
        TextError::new(self.text, offset, text)
    }
}
