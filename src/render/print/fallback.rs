//! Prints an element token by token if its rule fails.
//!
//! An element is e.g. an item, a statement, an arm, a field or an argument. The functions that find
//! the end of an element only affect the layout. Every token is printed once, in order.

use super::super::lines::INDENT;
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

/// The greatest depth at which rules are tried. Deeper tokens are printed one by one, without
/// recursion.
const DEEPEST: u32 = 200;

impl Printer<'_> {
    /// Tries a rule. If the rule fails, nothing has been printed.
    pub(super) fn attempt<T>(
        &mut self,
        rule: impl FnOnce(&mut Self) -> Result<T, Unknown>,
    ) -> Option<T> {
        let (at, end, depth, is_sure) = (self.at, self.end, self.depth, self.is_sure);
        let mark = self.lines.mark();
        match rule(self) {
            Ok(result) => Some(result),
            Err(Unknown) => {
                (self.at, self.end, self.depth, self.is_sure) = (at, end, depth, is_sure);
                self.lines.back_to(mark);
                self.opens = None;
                None
            }
        }
    }

    /// Calls a rule for a form that can contain itself.
    pub(super) fn nested<T>(
        &mut self,
        rule: impl FnOnce(&mut Self) -> Result<T, Unknown>,
    ) -> Result<T, Unknown> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Unknown);
        }
        let result = rule(self)?;
        self.depth -= 1;
        Ok(result)
    }

    /// Fails if the next token is a comma, because the element is empty.
    pub(super) fn not_empty(&self) -> Done {
        if self.is(",") { Err(Unknown) } else { Ok(()) }
    }

    /// Prints an element of a list with commas. The caller prints the comma.
    pub(super) fn element(&mut self, rule: impl FnOnce(&mut Self) -> Done) {
        self.element_that(|printer| rule(printer).map(Some));
    }

    /// Prints an element like [`element`](Self::element). Returns the value of the rule.
    pub(super) fn element_that<T>(
        &mut self,
        rule: impl FnOnce(&mut Self) -> Result<T, Unknown>,
    ) -> Option<T> {
        let done = self.attempt(|printer| {
            let result = rule(printer)?;
            if printer.is_at_end() || printer.is(",") { Ok(result) } else { Err(Unknown) }
        });
        if done.is_none() {
            self.rest_as_tokens(self.next_comma());
        }
        done
    }

    /// Prints the tokens up to a position unchanged.
    pub(super) fn rest_as_tokens(&mut self, end: usize) {
        self.is_sure = false;
        self.lines.begin_inconsistent(INDENT);
        self.tokens_up_to(end);
        self.lines.end();
    }

    /// Returns the position of the next comma outside inner groups, or the end of the group.
    pub(super) fn next_comma(&self) -> usize {
        // A comma between generic arguments does not count. If that finds no end of the arguments,
        // `<` is an operator.
        self.comma(true).or_else(|| self.comma(false)).unwrap_or(self.end)
    }

    /// Returns the position of the next comma, or the end of the group. Returns `None` if generic
    /// arguments do not end.
    fn comma(&self, with_arguments: bool) -> Option<usize> {
        let (mut at, mut depth) = (self.at, 0_u32);
        while at < self.end {
            let token = self.tape.token(at);
            match token.kind {
                Kind::Open => at = token.close as usize,
                Kind::Operator if token.code == code("<") && with_arguments => depth += 1,
                Kind::Operator if token.code == code(">") => depth = depth.saturating_sub(1),
                Kind::Operator if token.code == code(",") && depth == 0 => return Some(at),
                _ => {}
            }
            at += 1;
        }
        (depth == 0).then_some(self.end)
    }

    /// Returns the position after the token at a position, or after the group that it opens.
    pub(super) fn after_tree(&self, at: usize) -> usize {
        let token = self.tape.token(at);
        if token.kind == Kind::Open { token.close as usize + 1 } else { at + 1 }
    }

    /// Returns the position after an item or a statement. It ends with `;`, or with braces that no
    /// token continues.
    pub(super) fn end_of_item(&self) -> usize {
        let mut at = self.at;
        while at < self.end {
            let token = self.tape.token(at);
            at = self.after_tree(at);
            let continues = at < self.end && {
                let next = self.tape.token(at);
                next.code == code("else")
                    || next.kind == Kind::Operator && next.code != code("#")
                    || next.kind == Kind::Open && next.code != code("{")
            };
            if token.code == code(";") || token.code == code("{") && !continues {
                return at;
            }
        }
        self.end
    }

    /// Returns the position after the body of an arm.
    pub(super) fn end_of_arm(&self) -> usize {
        let mut at = self.at;
        while at < self.end {
            let token = self.tape.token(at);
            at = self.after_tree(at);
            if token.code == code("=>") {
                break;
            }
        }
        if at < self.end && self.tape.token(at).code == code("{") {
            let end = self.after_tree(at);
            return end + usize::from(end < self.end && self.tape.token(end).code == code(","));
        }
        while at < self.end {
            let token = self.tape.token(at);
            at = self.after_tree(at);
            if token.code == code(",") {
                break;
            }
        }
        at
    }
}
