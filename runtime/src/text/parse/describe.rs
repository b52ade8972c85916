//! The errors of the parser.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::{Parser, Token};
use crate::text::TextError;
use crate::text::error::shortened;

impl Parser<'_, '_> {
    /// Returns the error that the current token is not what is expected.
    #[cold]
    #[inline(never)]
    pub(super) fn expected(&self, expected: fmt::Arguments<'_>) -> TextError {
        let found = describe(self.token);
        self.error(format_args!("expected {expected}, found {found}"))
    }

    /// Returns an error at the current token.
    #[cold]
    #[inline(never)]
    pub(super) fn error(&self, reason: fmt::Arguments<'_>) -> TextError {
        self.error_at(self.start, reason)
    }

    /// Returns an error at an offset.
    #[cold]
    #[inline(never)]
    pub(super) fn error_at(&self, offset: usize, reason: fmt::Arguments<'_>) -> TextError {
        self.lexer.error(offset, reason)
    }
}

fn describe(token: Token<'_>) -> String {
    match token {
        Token::Identifier(text) | Token::Integer(text) | Token::Float(text) => {
            format!("`{}`", shortened(text))
        }
        Token::String(text) => format!("the string {}", shortened(text)),
        Token::Symbol(symbol) => format!("`{symbol}`"),
        Token::End => "the end of the text".into(),
    }
}
