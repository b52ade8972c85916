//! Parsing: the parser reads the text once, and writes its fields as records.

use alloc::vec::Vec;

use super::TextError;
use crate::records::RecordWriter;
use crate::schema::Type;
use crate::{DecodeOptions, Registry};

mod any;
mod bracketed_name;
mod describe;
mod entry;
mod field;
mod lexer;
mod number;
mod seen;
mod skip;
mod string;
mod value;

use lexer::{Lexer, Token};
use seen::Seen;

/// Parses the text of a message of this type into the binary encoding, within the limits of
/// `options`.
pub(crate) fn message(
    ty: Type<'_>,
    text: &str,
    registry: Option<&Registry>,
    options: DecodeOptions,
) -> Result<Vec<u8>, TextError> {
    let (recursion_limit, max_heap) = options.limits();
    let mut parser = Parser {
        lexer: Lexer::new(text),
        token: Token::End,
        start: 0,
        writer: RecordWriter::default(),
        registry,
        depth: recursion_limit,
        recursion_limit,
        max_heap,
        open_any: 0,
    };
    parser.advance()?;
    let mut seen = Seen::default();
    while parser.token != Token::End {
        parser.field(ty, &mut seen)?;
    }
    Ok(parser.writer.into_bytes())
}

/// The text after the current token, and the records of the text before.
struct Parser<'t, 'r> {
    lexer: Lexer<'t>,
    token: Token<'t>,
    /// The offset of the current token.
    start: usize,
    writer: RecordWriter,
    registry: Option<&'r Registry>,
    /// The number of levels that may still be entered.
    depth: u32,
    recursion_limit: u32,
    /// The number of bytes that may be allocated.
    max_heap: usize,
    /// The number of open messages in an `Any`.
    open_any: u32,
}

impl Parser<'_, '_> {
    /// Reads the next token.
    fn advance(&mut self) -> Result<(), TextError> {
        self.start = self.lexer.skip_space();
        self.token = self.lexer.token()?;
        Ok(())
    }

    /// Reads the symbol if it is the current token. Returns whether it was.
    fn take(&mut self, symbol: char) -> Result<bool, TextError> {
        let is_there = self.token == Token::Symbol(symbol);
        if is_there {
            self.advance()?;
        }
        Ok(is_there)
    }

    /// Reads the symbol, which must be the current token.
    fn expect(&mut self, symbol: char) -> Result<(), TextError> {
        match self.take(symbol)? {
            true => Ok(()),
            false => Err(self.expected(format_args!("`{symbol}`"))),
        }
    }

    /// Reads an opening brace or bracket. Returns the symbol that closes it.
    fn open(&mut self) -> Result<char, TextError> {
        let start = self.start;
        let close = match self.token {
            Token::Symbol('{') => '}',
            Token::Symbol('<') => '>',
            _ => return Err(self.expected(format_args!("`{{`"))),
        };
        self.depth = match self.depth.checked_sub(1) {
            Some(depth) => depth,
            None => {
                let limit = self.recursion_limit;
                return Err(self.error_at(start, format_args!("more than {limit} levels deep")));
            }
        };
        self.advance()?;
        Ok(close)
    }

    /// Reads the closing symbol if it is the current token. Returns whether it was.
    fn close(&mut self, close: char) -> Result<bool, TextError> {
        match self.token {
            Token::Symbol(symbol) if symbol == close => {
                self.depth += 1;
                self.advance()?;
                Ok(true)
            }
            Token::Symbol('}' | '>' | ']') | Token::End => {
                Err(self.expected(format_args!("`{close}`")))
            }
            _ => Ok(false),
        }
    }

    /// Reads the separator after a field, if there is one.
    fn separator(&mut self) -> Result<(), TextError> {
        match self.token {
            Token::Symbol(',' | ';') => self.advance(),
            _ => Ok(()),
        }
    }

    /// Checks that `length` more bytes can be written within the limit.
    ///
    /// A buffer that grows takes up to three times the length of the records: the new buffer has
    /// twice the length, and the old one still exists. Each open brace takes some memory, too.
    fn reserve(&self, length: usize) -> Result<(), TextError> {
        const RECORD: usize = 32;
        const LEVEL: usize = 64;
        let records = (self.writer.len() + length + RECORD).saturating_mul(3);
        let levels = (self.recursion_limit - self.depth + 1) as usize * LEVEL;
        match records.saturating_add(levels) <= self.max_heap {
            true => Ok(()),
            false => Err(self.error(format_args!("heap limit reached"))),
        }
    }

    /// Reads the fields of a message of the type, up to the closing token.
    fn fields(&mut self, ty: Type<'_>, close: char) -> Result<(), TextError> {
        let mut seen = Seen::default();
        while !self.close(close)? {
            self.field(ty, &mut seen)?;
        }
        Ok(())
    }

    /// Reads the values of a list up to `]`. The token after `[` is the current one.
    fn list(
        &mut self,
        mut value: impl FnMut(&mut Self) -> Result<(), TextError>,
    ) -> Result<(), TextError> {
        if self.take(']')? {
            return Ok(());
        }
        loop {
            self.reserve(0)?;
            value(self)?;
            if self.take(']')? {
                return Ok(());
            }
            if !self.take(',')? {
                return Err(self.expected(format_args!("`,` or `]`")));
            }
        }
    }
}
