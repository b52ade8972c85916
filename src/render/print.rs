//! Tokens of an item to its text, without a syntax tree in between.
//!
//! It knows the Rust that emitters emit, and lays it out exactly as prettyplease lays out what syn
//! has parsed, in a tenth of the time. What it does not know it says, and whoever called it asks
//! those two. A test compares the two ways on every fixture.
//!
//! Each function prints what it is named for, from the next token on. Where the layout depends on
//! what comes later (is this the left side of an operator?) the place is marked, and what is needed
//! there is put in once it is known.

mod attribute;
mod block;
mod chain;
mod enclosed;
mod expression;
mod generics;
mod invocation;
mod item;
mod path;
mod pattern;
mod signature;
mod statement;
mod tokens;
mod ty;

use super::lines::{Blank, Lines};
use super::tape::{Kind, Tape, Token, code};

/// Something that is not known here, or no Rust at all.
#[derive(Debug)]
pub(super) struct Unknown;

type Done = Result<(), Unknown>;

/// A place on the tape, and where what it prints goes.
struct Printer<'t> {
    tape: &'t Tape,
    lines: &'t mut Lines,
    /// The next token.
    at: usize,
    /// Behind the last token of the innermost group.
    end: usize,
}

/// Prints all items on the tape.
pub(super) fn items(tape: &Tape, lines: &mut Lines, out: &mut String) -> Done {
    lines.clear();
    let mut printer = Printer { tape, lines, at: 0, end: tape.len() };
    // As everywhere else, items stand in a group that does not fit on a line.
    printer.lines.begin(0);
    while !printer.is_at_end() {
        printer.item()?;
    }
    printer.lines.end();
    lines.print(out);
    Ok(())
}

/// Code of the end of a group.
const END: u64 = code("");

impl<'t> Printer<'t> {
    fn is_at_end(&self) -> bool {
        self.at == self.end
    }

    /// The code of the token so many after the next.
    fn peek(&self, ahead: usize) -> u64 {
        let at = self.at + ahead;
        if at < self.end { self.tape.token(at).code } else { END }
    }

    fn token(&self) -> Result<Token, Unknown> {
        if self.is_at_end() { Err(Unknown) } else { Ok(self.tape.token(self.at)) }
    }

    fn is(&self, text: &str) -> bool {
        self.peek(0) == code(text)
    }

    fn is_kind(&self, kind: Kind) -> bool {
        self.token().is_ok_and(|token| token.kind == kind)
    }

    fn is_kind_at(&self, ahead: usize, kind: Kind) -> bool {
        self.at + ahead < self.end && self.tape.token(self.at + ahead).kind == kind
    }

    /// Skips a token if it is this one.
    fn skip(&mut self, text: &str) -> bool {
        let skips = self.is(text);
        self.at += usize::from(skips);
        skips
    }

    fn expect(&mut self, text: &str) -> Done {
        if self.skip(text) { Ok(()) } else { Err(Unknown) }
    }

    /// Prints a token as it is, if it is of that kind.
    fn copy(&mut self, kind: Kind) -> Done {
        if self.token()?.kind != kind {
            return Err(Unknown);
        }
        self.lines.word(self.tape.text(self.at));
        self.at += 1;
        Ok(())
    }

    fn ident(&mut self) -> Done {
        self.copy(Kind::Ident)
    }

    /// Prints a keyword and a blank, if it is there.
    fn optional_word(&mut self, text: &str, with_blank: &str) -> bool {
        let skips = self.skip(text);
        if skips {
            self.lines.word(with_blank);
        }
        skips
    }

    /// Does something with what is in the next group, which must be all used up.
    fn inside<T>(
        &mut self,
        open: &str,
        content: impl FnOnce(&mut Self) -> Result<T, Unknown>,
    ) -> Result<T, Unknown> {
        let close = self.token()?.close as usize;
        self.expect(open)?;
        let outside = std::mem::replace(&mut self.end, close);
        let result = content(self)?;
        if !self.is_at_end() {
            return Err(Unknown);
        }
        self.at = close + 1;
        self.end = outside;
        Ok(result)
    }

    /// Elements up to the end of the group, each followed by a comma or the place for one.
    fn comma_separated(
        &mut self,
        blank_at_end: Blank,
        mut element: impl FnMut(&mut Self) -> Done,
    ) -> Done {
        while !self.is_at_end() {
            element(self)?;
            if !self.skip(",") && !self.is_at_end() {
                return Err(Unknown);
            }
            self.lines.comma(self.is_at_end(), blank_at_end);
        }
        Ok(())
    }
}
