//! Chains: an expression and the links after it, i.e. fields, method calls, `?` and indexes.

use super::super::lines::{Chain, INDENT};
use super::super::tape::{Kind, code};
use super::expression::{Opens, Place, Seen, What};
use super::{Printer, Unknown};

/// The greatest width of a name after which the first link stays on the line: the width of an
/// indentation.
const SHORT: usize = INDENT as usize;

/// The links after an expression.
#[derive(Debug, Default)]
struct Links {
    count: usize,
    /// The number of links up to the last one with a dot.
    dotted: usize,
    ends_with_call: bool,
    /// Whether the links have a field, a method or an index.
    wraps: bool,
    /// The position after the last link.
    end: usize,
}

/// A link that has been printed.
enum Link {
    /// A call, with the place where its arguments can open.
    Call(Option<Opens>),
    Question,
    Other,
}

impl Printer<'_> {
    pub(super) fn chain(&mut self, place: Place) -> Result<Seen, Unknown> {
        let start = self.at;
        let root = self.lines.mark();
        let base = self.primary(place)?;
        let links = self.links()?;
        if links.count == 0 {
            return Ok(base);
        }
        if place.statement && base.what.is_block() && !self.is(".") && !self.is("?") {
            return Ok(base);
        }
        if matches!(base.what, What::Jump | What::Closure) {
            return Err(Unknown);
        }
        // After a short name, the first link stays on the line. Other links do not.
        let first_stays = base.width <= SHORT && self.is(".");
        let breaks = links.dotted > usize::from(first_stays);
        let (mut opens, mut begin, mut last, mut root_point) = (None, None, None, None);
        for nth in 1..=links.count {
            let is_first = nth == 1;
            let stays = !breaks || is_first && first_stays;
            if breaks && begin.is_none() && self.is(".") {
                if self.at > start + 1 {
                    // The groups of the root are measured up to this place.
                    self.lines.never();
                    root_point = Some(self.lines.new_point());
                }
                begin = Some(self.lines.mark());
            }
            if breaks && nth == links.dotted {
                last = Some(self.lines.point_here());
            }
            match self.link(stays, is_first && base.width < SHORT)? {
                Link::Call(last) => opens = last,
                Link::Question => {}
                Link::Other => opens = None,
            }
            if breaks && nth == links.dotted {
                self.lines.end();
            }
        }
        if let (Some(begin), Some(last)) = (begin, last) {
            // Arguments that take several lines in any case open on the line of the chain.
            let is_tall = opens.is_some_and(|opens: Opens| opens.always || opens.tall);
            let opens = opens.map(|opens| opens.point);
            let chain = Chain { root: root_point, last, opens, is_tall };
            self.lines.begin_chain_at(begin, chain);
            if let Some(point) = root_point {
                self.lines.point_at(root, point);
            }
        }
        let opens = opens.filter(|opens| !breaks || opens.always);
        let what = match (links.ends_with_call, breaks) {
            (true, true) => What::Chain,
            (true, false) => What::Call,
            (false, _) => What::Other,
        };
        Ok(Seen { what, wraps: links.wraps || base.wraps, width: usize::MAX, opens })
    }

    /// Returns the properties of the next links.
    fn links(&self) -> Result<Links, Unknown> {
        let mut links = Links { end: self.at, ..Links::default() };
        while links.end < self.end {
            let token = self.tape.token(links.end);
            let is_call;
            if token.code == code("?") {
                links.end += 1;
                is_call = links.ends_with_call;
            } else if token.code == code("(") || token.code == code("[") {
                is_call = token.code == code("(");
                links.wraps |= !is_call;
                links.end = token.close as usize + 1;
            } else if token.code == code(".") {
                links.dotted = links.count + 1;
                links.wraps = true;
                links.end = self.end_of_member(links.end + 1)?;
                is_call = self.tape.token(links.end - 1).code == code(")");
            } else {
                break;
            }
            links.count += 1;
            links.ends_with_call = is_call;
        }
        Ok(links)
    }

    /// Returns the position after a field or a method call.
    fn end_of_member(&self, mut at: usize) -> Result<usize, Unknown> {
        let code_at = |at: usize| if at < self.end { self.tape.token(at).code } else { code("") };
        if at >= self.end {
            return Err(Unknown);
        }
        at += 1;
        if code_at(at) == code("::") {
            at += 1;
            let mut depth = 0;
            loop {
                match code_at(at) {
                    angle if angle == code("<") => depth += 1,
                    angle if angle == code(">") => depth -= 1,
                    // Literals and lifetimes have no code.
                    _ if at >= self.end => return Err(Unknown),
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

    /// Prints the next link. If `stays`, the link cannot begin a line. If `is_short`, the name
    /// before it is shorter than an indentation.
    fn link(&mut self, stays: bool, is_short: bool) -> Result<Link, Unknown> {
        if self.optional_word("?", "?") {
            return Ok(Link::Question);
        }
        if self.is("(") {
            return self.call(is_short).map(Link::Call);
        }
        if self.is("[") {
            self.lines.word("[");
            self.inside("[", Self::expression)?;
            self.lines.word("]");
            return Ok(Link::Other);
        }
        self.expect(".")?;
        if !stays {
            self.lines.zero();
        }
        self.lines.word(".");
        if self.is_kind(Kind::Literal) {
            // In `x.0.1`, the tokens after the first dot would be a float.
            if self.peek(1) == code(".") && self.is_kind_at(2, Kind::Literal) {
                return Err(Unknown);
            }
            self.copy(Kind::Literal)?;
            return Ok(Link::Other);
        }
        self.ident()?;
        if self.skip("::") {
            self.lines.word("::");
            self.arguments_of_value()?;
        }
        if self.is("(") { self.call(false).map(Link::Call) } else { Ok(Link::Other) }
    }

    /// Prints the arguments of a call in their parentheses.
    fn call(&mut self, is_short: bool) -> Result<Option<Opens>, Unknown> {
        self.lines.word("(");
        let point = self.lines.point_here();
        let opens = self.inside("(", |printer| printer.call_arguments(is_short, point))?;
        self.lines.word(")");
        Ok(opens)
    }
}
