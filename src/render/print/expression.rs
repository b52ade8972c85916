//! Expressions.

use super::super::lines::{Blank, Break, Fit, INDENT, Point};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

/// The context of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whether a block follows, so that a brace does not belong to the expression.
    pub before_block: bool,
    /// Whether the expression is a statement. Then it ends with its block.
    pub statement: bool,
}

impl Place {
    pub const WITHIN: Self = Place { before_block: false, statement: false };
    pub const CONDITION: Self = Place { before_block: true, ..Self::WITHIN };
    pub const STATEMENT: Self = Place { statement: true, ..Self::WITHIN };

    /// Returns the context of an operand other than the first one.
    pub fn within(self) -> Self {
        Place { statement: false, ..self }
    }
}

/// The properties of an expression that has been printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub what: What,
    /// Whether a block after it begins on a line of its own if the expression takes several lines.
    pub wraps: bool,
    /// The width of a name without colons. It is `usize::MAX` for every other expression.
    pub width: usize,
    /// The place where the expression opens, if it can take several lines as the last argument of a
    /// call.
    pub opens: Option<Opens>,
}

/// The place after the opening bracket of an expression. The first line of the expression can end
/// there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opens {
    pub point: Point,
    /// Whether the line always ends after the bracket, e.g. that of a block.
    pub always: bool,
    /// Whether the expression takes at least five lines if it takes several.
    pub tall: bool,
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
    /// A call of a function, or of a method that cannot begin a line.
    Call,
    /// A chain of methods that can take several lines.
    Chain,
    Macro,
    /// `return`, an assignment, or another expression that contains a value.
    Jump,
    Binary,
    Other,
}

impl What {
    /// Whether the expression ends with its block, so that it needs no semicolon.
    pub fn is_block(self) -> bool {
        matches!(self, What::If { .. } | What::Loop | What::Match | What::Block)
    }

    /// Whether the expression may begin after `=>` on its line, and take several lines.
    fn is_extended(self) -> bool {
        matches!(
            self,
            What::Array
                | What::Async
                | What::Block
                | What::Call
                | What::Chain
                | What::Closure
                | What::If { .. }
                | What::Loop
                | What::Macro
                | What::Match
                | What::Struct
                | What::Tuple
        )
    }

    /// Returns the measure for the body of an arm.
    pub fn fit_of_body(self) -> Fit {
        if self.is_extended() { Fit::WholeWithComma } else { Fit::Group }
    }

    /// Whether the expression may take several lines as the body of a closure without braces.
    pub fn is_body(self) -> bool {
        matches!(self, What::Async | What::Block | What::Loop | What::Match | What::Struct)
    }

    pub fn wants_semicolon(self) -> bool {
        self == What::Jump
    }
}

impl Seen {
    pub fn what(what: What) -> Self {
        Seen { what, wraps: false, width: usize::MAX, opens: None }
    }

    pub fn opens(what: What, point: Point) -> Self {
        Seen { opens: Some(Opens { point, always: false, tall: false }), ..Self::what(what) }
    }
}

/// The number of parts from which an expression is tall.
pub(super) const TALL: usize = 3;

const ASSIGNMENTS: [u64; 6] =
    [code("+="), code("-="), code("*="), code("/="), code("|="), code("&=")];

impl Printer<'_> {
    pub(super) fn expression(&mut self) -> Done {
        self.expression_in(Place::WITHIN).map(|_| ())
    }

    pub(super) fn expression_in(&mut self, place: Place) -> Result<Seen, Unknown> {
        self.nested(|printer| printer.any_expression(place))
    }

    fn any_expression(&mut self, place: Place) -> Result<Seen, Unknown> {
        self.attributes()?;
        if self.is_range() {
            return self.range(place);
        }
        let seen = self.binary(0, place)?;
        if place.statement && seen.what.is_block() {
            return Ok(seen);
        }
        if self.is("=") || ASSIGNMENTS.contains(&self.peek(0)) {
            self.lines.word(" ");
            self.copy(Kind::Operator)?;
            self.lines.begin_fit(INDENT, Fit::WHOLE);
            self.lines.space();
            self.expression_in(place.within())?;
            self.lines.end();
            return Ok(Seen { wraps: true, ..Seen::what(What::Jump) });
        }
        if self.is_range() {
            return self.range(place);
        }
        // No rule knows the operator after the expression.
        if self.token().is_ok_and(|token| token.kind == Kind::Operator) && !self.ends_expression() {
            return Err(Unknown);
        }
        Ok(seen)
    }

    pub(super) fn ends_expression(&self) -> bool {
        [",", ";", "=>"].map(code).contains(&self.peek(0))
    }

    pub(super) fn prefixed(&mut self, place: Place) -> Result<Seen, Unknown> {
        let within = place.within();
        if self.optional_word("&", "&") || self.optional_word("&&", "&&") {
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
        let seen = self.nested(|printer| printer.prefixed(within))?;
        Ok(Seen { width: usize::MAX, ..seen })
    }

    /// Prints an expression without operators between its parts or after it.
    pub(super) fn primary(&mut self, place: Place) -> Result<Seen, Unknown> {
        let token = self.token()?;
        match token.kind {
            Kind::Literal => {
                // A dot after a number could become a part of the number.
                let begins_with_digit =
                    self.tape.text(self.at).starts_with(|c: char| c.is_ascii_digit());
                if begins_with_digit
                    && [code("."), code("..")].contains(&self.peek(1))
                    && (self.is_kind_at(2, Kind::Literal) && self.peek(1) == code(".")
                        || self.tape.text(self.at).ends_with('.'))
                {
                    return Err(Unknown);
                }
                self.copy(Kind::Literal)?;
            }
            Kind::Open if token.code == code("(") => return self.parentheses(),
            Kind::Open if token.code == code("[") => return self.array(),
            Kind::Open => {
                return self.block().map(|point| Seen::opens(What::Block, point));
            }
            Kind::Operator if self.is("|") || self.is("||") => return self.closure(place),
            Kind::Ident => return self.named(place),
            Kind::Operator if self.is("::") || self.is("<") => return self.of_path(place),
            Kind::Operator | Kind::Lifetime | Kind::Close => return Err(Unknown),
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
                self.block().map(|point| Seen::opens(What::Async, point))
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
            "break" | "continue" => {
                self.ident()?;
                if self.is_kind(Kind::Lifetime) {
                    self.lines.word(" ");
                    self.copy(Kind::Lifetime)?;
                }
                let is_bare = self.is_at_end() || self.ends_expression();
                if is_bare { Ok(Seen::what(What::Jump)) } else { Err(Unknown) }
            }
            keyword @ ("unsafe" | "const") if self.peek(1) == code("{") => {
                self.at += 1;
                self.lines.word(keyword);
                self.lines.word(" ");
                self.block().map(|point| Seen::opens(What::Block, point))
            }
            "unsafe" | "let" | "const" | "static" | "yield" => Err(Unknown),
            _ => self.of_path(place),
        }
    }

    /// Prints a path, a macro call or a struct expression.
    fn of_path(&mut self, place: Place) -> Result<Seen, Unknown> {
        if self.is_invocation() {
            let (_, opens) = self.invocation()?;
            return Ok(Seen { opens, ..Seen::what(What::Macro) });
        }
        let start = self.at;
        let begin = self.lines.mark();
        self.value_path()?;
        if self.tape.token(start).code == code("<") {
            // Generic arguments only break if the path does not fit.
            self.lines.never();
        }
        if self.is("{") && !place.before_block {
            self.lines.word(" {");
            let point = self.lines.point_here();
            self.lines.begin_at(begin, -INDENT, false);
            self.lines.begin_at(begin, INDENT, true);
            self.lines.end();
            self.lines.add(Break {
                blank: Blank::Space,
                if_something_follows: true,
                ..Break::default()
            });
            let count = self.inside("{", Self::field_values)?;
            self.lines.outdent();
            self.lines.end();
            self.lines.word("}");
            let opens = Some(Opens { point, always: false, tall: count >= TALL });
            return Ok(Seen { opens, ..Seen::what(What::Struct) });
        }
        let is_name = self.at == start + 1;
        let width = if is_name { self.tape.text(start).len() } else { usize::MAX };
        Ok(Seen { width, ..Seen::what(What::Other) })
    }
}
