//! Items, fields and variants.

use super::super::lines::{Blank, Break, Fit, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl<'t> Printer<'t> {
    /// Prints the items up to the end of the group. Definitions have empty lines around them.
    pub(super) fn items(&mut self) {
        let mut was_tall = None;
        while !self.is_at_end() {
            let is_tall = self.is_definition();
            if was_tall.is_some_and(|was_tall| was_tall || is_tall) {
                self.lines.empty_line();
            }
            self.item_or_tokens();
            was_tall = Some(is_tall);
        }
    }

    /// Prints an item of a module, a trait or an implementation.
    pub(super) fn item_or_tokens(&mut self) {
        if self.attempt(Self::item).is_none() {
            self.rest_as_tokens(self.end_of_item());
            self.lines.line();
        }
    }

    fn item(&mut self) -> Done {
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
        let keyword = self.definition_keyword();
        if keyword == "use" {
            return self.import();
        }
        let is_value = matches!(keyword, "const" | "static");
        self.lines.begin(if is_value { 0 } else { INDENT });
        self.visibility()?;
        match keyword {
            "const" => self.constant("const", "const ")?,
            "static" => self.constant("static", "static ")?,
            "struct" => self.structure()?,
            "enum" => self.enumeration()?,
            "impl" => self.implementation()?,
            "mod" => self.module()?,
            "trait" => self.trait_definition()?,
            "type" => self.alias()?,
            "fn" => self.function()?,
            _ => return Err(Unknown),
        }
        self.lines.line();
        Ok(())
    }

    /// Returns the keyword of the next item.
    fn definition_keyword(&self) -> &'t str {
        let mut at = self.at;
        while at < self.end && self.tape.token(at).code == code("#") {
            // Skips an attribute: `#` and the brackets.
            at = self.after_group(at + 1);
        }
        if at < self.end && self.tape.token(at).code == code("pub") {
            at = self.after_group(at + 1);
        }
        loop {
            let (tape, end) = (self.tape, self.end);
            let text = |at: usize| if at < end { tape.text(at) } else { "" };
            match (text(at), text(at + 1)) {
                (
                    "const" | "async" | "unsafe" | "extern",
                    "const" | "async" | "unsafe" | "extern" | "fn" | "impl" | "trait",
                ) => at += 1,
                ("extern", abi) if abi.starts_with('"') => at += 2,
                (keyword, _) => return keyword,
            }
        }
    }

    /// Returns the position after the group at this position, if there is one.
    fn after_group(&self, at: usize) -> usize {
        match at < self.end && self.tape.token(at).kind == Kind::Open {
            true => self.tape.token(at).close as usize + 1,
            false => at,
        }
    }

    /// Whether the next item has empty lines around it.
    pub(super) fn is_definition(&self) -> bool {
        match self.definition_keyword() {
            "fn" | "impl" | "struct" | "enum" | "mod" | "trait" => true,
            // `const _` is a block of implementations.
            "const" => self.is("const") && self.peek(1) == code("_"),
            "type" => self.is("#"),
            _ => false,
        }
    }

    pub(super) fn visibility(&mut self) -> Done {
        if !self.skip("pub") {
            return Ok(());
        }
        self.lines.word("pub");
        if self.is("(") && ["crate", "super", "self"].map(code).contains(&self.peek(1)) {
            self.lines.word("(");
            self.inside("(", Self::ident)?;
            self.lines.word(")");
        }
        self.lines.word(" ");
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

    /// Prints a constant, or a static that is not `mut`.
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
    fn body(&mut self, element: impl Fn(&mut Self)) -> Done {
        self.lines.word("{");
        self.lines.line_if_something_follows();
        self.inside("{", |printer| {
            element(printer);
            Ok(())
        })?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word("}");
        Ok(())
    }

    /// Prints fields or variants up to the end of the group.
    fn parts(&mut self, part: impl Fn(&mut Self) -> Done) {
        while !self.is_at_end() {
            self.element(&part);
            self.skip(",");
            self.lines.word(",");
            self.lines.line();
        }
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
        self.body(|printer| printer.parts(Self::field))
    }

    fn field(&mut self) -> Done {
        self.attributes()?;
        self.visibility()?;
        self.ident()?;
        self.expect(":")?;
        self.lines.word(":");
        self.lines.begin_fit(INDENT, Fit::WHOLE);
        self.lines.space();
        self.element(Self::ty);
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
        self.body(|printer| printer.parts(Self::variant))
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
            self.lines.begin(INDENT);
            self.lines.word(" ");
            self.body(|printer| printer.parts(Self::field))?;
        }
        if self.skip("=") {
            self.lines.word(" = ");
            self.expression()?;
        }
        Ok(())
    }

    fn implementation(&mut self) -> Done {
        self.optional_word("unsafe", "unsafe ");
        self.expect("impl")?;
        self.lines.begin_inconsistent(-INDENT);
        self.lines.word("impl");
        self.parameters()?;
        self.lines.never();
        self.lines.word(" ");
        // The type is the trait, if the item implements one.
        self.ty()?;
        self.lines.never();
        if self.skip("for") {
            // If the type begins a line, the brace begins one, too.
            self.lines.begin(0);
            self.lines.add(Break { blank: Blank::Space, indent: INDENT, ..Break::default() });
            self.lines.word("for ");
            self.ty()?;
            if !self.is("where") {
                self.lines.space();
            }
            self.lines.end();
        } else if !self.is("where") {
            self.lines.word(" ");
        }
        self.lines.end();
        if self.is("where") {
            self.where_clause_before_body()?;
        }
        self.body(Self::items)
    }

    fn module(&mut self) -> Done {
        self.expect("mod")?;
        self.lines.word("mod ");
        self.ident()?;
        if self.skip(";") {
            self.lines.word(";");
            self.lines.end();
            return Ok(());
        }
        self.lines.word(" ");
        self.body(Self::items)
    }

    fn trait_definition(&mut self) -> Done {
        self.optional_word("unsafe", "unsafe ");
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
        self.body(Self::items)
    }

    /// Prints a type alias or an associated type.
    fn alias(&mut self) -> Done {
        self.expect("type")?;
        self.lines.word("type ");
        self.ident()?;
        self.parameters()?;
        if self.skip(":") {
            self.lines.word(":");
            self.lines.never();
            let begin = self.lines.mark();
            self.lines.space();
            self.opens = None;
            self.lines.begin_inconsistent(-INDENT);
            self.bounds()?;
            self.lines.end();
            self.lines.begin_fit_at(begin, 0, Fit::Whole { opens: self.opens.take() });
            self.lines.end();
        }
        if self.skip("=") {
            self.lines.word(" =");
            self.lines.begin_fit(0, Fit::WHOLE);
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
        let has_body = !(self.is(";") || self.is("where") && self.ends_without_body());
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
