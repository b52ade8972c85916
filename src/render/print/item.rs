//! Items, and what stands in them.

use super::super::lines::{Blank, Break, Fit, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// An item of a module, a trait or an implementation.
    pub(super) fn item(&mut self) -> Done {
        self.attributes()?;
        if self.is_invocation() {
            let (in_braces, _) = self.invocation()?;
            if !in_braces {
                self.expect(";")?;
                self.lines.word(";");
            }
            self.lines.line();
            return Ok(());
        }
        if self.is("use") || self.peek(0) == code("pub") && self.peek(1) == code("use") {
            return self.import();
        }
        let is_constant = self.peek(0) == code("const")
            || self.peek(0) == code("pub") && self.peek(1) == code("const");
        let is_function = is_constant && (self.peek(1) == code("fn") || self.peek(2) == code("fn"));
        let is_value = is_constant && !is_function || self.is("static");
        self.lines.begin(if is_value { 0 } else { INDENT });
        self.visibility()?;
        match self.tape.text(self.at) {
            "const" if !is_function => self.constant("const", "const ")?,
            "static" => self.constant("static", "static ")?,
            "struct" => self.structure()?,
            "enum" => self.enumeration()?,
            "impl" => self.implementation()?,
            "mod" => self.module()?,
            "trait" => self.trait_definition()?,
            "type" => self.alias()?,
            "const" | "async" | "fn" => self.function()?,
            _ => return Err(Unknown),
        }
        self.lines.line();
        Ok(())
    }

    pub(super) fn visibility(&mut self) -> Done {
        if self.optional_word("pub", "pub ") && self.is("(") {
            return Err(Unknown);
        }
        Ok(())
    }

    fn import(&mut self) -> Done {
        self.visibility()?;
        self.expect("use")?;
        self.lines.word("use ");
        self.simple_path()?;
        if self.skip("as") {
            self.lines.word(" as ");
            if !self.optional_word("_", "_") {
                self.ident()?;
            }
        }
        self.expect(";")?;
        self.lines.word(";");
        self.lines.line();
        Ok(())
    }

    /// A constant, or a static that cannot be assigned.
    fn constant(&mut self, keyword: &str, spaced: &'static str) -> Done {
        self.expect(keyword)?;
        self.lines.word(spaced);
        self.ident()?;
        self.expect(":")?;
        self.lines.word(": ");
        self.ty()?;
        self.right_side()?;
        self.expect(";")?;
        self.lines.word(";");
        self.lines.end();
        Ok(())
    }

    /// Prints elements in braces, each on its own lines.
    fn body(&mut self, element: impl Fn(&mut Self) -> Done) -> Done {
        self.lines.word("{");
        self.lines.line_if_something_follows();
        self.inside("{", |printer| {
            if printer.is("#") && printer.peek(1) == code("!") {
                return Err(Unknown);
            }
            while !printer.is_at_end() {
                element(printer)?;
            }
            Ok(())
        })?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word("}");
        Ok(())
    }

    /// A field or a variant in a body.
    fn part(&mut self, part: impl Fn(&mut Self) -> Done) -> Done {
        part(self)?;
        if !self.skip(",") && !self.is_at_end() {
            return Err(Unknown);
        }
        self.lines.word(",");
        self.lines.line();
        Ok(())
    }

    fn structure(&mut self) -> Done {
        self.expect("struct")?;
        self.lines.word("struct ");
        self.ident()?;
        self.parameters()?;
        if self.is("(") {
            self.unnamed_fields()?;
        }
        if self.is(";") || self.tape.token(self.at - 1).code == code(")") {
            self.where_clause_and_semicolon()?;
            self.lines.end();
            return Ok(());
        }
        self.where_clause_before_body()?;
        self.body(|printer| printer.part(Self::field))
    }

    fn field(&mut self) -> Done {
        self.attributes()?;
        self.visibility()?;
        self.ident()?;
        self.expect(":")?;
        self.lines.word(":");
        self.lines.begin_fit(INDENT, Fit::Whole);
        self.lines.space();
        self.ty()?;
        self.lines.end();
        Ok(())
    }

    fn unnamed_fields(&mut self) -> Done {
        self.lines.word("(");
        self.lines.zero();
        self.inside("(", |printer| {
            printer.comma_separated(Blank::None, |printer| {
                printer.attributes()?;
                printer.visibility()?;
                printer.ty()
            })
        })?;
        self.lines.outdent();
        self.lines.word(")");
        Ok(())
    }

    fn enumeration(&mut self) -> Done {
        self.expect("enum")?;
        self.lines.word("enum ");
        self.ident()?;
        self.parameters()?;
        self.where_clause_before_body()?;
        self.body(|printer| printer.part(Self::variant))
    }

    fn variant(&mut self) -> Done {
        self.attributes()?;
        self.ident()?;
        if self.is("(") {
            self.lines.begin(INDENT);
            self.unnamed_fields()?;
            self.lines.end();
        }
        if self.is("{") {
            return Err(Unknown);
        }
        if self.skip("=") {
            self.lines.word(" = ");
            self.expression()?;
        }
        Ok(())
    }

    fn implementation(&mut self) -> Done {
        self.expect("impl")?;
        self.lines.begin_inconsistent(-INDENT);
        self.lines.word("impl");
        self.parameters()?;
        self.lines.never();
        self.lines.word(" ");
        // The trait, if one is implemented.
        self.ty()?;
        if self.skip("for") {
            self.lines.add(Break { blank: Blank::Space, indent: INDENT, ..Break::default() });
            self.lines.word("for ");
            self.ty()?;
        }
        self.lines.end();
        self.where_clause_before_body()?;
        self.body(Self::item)
    }

    fn module(&mut self) -> Done {
        self.expect("mod")?;
        self.lines.word("mod ");
        self.ident()?;
        self.lines.word(" ");
        self.body(Self::item)
    }

    fn trait_definition(&mut self) -> Done {
        self.expect("trait")?;
        self.lines.word("trait ");
        self.ident()?;
        self.parameters()?;
        if self.skip(":") {
            self.lines.word(": ");
            self.lines.begin_inconsistent(-INDENT);
            self.bounds()?;
            self.lines.end();
        }
        self.where_clause_before_body()?;
        self.body(Self::item)
    }

    /// A type alias or an associated type.
    fn alias(&mut self) -> Done {
        self.expect("type")?;
        self.lines.word("type ");
        self.ident()?;
        self.parameters()?;
        if self.skip(":") {
            self.lines.word(":");
            self.lines.never();
            self.lines.begin_fit(0, Fit::Whole);
            self.lines.space();
            self.lines.begin_inconsistent(-INDENT);
            self.bounds()?;
            self.lines.end();
            self.lines.end();
        }
        if self.skip("=") {
            self.lines.word(" =");
            self.lines.begin_fit(0, Fit::Whole);
            self.lines.space();
            self.lines.begin_inconsistent(-INDENT);
            self.ty()?;
            self.lines.end();
            self.lines.end();
        }
        self.expect(";")?;
        self.lines.word(";");
        self.lines.end();
        Ok(())
    }

    fn function(&mut self) -> Done {
        let point = self.signature()?;
        let has_body = !self.is(";") && !(self.is("where") && self.ends_without_body());
        let has_where = self.is("where");
        if has_where {
            self.lines.point(point);
        }
        if !has_body {
            self.where_clause_and_semicolon()?;
            if !has_where {
                self.lines.point(point);
            }
            self.lines.end();
            return Ok(());
        }
        self.where_clause_before_body()?;
        self.lines.word("{");
        if !has_where {
            self.lines.point(point);
        }
        self.lines.line_if_something_follows();
        self.inside("{", Self::statements)?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word("}");
        Ok(())
    }

    /// Whether a semicolon comes before the next brace.
    fn ends_without_body(&self) -> bool {
        let rest = (self.at..self.end).map(|at| self.tape.token(at));
        rest.filter(|token| token.kind != Kind::Close)
            .find(|token| token.code == code("{") || token.code == code(";"))
            .is_some_and(|token| token.code == code(";"))
    }
}
