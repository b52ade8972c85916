//! Generic parameters, bounds and where clauses.

use super::super::lines::{Blank, Fit, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// Prints `<'a, T: Bound>`, if it is present.
    pub(super) fn parameters(&mut self) -> Done {
        if !self.skip("<") {
            return Ok(());
        }
        if self.is(">") {
            return Err(Unknown);
        }
        self.lines.word("<");
        self.lines.begin(0);
        self.lines.zero();
        while !self.is(">") {
            self.parameter()?;
            if !self.skip(",") && !self.is(">") {
                return Err(Unknown);
            }
            self.lines.comma(self.is(">"), Blank::None);
        }
        self.at += 1;
        self.lines.outdent();
        self.lines.end();
        self.lines.word(">");
        Ok(())
    }

    fn parameter(&mut self) -> Done {
        if self.is_kind(Kind::Lifetime) {
            self.copy(Kind::Lifetime)?;
        } else if self.optional_word("const", "const ") {
            self.ident()?;
            self.expect(":")?;
            self.lines.word(": ");
            self.ty()?;
            return if self.is("=") { Err(Unknown) } else { Ok(()) };
        } else {
            self.ident()?;
        }
        if self.skip(":") {
            self.lines.word(": ");
            self.bounds()?;
        }
        if self.skip("=") {
            self.lines.word(" = ");
            self.ty()?;
        }
        Ok(())
    }

    pub(super) fn bound(&mut self) -> Done {
        let token = self.token()?;
        match token.kind {
            Kind::Lifetime => self.copy(Kind::Lifetime),
            Kind::Operator if self.optional_word("?", "?") => self.type_path(),
            Kind::Ident if token.code == code("for") => {
                self.optional_for_lifetimes()?;
                self.type_path()
            }
            Kind::Ident | Kind::Operator => self.type_path(),
            Kind::Open if token.code == code("(") => {
                self.lines.word("(");
                self.inside("(", Self::bound)?;
                self.lines.word(")");
                Ok(())
            }
            Kind::Literal | Kind::Open | Kind::Close => Err(Unknown),
        }
    }

    /// Prints the blank or the where clause before a body.
    pub(super) fn where_clause_before_body(&mut self) -> Done {
        self.where_clause(false)
    }

    /// Prints the semicolon of an item without a body, and the where clause before it.
    pub(super) fn where_clause_and_semicolon(&mut self) -> Done {
        self.where_clause(true)
    }

    fn where_clause(&mut self, semicolon: bool) -> Done {
        if !self.skip("where") {
            self.lines.word(if semicolon { ";" } else { " " });
            return if semicolon { self.expect(";") } else { Ok(()) };
        }
        let is_at_end = |printer: &Self| printer.is("{") || printer.is(";") || printer.is_at_end();
        if is_at_end(self) {
            return Err(Unknown);
        }
        self.lines.line();
        self.lines.outdent();
        self.lines.word("where");
        self.lines.line();
        while !is_at_end(self) {
            self.predicate()?;
            if !self.skip(",") && !is_at_end(self) {
                return Err(Unknown);
            }
            if semicolon && is_at_end(self) {
                self.lines.word(";");
            } else {
                self.lines.word(",");
                self.lines.line();
            }
        }
        if semicolon {
            return self.expect(";");
        }
        self.lines.outdent();
        Ok(())
    }

    fn predicate(&mut self) -> Done {
        self.optional_for_lifetimes()?;
        if self.is_kind(Kind::Lifetime) {
            self.copy(Kind::Lifetime)?;
        } else {
            self.ty()?;
        }
        self.expect(":")?;
        self.lines.word(":");
        self.lines.never();
        let begin = self.lines.mark();
        self.lines.space();
        self.opens = None;
        self.bounds()?;
        self.lines.begin_fit_at(begin, INDENT, Fit::Whole { opens: self.opens.take() });
        self.lines.end();
        Ok(())
    }

    /// Prints bounds. If they do not fit on the line, each bound after the first begins a line.
    pub(super) fn bounds(&mut self) -> Done {
        self.lines.begin(INDENT);
        self.bounds_of_group()
    }

    /// Prints bounds after `impl` or `dyn`. A bound only begins a line if it does not fit.
    pub(super) fn bounds_of_type(&mut self) -> Done {
        self.lines.begin_inconsistent(INDENT);
        self.bounds_of_group()
    }

    /// Prints bounds, and ends the group of lines that has been begun for them.
    fn bounds_of_group(&mut self) -> Done {
        self.lines.begin_inconsistent(-INDENT);
        self.bound()?;
        self.lines.end();
        while self.skip("+") {
            self.lines.space();
            self.lines.word("+ ");
            self.bound()?;
        }
        self.lines.end();
        Ok(())
    }

    /// Prints `for<'a, 'b> `, if it is present.
    pub(super) fn optional_for_lifetimes(&mut self) -> Done {
        if self.skip("for") {
            self.lines.word("for");
            self.expect("<")?;
            self.lines.word("<");
            while !self.is(">") {
                self.copy(Kind::Lifetime)?;
                if self.skip(",") {
                    self.lines.word(", ");
                } else if !self.is(">") {
                    return Err(Unknown);
                }
            }
            self.expect(">")?;
            self.lines.word("> ");
        }
        Ok(())
    }
}
