//! Types.

use super::super::lines::{Blank, Break, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    pub(super) fn ty(&mut self) -> Done {
        self.nested(Self::any_type)
    }

    fn any_type(&mut self) -> Done {
        let token = self.token()?;
        match token.kind {
            Kind::Open if token.code == code("(") => self.tuple_type(),
            Kind::Open if token.code == code("[") => self.slice_type(),
            Kind::Operator if self.optional_word("&", "&") || self.optional_word("&&", "&&") => {
                if self.is_kind(Kind::Lifetime) {
                    self.copy(Kind::Lifetime)?;
                    self.lines.word(" ");
                }
                self.optional_word("mut", "mut ");
                self.ty()
            }
            Kind::Operator if self.skip("*") => {
                self.lines.word("*");
                if !self.optional_word("const", "const ") && !self.optional_word("mut", "mut ") {
                    return Err(Unknown);
                }
                self.ty()
            }
            Kind::Operator if self.optional_word("!", "!") => Ok(()),
            Kind::Operator if token.code == code("<") || token.code == code("::") => {
                self.type_path()
            }
            Kind::Ident if self.optional_word("_", "_") => Ok(()),
            Kind::Ident
                if self.optional_word("dyn", "dyn ") || self.optional_word("impl", "impl ") =>
            {
                self.bounds_of_type()
            }
            Kind::Ident if ["fn", "unsafe", "extern", "for"].map(code).contains(&token.code) => {
                self.function_type()
            }
            Kind::Ident if self.is_invocation() => self.invocation().map(|_| ()),
            Kind::Ident => self.type_path(),
            Kind::Operator | Kind::Open | Kind::Literal | Kind::Lifetime | Kind::Close => {
                Err(Unknown)
            }
        }
    }

    /// Prints a tuple, or a type in parentheses.
    fn tuple_type(&mut self) -> Done {
        self.lines.word("(");
        let begin = self.lines.mark();
        let (mut elements, mut is_tuple) = (0, false);
        self.inside("(", |printer| {
            while !printer.is_at_end() {
                printer.ty()?;
                elements += 1;
                let has_comma = printer.skip(",");
                is_tuple |= has_comma;
                if !has_comma && !printer.is_at_end() {
                    return Err(Unknown);
                }
                if elements > 1 || !printer.is_at_end() {
                    printer.lines.comma(printer.is_at_end(), Blank::None);
                } else if has_comma {
                    printer.lines.word(",");
                    printer.lines.zero();
                }
            }
            Ok(())
        })?;
        if is_tuple {
            self.lines.break_at(begin, Break::default());
            self.lines.begin_at(begin, INDENT, true);
            self.lines.outdent();
            self.lines.end();
        }
        self.lines.word(")");
        Ok(())
    }

    fn slice_type(&mut self) -> Done {
        self.lines.word("[");
        self.inside("[", |printer| {
            printer.ty()?;
            if printer.skip(";") {
                printer.lines.word("; ");
                printer.expression()?;
            }
            Ok(())
        })?;
        self.lines.word("]");
        Ok(())
    }

    fn function_type(&mut self) -> Done {
        self.optional_for_lifetimes()?;
        self.optional_word("unsafe", "unsafe ");
        self.optional_abi()?;
        self.expect("fn")?;
        self.lines.word("fn(");
        self.lines.begin(INDENT);
        self.lines.zero();
        self.inside("(", |printer| printer.comma_separated(Blank::None, Self::ty))?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word(")");
        self.return_type()
    }

    pub(super) fn return_type(&mut self) -> Done {
        if self.skip("->") {
            self.lines.word(" -> ");
            self.ty()?;
        }
        Ok(())
    }
}
