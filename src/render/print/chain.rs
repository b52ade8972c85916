//! The links behind an expression: fields, calls of methods, `?` and so on, one after the other.

use super::super::lines::{Blank, Break, INDENT};
use super::super::tape::{Kind, code};
use super::expression::{Place, Seen, What};
use super::{Done, Printer, Unknown};

/// The links behind an expression.
#[derive(Debug, Default)]
struct Links {
    count: usize,
    /// The number of links up to the last one with a dot.
    dotted: usize,
    /// Whether something is called that is no method, other than by the first link.
    calls_later: bool,
    ends_with_call: bool,
    /// Whether a field, method or index is among them.
    wraps: bool,
    /// Behind the last.
    end: usize,
}

impl Printer<'_> {
    pub(super) fn chain(&mut self, place: Place) -> Result<Seen, Unknown> {
        let begin = self.lines.mark();
        let base = self.primary(place)?;
        let links = self.links()?;
        if links.count == 0 {
            return Ok(base);
        }
        if base.what.is_block() || matches!(base.what, What::Jump | What::Closure) {
            return Err(Unknown);
        }
        // Only what is all of a statement or arm counts as beginning its line.
        let is_all = links.end == self.end
            || [",", ";"].map(code).contains(&self.tape.token(links.end).code);
        let begins_line =
            place.begins_line && is_all && !links.ends_with_call && !links.calls_later;
        if links.dotted > 0 {
            self.lines.begin_at(begin, -INDENT, true);
            self.lines.begin_at(begin, INDENT, true);
            self.lines.end();
        }
        for nth in 1..=links.count {
            let stays = begins_line && nth == 1 && base.short;
            self.link(stays, stays && links.dotted == 1)?;
            if nth == links.dotted {
                self.lines.end();
            }
        }
        let what = if links.ends_with_call { What::Call } else { What::Other };
        Ok(Seen { what, wraps: links.wraps || base.wraps, short: false })
    }

    /// Looks ahead.
    fn links(&self) -> Result<Links, Unknown> {
        let mut links = Links { end: self.at, ..Links::default() };
        while links.end < self.end {
            let token = self.tape.token(links.end);
            let mut is_call = false;
            if token.code == code("?") {
                links.end += 1;
            } else if token.code == code("(") || token.code == code("[") {
                is_call = token.code == code("(");
                links.calls_later |= is_call && links.count > 0;
                links.wraps |= !is_call;
                links.end = token.close as usize + 1;
            } else if token.code == code(".") {
                links.dotted = links.count + 1;
                links.wraps = true;
                links.end = self.end_of_member(links.end + 1)?;
            } else {
                break;
            }
            links.count += 1;
            links.ends_with_call = is_call;
        }
        Ok(links)
    }

    /// Returns the position behind a field or a method call.
    fn end_of_member(&self, mut at: usize) -> Result<usize, Unknown> {
        let code_at = |at: usize| if at < self.end { self.tape.token(at).code } else { code("") };
        at += 1;
        if code_at(at) == code("::") {
            at += 1;
            let mut depth = 0;
            loop {
                match code_at(at) {
                    angle if angle == code("<") => depth += 1,
                    angle if angle == code(">") => depth -= 1,
                    end if end == code("") => return Err(Unknown),
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    break;
                }
            }
        }
        Ok(if code_at(at) == code("(") { self.tape.token(at).close as usize + 1 } else { at })
    }

    /// The next one; `stays` on its line, with the arguments as far out as the chain.
    fn link(&mut self, stays: bool, outdents: bool) -> Done {
        if self.optional_word("?", "?") {
            return Ok(());
        }
        if self.is("(") {
            self.lines.word("(");
            self.inside("(", Self::call_arguments)?;
            self.lines.word(")");
            return Ok(());
        }
        if self.is("[") {
            self.lines.word("[");
            self.inside("[", Self::expression)?;
            self.lines.word("]");
            return Ok(());
        }
        self.expect(".")?;
        if !stays {
            self.lines.add(Break { blank: Blank::None, ..Break::default() });
        }
        self.lines.word(".");
        if self.is_kind(Kind::Literal) {
            return self.copy(Kind::Literal);
        }
        self.ident()?;
        if self.skip("::") {
            self.lines.word("::");
            self.arguments()?;
        }
        if self.is("(") {
            self.lines.begin(if outdents { -INDENT } else { 0 });
            self.lines.word("(");
            self.inside("(", Self::call_arguments)?;
            self.lines.word(")");
            self.lines.end();
        }
        Ok(())
    }
}
