//! Lines: names, braces and indentation.

use core::fmt::Write as _;

use super::{Printer, Step};
use crate::schema::Type;
use crate::text::known::Known;
use crate::text::names;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;

impl<'a> Printer<'a> {
    /// Begins a line with the name of a field.
    pub(super) fn name(&mut self, ty: Type<'a>, known: Known<'a>) {
        self.begin_line();
        match known.is_extension {
            // Writing to a string does not fail.
            true => _ = write!(self.out, "[{}]", known.name_in_brackets(ty.message())),
            false => self.out.push_str(names::of_field(ty.message(), known)),
        }
    }

    /// Prints an opening brace. Pushes the step that prints the closing brace. The steps that the
    /// caller pushes afterwards run before it.
    pub(super) fn open(&mut self) -> Result<(), Error> {
        self.steps.push(Step::Close);
        self.depth += 1;
        self.out.push_str(" {");
        self.end_line();
        match self.expansions > 0 && self.depth > RECURSION_LIMIT as usize {
            true => Err(Error::recursion()),
            false => Ok(()),
        }
    }

    pub(super) fn close(&mut self) {
        self.depth -= 1;
        self.begin_line();
        self.out.push('}');
        self.end_line();
    }

    pub(super) fn begin_line(&mut self) {
        if !self.options.is_single_line {
            self.out.extend(core::iter::repeat_n("  ", self.depth));
        }
    }

    pub(super) fn end_line(&mut self) {
        self.out.push(if self.options.is_single_line { ' ' } else { '\n' });
    }
}
