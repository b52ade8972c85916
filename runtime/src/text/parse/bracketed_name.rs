//! Names in brackets.

use alloc::string::String;

use super::Parser;
use crate::text::TextError;
use crate::text::bracketed::{is_full_name, is_type_url, is_url_byte};
use crate::text::error::shortened;

impl Parser<'_, '_> {
    /// Reads a type URL or the full name of an extension in brackets. Whitespace and comments may
    /// be anywhere in it.
    pub(super) fn bracketed_name(&mut self) -> Result<String, TextError> {
        let start = self.start;
        let mut name = String::new();
        loop {
            let at = self.lexer.skip_space();
            match self.lexer.peek() {
                b']' => break,
                byte if is_url_byte(byte) => {
                    let rest = &self.lexer.text.as_bytes()[at..];
                    let end = rest.iter().position(|byte| !is_url_byte(*byte));
                    self.lexer.at = at + end.unwrap_or(rest.len());
                    name.push_str(&self.lexer.text[at..self.lexer.at]);
                }
                _ => {
                    self.advance()?;
                    return Err(self.expected(format_args!("`]`")));
                }
            }
        }
        let is_well_formed = match name.contains('/') {
            true => is_type_url(&name),
            false => is_full_name(&name),
        };
        if !is_well_formed {
            let name = shortened(&name);
            return Err(self
                .error_at(start, format_args!("`{name}` is neither a type URL nor a full name")));
        }
        // The opening bracket is still the current token.
        self.advance()?;
        self.advance()?;
        Ok(name)
    }
}
