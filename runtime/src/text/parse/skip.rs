//! Skipping the values of reserved fields.

use super::{Parser, Token};
use crate::text::TextError;

impl Parser<'_, '_> {
    /// Skips the value after the name of an undeclared field. Without a colon, the value must be a
    /// message.
    pub(super) fn skip_value(&mut self) -> Result<(), TextError> {
        let has_colon = self.take(':')?;
        match self.token {
            Token::Symbol('{' | '<') => self.skip_message(),
            _ if !has_colon => Err(self.expected(format_args!("`:` or `{{`"))),
            Token::Symbol('[') => {
                self.advance()?;
                self.list(|parser| match parser.token {
                    Token::Symbol('{' | '<') => parser.skip_message(),
                    _ => parser.skip_scalar(),
                })
            }
            _ => self.skip_scalar(),
        }
    }

    fn skip_message(&mut self) -> Result<(), TextError> {
        let close = self.open()?;
        while !self.close(close)? {
            match self.token {
                Token::Symbol('[') => drop(self.bracketed_name()?),
                Token::Identifier(_) => self.advance()?,
                _ => return Err(self.expected(format_args!("the name of a field"))),
            }
            self.skip_value()?;
            self.separator()?;
        }
        Ok(())
    }

    fn skip_scalar(&mut self) -> Result<(), TextError> {
        if let Token::String(_) = self.token {
            return self.skip_strings();
        }
        let is_negative = self.take('-')?;
        match self.token {
            Token::Integer(_) | Token::Float(_) => self.advance(),
            Token::Identifier(name) if !is_negative || super::number::is_special(name) => {
                self.advance()
            }
            _ => Err(self.expected(format_args!("a value"))),
        }
    }
}
