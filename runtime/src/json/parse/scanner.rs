//! The position in a text, and the tokens at this position.

use alloc::format;
use alloc::string::String;

use super::Parsed;
use super::number::Number;
use crate::hash::begins_with;
use crate::json::error::{JsonError, shortened};

/// A text, and a position in it.
///
/// Methods that are not inlined take the scanner by value. So the position of a local scanner stays
/// in a register.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'t> {
    pub text: &'t str,
    /// The number of bytes before the position.
    pub at: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Scanner { text, at: 0 }
    }

    /// Returns the next byte. At the end of the text, it returns the control character 0, which
    /// JSON does not allow outside of a string.
    #[inline(always)]
    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Returns the bytes from the position on.
    #[inline(always)]
    pub(super) fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or(&[])
    }

    /// Returns a part of the text. There are ASCII characters at both positions.
    #[inline(always)]
    pub(super) fn part(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Skips whitespace.
    #[inline(always)]
    pub(super) fn space(&mut self) {
        if self.peek() <= b' ' {
            self.at = self.behind_space();
        }
    }

    #[inline(never)]
    fn behind_space(self) -> usize {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at + self.rest().iter().take_while(|byte| is_space(byte)).count()
    }

    /// Skips an ASCII text if it is at the position. Returns whether it was.
    #[inline(always)]
    pub(super) fn eat(&mut self, expected: &[u8]) -> bool {
        let is_there = begins_with(self.rest(), expected);
        if is_there {
            self.at += expected.len();
        }
        is_there
    }

    /// Skips a literal: `true`, `false` or `null`.
    #[inline]
    pub(super) fn literal(&mut self, literal: &'static str) -> Parsed<()> {
        if self.eat(literal.as_bytes()) { Ok(()) } else { Err(self.error("the text is not JSON")) }
    }

    /// Skips the bracket that begins an object or list, and whitespace. Returns whether there is a
    /// value, i.e. the next byte is not `end`. `what` names the object or list in errors, e.g. `an
    /// object`.
    #[inline(always)]
    pub(super) fn open(&mut self, bracket: u8, end: u8, what: &str) -> Parsed<bool> {
        if self.peek() != bracket {
            return Err(self.expected(what));
        }
        self.at += 1;
        self.space();
        if self.peek() == end {
            self.at += 1;
            return Ok(false);
        }
        Ok(true)
    }

    /// Skips the text after a value in an object or list: whitespace, and a comma or the end.
    /// Returns whether another value follows.
    #[inline(always)]
    pub(super) fn more(&mut self, end: u8) -> Parsed<bool> {
        self.space();
        match self.peek() {
            b',' => {
                self.at += 1;
                self.space();
                Ok(true)
            }
            byte if byte == end => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(self.expected(if end == b'}' { "`,` or `}`" } else { "`,` or `]`" })),
        }
    }

    /// Skips the colon after a key, and whitespace.
    #[inline(always)]
    pub(super) fn colon(&mut self) -> Parsed<()> {
        self.space();
        if self.peek() != b':' {
            return Err(self.expected("`:`"));
        }
        self.at += 1;
        self.space();
        Ok(())
    }

    /// Reads the parts of a number.
    pub(super) fn number(&mut self) -> Parsed<Number<'t>> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(number) = Number::at_start(rest) else {
            return Err(self.expected("a number"));
        };
        self.at += number.length;
        Ok(number)
    }

    /// Returns an error at the position.
    #[cold]
    pub(super) fn error(self, what: impl Into<String>) -> JsonError {
        JsonError::at(self.at, what)
    }

    /// Returns the error that the text at the position is not what is expected.
    #[cold]
    #[inline(never)]
    pub(super) fn expected(self, what: &str) -> JsonError {
        self.error(format!("expected {what}, found {}", self.found()))
    }

    /// Describes the token at the position.
    fn found(self) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        // A number may be incomplete, e.g. `1.`.
        let is_number = rest.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        match rest.chars().next() {
            None => "the end of the text".into(),
            Some('{') => "an object".into(),
            Some('[') => "a list".into(),
            Some('"') => "a string".into(),
            Some(_) if is_number => {
                let is_part = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
                let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                format!("`{}`", shortened(&rest[..end]))
            }
            Some(first) => {
                let is_part = |letter: char| letter.is_alphanumeric();
                let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                let word = &rest[..end.max(first.len_utf8())];
                match first {
                    '\0'..' ' | '`' | '\x7f' => format!("{first:?}"),
                    '\u{feff}' => "a byte order mark".into(),
                    // An invisible character is shown as an escape.
                    _ if !first.is_ascii() && first.escape_debug().len() > 1 => {
                        format!("{first:?}")
                    }
                    _ => format!("`{}`", shortened(word)),
                }
            }
        }
    }
}
