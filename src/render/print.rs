//! Prints the tokens of an item as text, without a syntax tree in between.
//!
//! The rules print the Rust that emitters emit and that options admit. Each rule is a function that
//! prints the form it is named for, beginning with the next token. If a form depends on later
//! tokens (e.g. the left side of an operator), the rule marks the place. After it has printed the
//! later tokens, it inserts groups there.
//!
//! A rule fails if it does not know a token. Then `fallback.rs` prints the element with the token
//! (an item, a statement, an argument, ...) token by token. So every list of tokens can be printed,
//! and no token is lost. A test prints random token trees and parses them again.
//!
//! # Layout
//!
//! Lines have at most 100 columns, and look like those of rustfmt with `max_width = 100` and
//! `use_small_heuristics = "Max"`. The first version of these rules followed prettyplease, by David
//! Tolnay. The algorithm that breaks lines is Oppen's (`lines.rs`).
//!
//! The printer changes tokens only as rustfmt does: commas after the last element of a list, braces
//! around a single expression (the body of an arm or a closure), and the semicolon after a jump
//! that ends a block.
//!
//! rustfmt would change these lines of our output. A rule for them is not worth its code:
//!
//! * Bounds of a `where` clause whose generic arguments take several lines: rustfmt indents the
//!   arguments twice, and writes the next bound after the closing `>`.
//! * An `impl` whose trait has long generic arguments: rustfmt begins a line before the trait.
//! * Headers of more than 98 columns: rustfmt does not count the brace after an `impl`, and moves
//!   the brace of a function with exactly 100 columns.
//! * Generic arguments of a function that do not fit on a line: rustfmt breaks only the last path
//!   among them.
//! * A condition that fits on the line without its brace, but not with it.
//! * Several `#[derive(...)]` of one type: rustfmt joins them, but the user has chosen the order of
//!   attributes.

mod attribute;
mod block;
mod call_arguments;
mod chain;
mod enclosed;
mod expression;
mod fallback;
mod generics;
mod invocation;
mod item;
mod operator;
mod path;
mod pattern;
mod signature;
mod statement;
mod tokens;
mod ty;

use super::lines::{Blank, Lines, Point};
use super::tape::{Kind, Tape, Token, code};

/// The error of a rule that does not know the next token.
#[derive(Debug)]
pub(super) struct Unknown;

type Done = Result<(), Unknown>;

/// The position on the tape, and the pieces that have been printed so far.
struct Printer<'t> {
    tape: &'t Tape,
    lines: &'t mut Lines,
    /// The next token.
    at: usize,
    /// The position after the last token of the innermost group.
    end: usize,
    /// The point after the first `<` of generic arguments since a rule cleared this field.
    opens: Option<Point>,
    /// The number of nested rules that are being tried.
    depth: u32,
    /// Whether rules have printed all tokens so far.
    is_sure: bool,
}

/// Prints all items on the tape. Returns `true` if rules have printed all tokens. Otherwise, the
/// items may be invalid Rust.
pub(super) fn items(tape: &Tape, lines: &mut Lines, out: &mut String) -> bool {
    lines.clear();
    let mut printer =
        Printer { tape, lines, at: 0, end: tape.len(), opens: None, depth: 0, is_sure: true };
    printer.lines.begin(0);
    printer.items();
    printer.lines.end();
    let is_sure = printer.is_sure;
    lines.print(out);
    is_sure
}

/// The code for the end of a group.
const END: u64 = code("");

impl<'t> Printer<'t> {
    fn is_at_end(&self) -> bool {
        self.at == self.end
    }

    /// Returns the code of the token `ahead` tokens after the next one.
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

    /// Skips the next token if its text is `text`.
    fn skip(&mut self, text: &str) -> bool {
        let skips = self.is(text);
        self.at += usize::from(skips);
        skips
    }

    fn expect(&mut self, text: &str) -> Done {
        if self.skip(text) { Ok(()) } else { Err(Unknown) }
    }

    /// Prints the next token unchanged if its kind is `kind`.
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

    /// Prints `with_blank`, which is a keyword or operator with a blank, if the next token is
    /// `text`.
    fn optional_word(&mut self, text: &str, with_blank: &str) -> bool {
        let skips = self.skip(text);
        if skips {
            self.lines.word(with_blank);
        }
        skips
    }

    /// Calls `content` on the tokens in the next group. Fails if it leaves tokens.
    fn inside<T>(
        &mut self,
        open: &str,
        content: impl FnOnce(&mut Self) -> Result<T, Unknown>,
    ) -> Result<T, Unknown> {
        let close = self.token()?.close as usize;
        self.expect(open)?;
        let outside = std::mem::replace(&mut self.end, close);
        let result = self.nested(content)?;
        if !self.is_at_end() {
            return Err(Unknown);
        }
        self.at = close + 1;
        self.end = outside;
        Ok(result)
    }

    /// Prints elements up to the end of the group, each with a comma or a place for it.
    fn comma_separated(
        &mut self,
        blank_at_end: Blank,
        mut element: impl FnMut(&mut Self) -> Done,
    ) -> Done {
        while !self.is_at_end() {
            self.not_empty()?;
            self.element(&mut element);
            self.skip(",");
            self.lines.comma(self.is_at_end(), blank_at_end);
        }
        Ok(())
    }
}
