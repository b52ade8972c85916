//! Generic parameters, bounds and where clauses.

use super::super::lines::{Blank, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// `<'a, T: Bound>`, if there are any.
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
        if self.is("const") || self.is("#") {
            return Err(Unknown);
        }
        if self.is_kind(Kind::Lifetime) {
            self.copy(Kind::Lifetime)?;
            return if self.is(":") { Err(Unknown) } else { Ok(()) };
        }
        self.ident()?;
        self.lines.begin_inconsistent(INDENT);
        if self.skip(":") {
            self.lines.word(": ");
            self.bound()?;
            while self.skip("+") {
                self.lines.space();
                self.lines.word("+ ");
                self.bound()?;
            }
        }
        if self.skip("=") {
            self.lines.space();
            self.lines.word("= ");
            self.ty()?;
        }
        self.lines.end();
        Ok(())
    }

    pub(super) fn bound(&mut self) -> Done {
        let token = self.token()?;
        match token.kind {
            Kind::Lifetime => self.copy(Kind::Lifetime),
            Kind::Operator if self.optional_word("?", "?") => self.type_path(),
            Kind::Ident if token.code == code("for") => {
                self.at += 1;
                self.expect("<")?;
                self.lines.word("for<");
                self.copy(Kind::Lifetime)?;
                self.expect(">")?;
                self.lines.word("> ");
                self.type_path()
            }
            Kind::Ident | Kind::Operator => self.type_path(),
            Kind::Literal | Kind::Open | Kind::Close | Kind::Hidden => Err(Unknown),
        }
    }

    /// The blank or the where clause before a body.
    pub(super) fn where_clause_before_body(&mut self) -> Done {
        self.where_clause(false)
    }

    /// The semicolon of what has no body, with the where clause before it.
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
        let of_lifetime = self.is_kind(Kind::Lifetime);
        if of_lifetime {
            self.copy(Kind::Lifetime)?;
        } else {
            self.ty()?;
        }
        self.expect(":")?;
        self.lines.word(":");
        let begin = self.lines.mark();
        self.lines.word(" ");
        self.bound()?;
        let mut indent = if of_lifetime { INDENT } else { 0 };
        while self.skip("+") {
            indent = INDENT;
            self.lines.space();
            self.lines.word("+ ");
            self.bound()?;
        }
        self.lines.begin_at(begin, indent, false);
        self.lines.end();
        Ok(())
    }
}
