//! Blocks, conditions, loops and matches.

use super::super::lines::{Blank, Break, INDENT, Point};
use super::super::tape::code;
use super::expression::{Place, Seen, What};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// Prints `{ .. }`. The block stays on the line if it contains one expression and the caller's
    /// group stays. Returns the point after the brace.
    pub(super) fn small_block(&mut self) -> Result<Point, Unknown> {
        self.lines.word("{");
        let point = self.lines.point_here();
        self.inside("{", |printer| {
            if printer.is_at_end() {
                return Ok(());
            }
            printer.lines.space();
            if printer.is_lone_expression() {
                printer.lines.begin_inconsistent(0);
                printer.expression_in(Place::STATEMENT)?;
                printer.lines.end();
                printer.lines.space();
            } else {
                printer.statements()?;
            }
            printer.lines.outdent();
            Ok(())
        })?;
        self.lines.word("}");
        Ok(point)
    }

    /// Prints a block like [`small_block`](Self::small_block), in a group of its own.
    pub(super) fn block(&mut self) -> Result<Point, Unknown> {
        self.lines.begin(INDENT);
        let point = self.small_block()?;
        self.lines.end();
        Ok(point)
    }

    /// Prints `{ .. }` with a line for each statement.
    fn tall_block(&mut self) -> Done {
        self.lines.word("{");
        self.lines.never();
        self.lines.begin(INDENT);
        self.lines.line_if_something_follows();
        self.inside("{", Self::statements)?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word("}");
        Ok(())
    }

    /// Prints the condition or pattern before a block, and the blank after it.
    fn condition(&mut self) -> Done {
        self.lines.begin(0);
        let wraps = if self.skip("let") {
            self.lines.begin_inconsistent(0);
            self.lines.word("let ");
            self.lines.begin_inconsistent(0);
            self.pattern()?;
            self.lines.end();
            self.expect("=")?;
            self.lines.word(" = ");
            self.lines.never();
            self.lines.begin_inconsistent(0);
            let seen = self.expression_in(Place::CONDITION)?;
            // The operator would follow the whole `let`: the pattern would match the first operand
            // alone.
            if seen.what == What::Binary {
                return Err(Unknown);
            }
            self.lines.end();
            self.lines.end();
            seen.wraps
        } else {
            self.expression_in(Place::CONDITION)?.wraps
        };
        if wraps {
            self.lines.space();
        } else {
            self.lines.word(" ");
        }
        self.lines.end();
        Ok(())
    }

    pub(super) fn if_expression(&mut self) -> Result<Seen, Unknown> {
        self.expect("if")?;
        self.lines.begin(INDENT);
        self.lines.word("if ");
        self.lines.begin(-INDENT);
        self.condition()?;
        self.lines.end();
        let close = self.token()?.close as usize;
        let has_else = close + 1 < self.end && self.tape.token(close + 1).code == code("else");
        if !has_else {
            self.lines.word("{");
            self.inside("{", |printer| {
                if printer.is_at_end() {
                    return Ok(());
                }
                printer.lines.line();
                printer.statements()?;
                printer.lines.outdent();
                Ok(())
            })?;
            self.lines.word("}");
            self.lines.end();
            return Ok(Seen::what(What::If { complete: false }));
        }
        self.small_block()?;
        let mut complete = false;
        while self.skip("else") {
            self.lines.word(" else ");
            if self.skip("if") {
                self.lines.word("if ");
                self.lines.begin(-INDENT);
                self.condition()?;
                self.lines.end();
            } else {
                complete = true;
            }
            self.small_block()?;
        }
        self.lines.end();
        Ok(Seen::what(What::If { complete }))
    }

    pub(super) fn loop_expression(&mut self) -> Result<Seen, Unknown> {
        if self.optional_word("while", "while ") {
            self.condition()?;
            self.tall_block()?;
            return Ok(Seen::what(What::Loop));
        }
        if self.optional_word("loop", "loop ") {
            self.tall_block()?;
            return Ok(Seen::what(What::Loop));
        }
        self.expect("for")?;
        self.lines.begin_inconsistent(0);
        self.lines.word("for ");
        self.pattern()?;
        self.expect("in")?;
        self.lines.word(" in ");
        self.lines.never();
        self.condition()?;
        self.tall_block()?;
        self.lines.end();
        Ok(Seen::what(What::Loop))
    }

    pub(super) fn match_expression(&mut self) -> Result<Seen, Unknown> {
        self.expect("match")?;
        self.lines.begin_inconsistent(0);
        self.lines.word("match ");
        self.condition()?;
        self.lines.word("{");
        self.lines.never();
        self.lines.begin(INDENT);
        self.lines.line_if_something_follows();
        self.inside("{", |printer| {
            while !printer.is_at_end() {
                if printer.attempt(Self::arm).is_none() {
                    printer.rest_as_tokens(printer.end_of_arm());
                }
                printer.lines.line();
            }
            Ok(())
        })?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word("}");
        self.lines.end();
        Ok(Seen::what(What::Match))
    }

    fn arm(&mut self) -> Done {
        self.attributes()?;
        self.lines.begin_inconsistent(0);
        self.pattern()?;
        if self.skip("if") {
            self.lines.word(" if ");
            self.expression()?;
        }
        self.expect("=>")?;
        self.lines.word(" =>");
        self.lines.never();
        self.lines.word(" ");
        let seen = self.body_of_arm()?;
        if !self.skip(",") && !self.is_at_end() && !seen.is_block() {
            return Err(Unknown);
        }
        self.lines.end();
        Ok(())
    }

    fn body_of_arm(&mut self) -> Result<What, Unknown> {
        if self.is("{") {
            let close = self.token()?.close as usize;
            // A dot after the brace would continue the expression.
            let ends = close + 1 == self.end
                || self.tape.token(close + 1).code != code(".")
                    && self.tape.token(close + 1).code != code("?");
            if !ends {
                return Err(Unknown);
            }
            if self.is_lone_in_braces(close) {
                self.inside("{", Self::body_of_arm)?;
                return Ok(What::Block);
            }
            self.tall_block()?;
            return Ok(What::Block);
        }
        let begin = self.lines.mark();
        let seen = self.expression_in(Place::WITHIN)?;
        self.lines.break_at(begin, Break { before: Some('{'), ..Break::default() });
        self.lines.begin_fit_at(begin, INDENT, seen.what.fit_of_body());
        self.lines.add(Break {
            indent: -INDENT,
            before: seen.what.wants_semicolon().then_some(';'),
            brace_after: true,
            blank: Blank::None,
            ..Break::default()
        });
        if seen.what != What::Block {
            self.lines.comma_if_on_a_line();
        }
        self.lines.end();
        Ok(seen.what)
    }
}
