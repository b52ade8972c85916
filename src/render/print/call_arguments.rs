//! The arguments of calls and macros.

use super::super::lines::{Blank, Break, Fit, INDENT, Point};
use super::expression::{Opens, Place, Seen, TALL, What};
use super::{Printer, Unknown};

impl Printer<'_> {
    /// Prints the arguments of a call, without the parentheses. `point` is after the opening one.
    ///
    /// The arguments stay on the line if the last one is a closure or a block that begins there. If
    /// there is only one argument, it may also be e.g. another call or a tuple.
    pub(super) fn call_arguments(
        &mut self,
        is_short: bool,
        point: Point,
    ) -> Result<Option<Opens>, Unknown> {
        self.arguments_of(is_short, point, true)
    }

    /// Prints the arguments of a macro like those of a call, without a comma after the last one.
    pub(super) fn macro_arguments(&mut self, point: Point) -> Result<Option<Opens>, Unknown> {
        self.arguments_of(false, point, false)
    }

    fn arguments_of(
        &mut self,
        is_short: bool,
        point: Point,
        comma_at_end: bool,
    ) -> Result<Option<Opens>, Unknown> {
        if self.is_at_end() {
            return Ok(None);
        }
        let begin = self.lines.mark();
        let (mut count, mut last) = (0, Seen::what(What::Other));
        while !self.is_at_end() {
            self.not_empty()?;
            let before = self.lines.breaks();
            last = if comma_at_end {
                let seen = self.element_that(|printer| printer.expression_in(Place::WITHIN));
                seen.unwrap_or(Seen::what(What::Other))
            } else {
                self.expression_in(Place::WITHIN)?
            };
            if let Some(opens) = &mut last.opens {
                opens.always = self.lines.breaks() > before;
            }
            count += 1;
            let has_comma = self.skip(",");
            if !has_comma && !self.is_at_end() {
                return Err(Unknown);
            }
            if is_short && count == 1 && self.is_at_end() && last.what == What::Chain {
                return Ok(Some(Opens { point, always: false, tall: false }));
            }
            if self.is_at_end() && !comma_at_end {
                // The macro may distinguish arguments with and without the comma.
                if has_comma {
                    return Err(Unknown);
                }
                self.lines.zero();
            } else {
                self.lines.comma(self.is_at_end(), Blank::None);
            }
        }
        let may_open = matches!(last.what, What::Closure | What::Async | What::Block);
        let opens = last.opens.filter(|_| may_open || count == 1);
        let fit = match opens {
            Some(opens) => Fit::UpTo(opens.point),
            None => Fit::Group,
        };
        self.lines.break_at(begin, Break::default());
        self.lines.begin_fit_at(begin, INDENT, fit);
        self.lines.outdent();
        self.lines.end();
        Ok(Some(match opens {
            Some(opens) if opens.always || opens.tall => opens,
            _ => Opens { point, always: false, tall: count >= TALL },
        }))
    }
}
