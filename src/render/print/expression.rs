//! Expressions.

use super::super::lines::{Blank, Break, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

/// The place of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Before a block: a brace is not part of it.
    before_block: bool,
    /// At the beginning of a line, where a short name need not stand alone.
    pub begins_line: bool,
    /// Whether it is a statement. Then an expression that ends with a block is not continued.
    statement: bool,
}

impl Place {
    pub const WITHIN: Self = Place { before_block: false, begins_line: false, statement: false };
    pub const CONDITION: Self = Place { before_block: true, ..Self::WITHIN };
    pub const ARM: Self = Place { begins_line: true, ..Self::WITHIN };
    pub const STATEMENT: Self = Place { statement: true, ..Self::ARM };

    /// Of a part that does not come first.
    pub fn within(self) -> Self {
        Place { begins_line: false, statement: false, ..self }
    }
}

/// The properties of an expression that was printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub what: What,
    /// Whether a block behind it begins on a line of its own if it takes several lines.
    pub wraps: bool,
    /// Whether it is a name of few letters.
    pub short: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    If {
        complete: bool,
    },
    Loop,
    Match,
    Block,
    Array,
    Async,
    Closure,
    Struct,
    Tuple,
    Call,
    /// `return`, an assignment and the like.
    Jump,
    Binary,
    Other,
}

impl What {
    /// Whether it ends with its block, so that nothing need come between it and what follows.
    pub fn is_block(self) -> bool {
        matches!(self, What::If { .. } | What::Loop | What::Match | What::Block)
    }

    /// Whether it stands in parentheses or braces anyway.
    pub fn is_enclosed(self) -> bool {
        matches!(
            self,
            What::Array | What::Async | What::Block | What::Closure | What::Struct | What::Tuple
        )
    }

    pub fn wants_semicolon(self) -> bool {
        self == What::Jump
    }
}

impl Seen {
    pub fn what(what: What) -> Self {
        Seen { what, wraps: false, short: false }
    }
}

/// Operators between two sides, by how tightly they bind.
const BINARY: [&[u64]; 6] = [
    &[code("||")],
    &[code("&&")],
    &[code("=="), code("!="), code("<"), code(">"), code("<=")],
    &[code("|")],
    &[code("+"), code("-")],
    &[code("*"), code("/"), code("%")],
];

const ASSIGNMENTS: [u64; 6] =
    [code("+="), code("-="), code("*="), code("/="), code("|="), code("&=")];

fn binds(operator: u64) -> Option<usize> {
    BINARY.iter().position(|operators| operators.contains(&operator))
}

impl Printer<'_> {
    pub(super) fn expression(&mut self) -> Done {
        self.expression_in(Place::WITHIN).map(|_| ())
    }

    pub(super) fn expression_in(&mut self, place: Place) -> Result<Seen, Unknown> {
        let begin = self.lines.mark();
        let seen = self.binary(0, place)?;
        if place.statement && seen.what.is_block() {
            return Ok(seen);
        }
        if self.skip("=") {
            self.lines.begin_at(begin, 0, false);
            self.lines.word(" = ");
            self.lines.never();
            self.expression_in(place.within())?;
            self.lines.end();
            return Ok(Seen { wraps: true, ..Seen::what(What::Jump) });
        }
        if ASSIGNMENTS.contains(&self.peek(0)) {
            self.lines.begin_at(begin, -INDENT, false);
            self.lines.begin_at(begin, INDENT, false);
            self.lines.end();
            self.lines.space();
            self.copy(Kind::Operator)?;
            self.lines.word(" ");
            self.expression_in(place.within())?;
            self.lines.end();
            return Ok(Seen { wraps: true, ..Seen::what(What::Jump) });
        }
        // Ranges and shifts, and what is no expression at all.
        if self.token().is_ok_and(|token| token.kind == Kind::Operator) && !self.ends_expression() {
            return Err(Unknown);
        }
        Ok(seen)
    }

    fn ends_expression(&self) -> bool {
        [",", ";", "=>"].map(code).contains(&self.peek(0))
    }

    /// Operators that bind at least so tightly, and what is between them.
    fn binary(&mut self, least: usize, place: Place) -> Result<Seen, Unknown> {
        let begin = self.lines.mark();
        let mut seen = self.cast(place)?;
        let within = place.within();
        while let Some(tightness) = binds(self.peek(0)).filter(|tightness| *tightness >= least) {
            if place.statement && seen.what.is_block() {
                return Err(Unknown);
            }
            self.lines.begin_at(begin, -INDENT, false);
            self.lines.begin_at(begin, INDENT, false);
            self.lines.end();
            self.lines.space();
            self.copy(Kind::Operator)?;
            self.lines.word(" ");
            self.binary(tightness + 1, within)?;
            self.lines.end();
            seen = Seen { wraps: true, ..Seen::what(What::Binary) };
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

    fn prefixed(&mut self, place: Place) -> Result<Seen, Unknown> {
        let within = place.within();
        if self.optional_word("&", "&") {
            if self.is("raw") {
                return Err(Unknown);
            }
            self.optional_word("mut", "mut ");
        } else if !(self.optional_word("*", "*")
            || self.optional_word("!", "!")
            || self.optional_word("-", "-"))
        {
            return self.chain(place);
        }
        let seen = self.prefixed(within)?;
        Ok(Seen { wraps: seen.wraps, ..Seen::what(What::Other) })
    }

    /// Prints an expression without operators between its parts or behind it.
    pub(super) fn primary(&mut self, place: Place) -> Result<Seen, Unknown> {
        let token = self.token()?;
        match token.kind {
            Kind::Literal => {
                // A dot behind it would have to stand apart.
                if self.tape.text(self.at).ends_with('.') {
                    return Err(Unknown);
                }
                self.copy(Kind::Literal)?;
            }
            Kind::Open if token.code == code("(") => return self.parentheses(),
            Kind::Open if token.code == code("[") => return self.array(),
            Kind::Open => {
                self.block()?;
                return Ok(Seen::what(What::Block));
            }
            Kind::Operator if self.is("|") || self.is("||") => return self.closure(place),
            Kind::Ident => return self.named(place),
            Kind::Operator if self.is("::") || self.is("<") => return self.of_path(place),
            Kind::Operator | Kind::Lifetime | Kind::Close | Kind::Hidden => return Err(Unknown),
        }
        Ok(Seen::what(What::Other))
    }

    /// Prints an expression that begins with a keyword or a name.
    fn named(&mut self, place: Place) -> Result<Seen, Unknown> {
        match self.tape.text(self.at) {
            "if" => self.if_expression(),
            "match" => self.match_expression(),
            "while" | "for" | "loop" => self.loop_expression(),
            "async" => {
                self.at += 1;
                self.lines.word("async ");
                self.optional_word("move", "move ");
                self.block()?;
                Ok(Seen::what(What::Async))
            }
            "move" => self.closure(place),
            "return" => {
                self.at += 1;
                self.lines.word("return");
                if self.is_at_end() || self.ends_expression() {
                    return Ok(Seen::what(What::Jump));
                }
                self.lines.word(" ");
                let seen = self.expression_in(place.within())?;
                Ok(Seen { wraps: seen.wraps, ..Seen::what(What::Jump) })
            }
            "break" => {
                self.at += 1;
                self.lines.word("break");
                let is_bare = self.is_at_end() || self.ends_expression();
                if is_bare { Ok(Seen::what(What::Jump)) } else { Err(Unknown) }
            }
            "unsafe" | "continue" | "let" | "const" | "static" | "yield" => Err(Unknown),
            _ => self.of_path(place),
        }
    }

    /// A path, a macro that is called with one, or a struct.
    fn of_path(&mut self, place: Place) -> Result<Seen, Unknown> {
        if self.is_invocation() {
            self.invocation()?;
            return Ok(Seen::what(What::Other));
        }
        let start = self.at;
        let begin = self.lines.mark();
        self.value_path()?;
        if self.is("{") && !place.before_block {
            self.lines.begin_at(begin, -INDENT, false);
            self.lines.begin_at(begin, INDENT, true);
            self.lines.end();
            self.lines.word(" {");
            self.lines.add(Break {
                blank: Blank::Space,
                if_something_follows: true,
                ..Break::default()
            });
            self.inside("{", Self::field_values)?;
            self.lines.outdent();
            self.lines.end_of_at_most(34, begin);
            self.lines.word("}");
            return Ok(Seen::what(What::Struct));
        }
        let name = self.tape.text(start);
        let short = self.at == start + 1 && name.len() <= 4 && name != "true";
        Ok(Seen { short, ..Seen::what(What::Other) })
    }

    /// The arguments of a call, without the parentheses.
    pub(super) fn call_arguments(&mut self) -> Done {
        if self.is_at_end() {
            return Ok(());
        }
        let begin = self.lines.mark();
        let first = self.expression_in(Place::WITHIN)?;
        let has_comma = self.skip(",");
        if self.is_at_end() && first.what.is_enclosed() {
            return Ok(());
        }
        self.lines.break_at(begin, Break::default());
        self.lines.begin_at(begin, INDENT, true);
        if !has_comma && !self.is_at_end() {
            return Err(Unknown);
        }
        self.lines.comma(self.is_at_end(), Blank::None);
        self.comma_separated(Blank::None, Self::expression)?;
        self.lines.outdent();
        self.lines.end();
        Ok(())
    }
}
