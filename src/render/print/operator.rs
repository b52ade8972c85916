//! Operators between two expressions.

use super::super::lines::INDENT;
use super::super::tape::{Kind, code};
use super::expression::{Place, Seen, What};
use super::{Printer, Unknown};

/// Binary operators, from those that bind least. `<<` and `>>` are two tokens each.
const BINARY: [&[u64]; 9] = [
    &[code("||")],
    &[code("&&")],
    &[code("=="), code("!="), code("<"), code(">"), code("<=")],
    &[code("|")],
    &[code("^")],
    &[code("&")],
    &[],
    &[code("+"), code("-")],
    &[code("*"), code("/"), code("%")],
];

const COMPARISON: usize = 2;
const SHIFT: usize = 6;

impl Printer<'_> {
    pub(super) fn is_range(&self) -> bool {
        self.is("..") || self.is("..=")
    }

    /// Prints a range, beginning with its operator.
    pub(super) fn range(&mut self, place: Place) -> Result<Seen, Unknown> {
        self.copy(Kind::Operator)?;
        let is_open =
            self.is_at_end() || self.ends_expression() || place.before_block && self.is("{");
        if !is_open {
            self.binary(0, place.within())?;
        }
        if !(self.is_at_end() || self.ends_expression() || place.before_block && self.is("{")) {
            return Err(Unknown);
        }
        Ok(Seen { wraps: true, ..Seen::what(What::Binary) })
    }

    /// Returns how tightly the next operator binds, and the number of its tokens.
    fn binary_operator(&self) -> Option<(usize, usize)> {
        let token = self.token().ok().filter(|token| token.kind == Kind::Operator)?;
        let joint = if token.joint { self.peek(1) } else { code(" ") };
        let third = token.joint && self.tape.token(self.at + 1).joint;
        let is = |first: &str, second: &str| token.code == code(first) && joint == code(second);
        if is("<", "<") || is(">", ">") && !(third && self.peek(2) == code("=")) {
            return Some((SHIFT, 2));
        }
        if is(">", "=") {
            return Some((COMPARISON, 2));
        }
        // These are assignments such as `^=` and `<<=`.
        if joint == code("=") || is("<", "<=") || is(">", ">") {
            return None;
        }
        let tightness = BINARY.iter().position(|operators| operators.contains(&token.code))?;
        Some((tightness, 1))
    }

    /// Prints operators that bind at least as tightly as `least`, and the operands between them.
    pub(super) fn binary(&mut self, least: usize, place: Place) -> Result<Seen, Unknown> {
        let begin = self.lines.mark();
        let mut seen = self.cast(place)?;
        let within = place.within();
        // Operators that bind equally tightly break together.
        let mut group = None;
        while let Some((tightness, tokens)) =
            self.binary_operator().filter(|(tightness, _)| *tightness >= least)
        {
            if place.statement && seen.what.is_block() {
                return Err(Unknown);
            }
            if group != Some(tightness) {
                if group.is_some() {
                    self.lines.end();
                }
                self.lines.begin_at(begin, -INDENT, true);
                self.lines.begin_at(begin, INDENT, true);
                self.lines.end();
                group = Some(tightness);
            }
            self.lines.space();
            for _ in 0..tokens {
                self.copy(Kind::Operator)?;
            }
            self.lines.word(" ");
            self.binary(tightness + 1, within)?;
            seen = Seen { wraps: true, ..Seen::what(What::Binary) };
        }
        if group.is_some() {
            self.lines.end();
        }
        Ok(seen)
    }

    fn cast(&mut self, place: Place) -> Result<Seen, Unknown> {
        let begin = self.lines.mark();
        let mut seen = self.prefixed(place)?;
        while self.skip("as") {
            self.lines.begin_at(begin, -INDENT, false);
            self.lines.begin_at(begin, INDENT, false);
            self.lines.end();
            self.lines.space();
            self.lines.word("as ");
            self.ty()?;
            self.lines.end();
            seen = Seen { wraps: true, ..Seen::what(What::Binary) };
        }
        Ok(seen)
    }
}
