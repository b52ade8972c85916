//! Signatures of functions.

use super::super::lines::{Blank, Fit, INDENT, Point};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    /// Prints a signature. Returns the point up to which its parameters are measured. It is the end
    /// of the line, if they stay on the line.
    pub(super) fn signature(&mut self) -> Result<Point, Unknown> {
        self.optional_word("const", "const ");
        self.optional_word("async", "async ");
        self.optional_word("unsafe", "unsafe ");
        self.optional_abi()?;
        self.expect("fn")?;
        self.lines.word("fn ");
        self.ident()?;
        self.parameters()?;
        self.lines.word("(");
        self.lines.never();
        let point = self.lines.new_point();
        self.lines.begin_fit(0, Fit::UpTo(point));
        self.lines.zero();
        self.inside("(", |printer| {
            printer.comma_separated(Blank::None, Self::argument_of_function)
        })?;
        self.lines.outdent();
        self.lines.end();
        self.lines.word(")");
        self.lines.begin(-INDENT);
        self.return_type()?;
        self.lines.end();
        Ok(point)
    }

    /// Prints `extern "C" `, if it is present.
    pub(super) fn optional_abi(&mut self) -> Done {
        if self.optional_word("extern", "extern ") && self.is_kind(Kind::Literal) {
            self.copy(Kind::Literal)?;
            self.lines.word(" ");
        }
        Ok(())
    }

    fn argument_of_function(&mut self) -> Done {
        self.attributes()?;
        if self.is_receiver() {
            if self.optional_word("&", "&") && self.is_kind(Kind::Lifetime) {
                self.copy(Kind::Lifetime)?;
                self.lines.word(" ");
            }
            self.optional_word("mut", "mut ");
            self.ident()?;
            if !self.is(":") {
                return Ok(());
            }
        } else {
            self.pattern()?;
        }
        self.expect(":")?;
        self.lines.word(": ");
        self.ty()
    }

    /// Whether the next tokens are a receiver, e.g. `&mut self`.
    fn is_receiver(&self) -> bool {
        let mut ahead = 0;
        if self.peek(0) == code("&") {
            ahead += 1;
            ahead += usize::from(
                self.at + 1 < self.end && self.tape.token(self.at + 1).kind == Kind::Lifetime,
            );
        }
        ahead += usize::from(self.peek(ahead) == code("mut"));
        self.peek(ahead) == code("self") && self.peek(ahead + 1) != code("::")
    }
}
