//! Expressions in brackets of their own: structs, tuples, arrays. And closures, whose body may get
//! some.

use super::super::lines::{Blank, Break, INDENT};
use super::super::tape::{Kind, code};
use super::expression::{Place, Seen, What};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    pub(super) fn field_values(&mut self) -> Done {
        while !self.is_at_end() {
            if self.optional_word("..", "..") {
                self.expression()?;
                self.lines.space();
                return Ok(());
            }
            if self.is_kind(Kind::Literal) {
                self.copy(Kind::Literal)?;
            } else {
                self.ident()?;
            }
            if self.skip(":") {
                self.lines.word(": ");
                self.lines.begin_inconsistent(0);
                self.expression()?;
                self.lines.end();
            }
            if !self.skip(",") && !self.is_at_end() {
                return Err(Unknown);
            }
            self.lines.comma(self.is_at_end(), Blank::Space);
        }
        Ok(())
    }

    /// A tuple, or an expression in parentheses.
    pub(super) fn parentheses(&mut self) -> Result<Seen, Unknown> {
        self.lines.word("(");
        let begin = self.lines.mark();
        let (mut elements, mut commas, mut wraps) = (0, 0, false);
        self.inside("(", |printer| {
            while !printer.is_at_end() {
                wraps = printer.expression_in(Place::WITHIN)?.wraps;
                elements += 1;
                let has_comma = printer.skip(",");
                commas += usize::from(has_comma);
                if !has_comma && !printer.is_at_end() {
                    return Err(Unknown);
                }
                if elements == 1 && printer.is_at_end() {
                    if has_comma {
                        printer.lines.word(",");
                        printer.lines.zero();
                    }
                } else {
                    printer.lines.comma(printer.is_at_end(), Blank::None);
                }
            }
            Ok(())
        })?;
        if elements == 1 && commas == 0 {
            self.lines.word(")");
            return Ok(Seen { wraps, ..Seen::what(What::Other) });
        }
        if elements > 0 {
            self.lines.break_at(begin, Break::default());
            self.lines.begin_at(begin, INDENT, true);
            self.lines.outdent();
            self.lines.end();
        }
        self.lines.word(")");
        Ok(Seen::what(What::Tuple))
    }

    pub(super) fn array(&mut self) -> Result<Seen, Unknown> {
        let close = self.token()?.close as usize;
        let content = self.at + 1..close;
        let is_simple = |at: usize| match self.tape.token(at).kind {
            Kind::Literal => !self.tape.text(at).contains(['"', '.']),
            Kind::Operator => self.tape.token(at).code == code(","),
            Kind::Ident => ["true", "false"].contains(&self.tape.text(at)),
            Kind::Lifetime | Kind::Open | Kind::Close | Kind::Hidden => false,
        };
        if content.is_empty() {
            self.inside("[", |_| Ok(()))?;
            self.lines.word("[]");
        } else if content.clone().any(|at| self.tape.token(at).code == code(";"))
            && self.is_repetition()
        {
            self.lines.word("[");
            self.inside("[", |printer| {
                printer.expression()?;
                printer.expect(";")?;
                printer.lines.word("; ");
                printer.expression()
            })?;
            self.lines.word("]");
            return Ok(Seen::what(What::Other));
        } else if content.clone().all(is_simple) {
            self.lines.begin(INDENT);
            self.lines.word("[");
            self.lines.zero();
            self.lines.begin_inconsistent(0);
            self.inside("[", |printer| {
                while !printer.is_at_end() {
                    printer.expression()?;
                    if !printer.skip(",") && !printer.is_at_end() {
                        return Err(Unknown);
                    }
                    if !printer.is_at_end() {
                        printer.lines.word(",");
                        printer.lines.space();
                    }
                }
                Ok(())
            })?;
            self.lines.end();
            self.lines.comma(true, Blank::None);
            self.lines.outdent();
            self.lines.word("]");
            self.lines.end();
        } else {
            self.lines.word("[");
            self.lines.begin(INDENT);
            self.lines.zero();
            self.inside("[", |printer| printer.comma_separated(Blank::None, Self::expression))?;
            self.lines.outdent();
            self.lines.end();
            self.lines.word("]");
        }
        Ok(Seen::what(What::Array))
    }

    /// Whether the next group has a semicolon that is in no group within.
    fn is_repetition(&self) -> bool {
        let close = self.tape.token(self.at).close as usize;
        let mut at = self.at + 1;
        while at < close {
            let token = self.tape.token(at);
            if token.code == code(";") {
                return true;
            }
            at = if token.kind == Kind::Open { token.close as usize + 1 } else { at + 1 };
        }
        false
    }

    pub(super) fn closure(&mut self, place: Place) -> Result<Seen, Unknown> {
        self.lines.begin_inconsistent(0);
        self.optional_word("move", "move ");
        self.lines.begin(INDENT);
        self.lines.word("|");
        if !self.skip("||") {
            self.expect("|")?;
            if self.is("|") {
                return Err(Unknown);
            }
            self.lines.zero();
            while !self.is("|") {
                self.single_pattern()?;
                if self.skip(":") {
                    self.lines.word(": ");
                    self.ty()?;
                }
                if !self.skip(",") && !self.is("|") {
                    return Err(Unknown);
                }
                if !self.is("|") {
                    self.lines.word(",");
                    self.lines.space();
                }
            }
            self.expect("|")?;
        }
        self.lines.word("|");
        self.lines.space();
        self.lines.outdent();
        self.lines.end();
        self.lines.never();
        if self.is("->") {
            return Err(Unknown);
        }
        let begin = self.lines.mark();
        let body = self.expression_in(place.within())?.what;
        if !(body.is_enclosed() || matches!(body, What::Match | What::Call)) {
            self.lines.break_at(begin, Break { before: Some('{'), ..Break::default() });
            self.lines.begin_at(begin, INDENT, true);
            self.lines.add(Break {
                indent: -INDENT,
                before: body.wants_semicolon().then_some(';'),
                brace_after: true,
                ..Break::default()
            });
            self.lines.end();
        }
        self.lines.end();
        Ok(Seen::what(What::Closure))
    }
}
