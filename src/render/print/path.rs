//! Paths and generic arguments.

use super::super::lines::{Blank, Fit, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// Prints a path without arguments, e.g. the path of an attribute or a macro.
    pub(super) fn simple_path(&mut self) -> Done {
        self.leading_colons();
        self.ident()?;
        while self.skip("::") {
            self.lines.word("::");
            self.ident()?;
        }
        Ok(())
    }

    fn leading_colons(&mut self) {
        self.optional_word("::", "::");
    }

    /// Prints the path of a type, e.g. `Vec<T>` or `<T as Trait>::Type`.
    pub(super) fn type_path(&mut self) -> Done {
        if self.is("<") {
            self.qualified()?;
        } else {
            self.leading_colons();
            self.type_segment()?;
        }
        while self.skip("::") {
            self.lines.word("::");
            self.type_segment()?;
        }
        Ok(())
    }

    fn type_segment(&mut self) -> Done {
        self.ident()?;
        if self.is("::") && self.peek(1) == code("<") {
            self.at += 1;
            self.lines.word("::");
        }
        if self.is("<") {
            self.arguments()?;
        } else if self.is("(") {
            self.lines.begin(INDENT);
            self.lines.word("(");
            self.lines.zero();
            self.inside("(", |printer| printer.comma_separated(Blank::None, Self::ty))?;
            self.lines.outdent();
            self.lines.word(")");
            self.return_type()?;
            self.lines.end();
        }
        Ok(())
    }

    /// Prints the path of a value, e.g. `f::<T>` or `<T as Trait>::f`.
    pub(super) fn value_path(&mut self) -> Done {
        if self.is("<") {
            self.qualified()?;
        } else {
            self.leading_colons();
            self.ident()?;
        }
        while self.skip("::") {
            self.lines.word("::");
            if self.is("<") { self.arguments_of_value()? } else { self.ident()? }
        }
        Ok(())
    }

    /// Prints `<T as Trait>`.
    fn qualified(&mut self) -> Done {
        self.expect("<")?;
        self.lines.word("<");
        self.ty()?;
        if self.skip("as") {
            self.lines.word(" as ");
            self.type_path()?;
        }
        self.expect(">")?;
        self.lines.word(">");
        // Without `::`, the tokens are not a path.
        if self.is("::") { Ok(()) } else { Err(Unknown) }
    }

    /// Prints the generic arguments `<T, U>` of a type.
    pub(super) fn arguments(&mut self) -> Done {
        self.arguments_that(Fit::Group)
    }

    /// Prints the generic arguments `<T, U>` of a function. The arguments of the call break before
    /// them.
    pub(super) fn arguments_of_value(&mut self) -> Done {
        let point = self.lines.new_point();
        self.arguments_that(Fit::UpTo(point))?;
        self.lines.point(point);
        Ok(())
    }

    fn arguments_that(&mut self, fit: Fit) -> Done {
        self.expect("<")?;
        if self.is(">") {
            return Err(Unknown);
        }
        self.lines.word("<");
        if self.opens.is_none() {
            self.opens = Some(self.lines.point_here());
        }
        self.lines.begin_fit(INDENT, fit);
        self.lines.zero();
        while !self.is(">") {
            self.argument()?;
            if !self.skip(",") && !self.is(">") {
                return Err(Unknown);
            }
            self.lines.comma(self.is(">"), Blank::None);
        }
        self.expect(">")?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word(">");
        Ok(())
    }

    fn argument(&mut self) -> Done {
        match self.token()?.kind {
            kind @ (Kind::Lifetime | Kind::Literal) => self.copy(kind),
            Kind::Ident if self.peek(1) == code("=") => {
                self.ident()?;
                self.at += 1;
                self.lines.word(" = ");
                self.ty()
            }
            Kind::Ident if self.peek(1) == code(":") => Err(Unknown),
            Kind::Open if self.is("{") => Err(Unknown),
            Kind::Ident | Kind::Operator | Kind::Open | Kind::Close => self.ty(),
        }
    }
}
