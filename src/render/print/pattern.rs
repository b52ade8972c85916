//! Patterns.

use super::super::lines::{Blank, Break, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// Prints one pattern, or several patterns with `|` between them.
    pub(super) fn pattern(&mut self) -> Done {
        let begin = self.lines.mark();
        let mut only_literals = self.single_pattern()?;
        if !self.is("|") {
            return Ok(());
        }
        while self.skip("|") {
            self.lines.space();
            self.lines.word("| ");
            only_literals &= self.single_pattern()?;
        }
        self.lines.begin_at(begin, 0, !only_literals);
        self.lines.end();
        Ok(())
    }

    /// Prints a pattern without `|`. Returns `true` for a literal or a pattern that matches
    /// everything.
    pub(super) fn single_pattern(&mut self) -> Result<bool, Unknown> {
        self.nested(Self::any_pattern)
    }

    fn any_pattern(&mut self) -> Result<bool, Unknown> {
        let token = self.token()?;
        match token.kind {
            Kind::Literal => {
                self.literal_pattern()?;
                return Ok(true);
            }
            Kind::Operator if self.is("-") => {
                self.literal_pattern()?;
                return Ok(true);
            }
            Kind::Ident if self.optional_word("_", "_") => return Ok(true),
            Kind::Operator if self.optional_word("..", "..") => {}
            Kind::Operator if self.optional_word("&", "&") || self.optional_word("&&", "&&") => {
                self.optional_word("mut", "mut ");
                self.single_pattern()?;
            }
            Kind::Open if token.code == code("(") => self.tuple_pattern()?,
            Kind::Open if token.code == code("[") => self.slice_pattern()?,
            Kind::Ident | Kind::Operator
                if token.kind == Kind::Ident || self.is("::") || self.is("<") =>
            {
                self.named_pattern()?
            }
            Kind::Ident | Kind::Operator | Kind::Open | Kind::Lifetime | Kind::Close => {
                return Err(Unknown);
            }
        }
        Ok(false)
    }

    /// Prints a literal, or a range of literals.
    fn literal_pattern(&mut self) -> Done {
        self.optional_word("-", "-");
        self.copy(Kind::Literal)?;
        if self.is("..=") || self.is("..") {
            self.copy(Kind::Operator)?;
            if self.is("-") || self.is_kind(Kind::Literal) {
                self.optional_word("-", "-");
                self.copy(Kind::Literal)?;
            }
        }
        Ok(())
    }

    fn slice_pattern(&mut self) -> Done {
        self.lines.word("[");
        self.lines.begin(INDENT);
        self.lines.zero();
        self.inside("[", |printer| printer.comma_separated(Blank::None, Self::pattern))?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word("]");
        Ok(())
    }

    fn tuple_pattern(&mut self) -> Done {
        self.lines.word("(");
        let begin = self.lines.mark();
        let mut elements = 0;
        self.inside("(", |printer| {
            printer.comma_separated(Blank::None, |printer| {
                elements += 1;
                printer.pattern()
            })
        })?;
        // A single element with a comma is a tuple, and without a comma it is in parentheses.
        if elements == 1 {
            return Err(Unknown);
        }
        self.lines.break_at(begin, Break::default());
        self.lines.begin_at(begin, INDENT, true);
        self.lines.outdent();
        self.lines.end();
        self.lines.word(")");
        Ok(())
    }

    /// Prints a name, a constant, or a struct or variant with its fields.
    fn named_pattern(&mut self) -> Done {
        self.optional_word("ref", "ref ");
        self.optional_word("mut", "mut ");
        // The group of `Self { .. }` begins before the path.
        let begin = self.lines.mark();
        self.value_path()?;
        if self.is("(") {
            self.lines.word("(");
            self.lines.begin(INDENT);
            self.lines.zero();
            self.inside("(", |printer| printer.comma_separated(Blank::None, Self::pattern))?;
            self.lines.outdent();
            self.lines.end();
            self.lines.word(")");
        } else if self.is("{") {
            self.lines.begin_at(begin, INDENT, true);
            self.lines.word(" {");
            self.lines.add(Break {
                blank: Blank::Space,
                if_something_follows: true,
                ..Break::default()
            });
            self.inside("{", Self::field_patterns)?;
            self.lines.outdent();
            self.lines.end();
            self.lines.word("}");
        }
        if self.skip("@") {
            self.lines.word(" @ ");
            self.single_pattern()?;
        }
        if self.is("!") || self.is("..=") || self.is("..") { Err(Unknown) } else { Ok(()) }
    }

    fn field_patterns(&mut self) -> Done {
        while !self.is_at_end() {
            if self.optional_word("..", "..") {
                self.lines.space();
                return Ok(());
            }
            if self.peek(1) == code(":") {
                self.ident()?;
                self.at += 1;
                self.lines.word(": ");
            }
            self.pattern()?;
            if !self.skip(",") && !self.is_at_end() {
                return Err(Unknown);
            }
            self.lines.comma(self.is_at_end(), Blank::Space);
        }
        Ok(())
    }
}
