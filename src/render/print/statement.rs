//! Statements.

use super::super::lines::{Fit, INDENT};
use super::super::tape::{Kind, code};
use super::expression::Place;
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// Prints the statements up to the end of the group. Definitions have empty lines around them.
    pub(super) fn statements(&mut self) -> Done {
        let mut was_tall = None;
        while !self.is_at_end() {
            let is_item = self.is_item();
            let is_tall = is_item && self.is_definition();
            if was_tall.is_some_and(|was_tall| was_tall || is_tall) {
                self.lines.empty_line();
            }
            was_tall = Some(is_tall);
            if is_item {
                self.item_or_tokens();
            } else if self.attempt(Self::statement).is_none() {
                self.rest_as_tokens(self.end_of_item());
                self.lines.line();
            }
        }
        Ok(())
    }

    fn statement(&mut self) -> Done {
        self.attributes()?;
        if self.is("let") {
            return self.local();
        }
        if self.is_invocation() && self.is_whole_statement() {
            let (in_braces, _) = self.invocation()?;
            let has_semicolon = self.skip(";");
            if has_semicolon || !self.is_at_end() && !in_braces {
                self.lines.word(";");
            }
            self.lines.line();
            return Ok(());
        }
        self.lines.begin_inconsistent(0);
        let seen = self.expression_in(Place::STATEMENT)?;
        if self.skip(";") {
            self.lines.word(";");
        } else {
            if !(self.is_at_end() || seen.what.is_block()) {
                return Err(Unknown);
            }
            if seen.what.wants_semicolon() {
                self.lines.word(";");
            }
        }
        self.lines.end();
        self.lines.line();
        Ok(())
    }

    fn local(&mut self) -> Done {
        self.lines.begin_inconsistent(0);
        self.expect("let")?;
        self.lines.word("let ");
        self.pattern()?;
        if self.skip(":") {
            self.lines.word(": ");
            self.ty()?;
        }
        self.right_side()?;
        if self.skip("else") {
            self.lines.word(" else ");
            self.block()?;
        }
        self.expect(";")?;
        self.lines.end();
        self.lines.word(";");
        self.lines.line();
        Ok(())
    }

    /// Prints `= expression`, if it is present. The expression may begin on the next line.
    pub(super) fn right_side(&mut self) -> Done {
        if self.skip("=") {
            self.lines.word(" =");
            self.lines.never();
            let begin = self.lines.mark();
            self.lines.space();
            let seen = self.expression_in(Place::WITHIN)?;
            let opens = seen.opens.map(|opens| opens.point);
            self.lines.begin_fit_at(begin, INDENT, Fit::Whole { opens });
            self.lines.end();
        }
        Ok(())
    }

    fn is_item(&self) -> bool {
        let mut ahead = 0;
        while self.peek(ahead) == code("#") && self.at + ahead + 1 < self.end {
            let attribute = self.tape.token(self.at + ahead + 1);
            // A `#` without brackets begins no attribute.
            if attribute.kind != Kind::Open {
                return false;
            }
            ahead = attribute.close as usize + 1 - self.at;
        }
        ["struct", "enum", "impl", "fn", "use", "mod", "trait", "type", "const", "static", "pub"]
            .map(code)
            .contains(&self.peek(ahead))
    }

    /// Whether the next macro call is the whole statement.
    fn is_whole_statement(&self) -> bool {
        let mut ahead = 0;
        while self.peek(ahead) != code("!") {
            ahead += 1;
        }
        let close = self.tape.token(self.at + ahead + 1).close as usize;
        let next = self.peek(close + 1 - self.at);
        let in_braces = self.peek(ahead + 1) == code("{");
        next == code(";")
            || close + 1 == self.end
            || in_braces && next != code(".") && next != code("?")
    }

    /// Whether the next braces, which end at `close`, contain a single expression and no statement.
    pub(super) fn is_lone_in_braces(&mut self, close: usize) -> bool {
        let outside = std::mem::replace(&mut self.end, close);
        self.at += 1;
        let is_lone = self.is_lone_expression();
        self.at -= 1;
        self.end = outside;
        is_lone
    }

    /// Whether the rest of the group is a single expression and no statement.
    pub(super) fn is_lone_expression(&self) -> bool {
        if self.is_at_end()
            || self.is("let")
            || self.is_item()
            || self.is("#")
            || self.is_invocation() && self.is_whole_statement()
        {
            return false;
        }
        if let Some(end) = self.end_of_block_like() {
            return end == self.end;
        }
        let mut at = self.at;
        while at < self.end {
            let token = self.tape.token(at);
            if token.code == code(";") {
                return false;
            }
            at = self.after_tree(at);
        }
        true
    }

    /// Returns the position after an expression that ends with a block, if the statement begins
    /// with such an expression.
    fn end_of_block_like(&self) -> Option<usize> {
        if !["if", "match", "while", "for", "loop", "unsafe", "{"].map(code).contains(&self.peek(0))
        {
            return None;
        }
        let mut at = self.at;
        while at < self.end {
            let token = self.tape.token(at);
            at = self.after_tree(at);
            if token.code == code("{")
                && (at == self.end || self.tape.token(at).code != code("else"))
            {
                return Some(at);
            }
        }
        None
    }
}
