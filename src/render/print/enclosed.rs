//! Expressions in brackets: structs, tuples, arrays and closures.

use super::super::lines::{Blank, Break, Fit, INDENT};
use super::super::tape::{Kind, code};
use super::expression::{Place, Seen, What};
use super::{Printer, Unknown};

/// The greatest width of elements that share a line.
const SHORT_ELEMENT: usize = 10;

impl Printer<'_> {
    /// Prints the fields of a struct expression. Returns their number.
    pub(super) fn field_values(&mut self) -> Result<usize, Unknown> {
        let mut count = 0;
        while !self.is_at_end() {
            count += 1;
            if self.optional_word("..", "..") {
                self.expression()?;
                self.lines.space();
                return Ok(count);
            }
            if self.is_kind(Kind::Literal) {
                self.copy(Kind::Literal)?;
            } else {
                self.ident()?;
            }
            if self.skip(":") {
                self.lines.word(":");
                self.field_value();
            }
            if !self.skip(",") && !self.is_at_end() {
                return Err(Unknown);
            }
            self.lines.comma(self.is_at_end(), Blank::Space);
        }
        Ok(count)
    }

    /// Prints the value of a field. If the value has no place to break, it may begin on the next
    /// line.
    fn field_value(&mut self) {
        let begin = self.lines.mark();
        let seen = self.element_that(|printer| printer.expression_in(Place::WITHIN));
        let breaks = seen.is_none_or(|seen| seen.opens.is_some() || seen.what != What::Call);
        if breaks {
            self.lines
                .break_at(begin, Break { never: true, blank: Blank::Space, ..Break::default() });
            self.lines.begin_at(begin, 0, false);
        } else {
            self.lines.break_at(begin, Break { blank: Blank::Space, ..Break::default() });
            self.lines.begin_fit_at(begin, INDENT, Fit::WHOLE);
        }
        self.lines.end();
    }

    /// Prints a tuple, or an expression in parentheses.
    pub(super) fn parentheses(&mut self) -> Result<Seen, Unknown> {
        self.lines.word("(");
        let point = self.lines.point_here();
        let begin = self.lines.mark();
        let (mut elements, mut commas, mut wraps) = (0, 0, false);
        self.inside("(", |printer| {
            while !printer.is_at_end() {
                wraps = printer.expression_in(Place::WITHIN)?.wraps;
                elements += 1;
                let has_comma = printer.skip(",");
                commas += usize::from(has_comma);
                if !has_comma && !printer.is_at_end() {
                    return Err(Unknown);
                }
                if elements == 1 && printer.is_at_end() {
                    if has_comma {
                        printer.lines.word(",");
                        printer.lines.zero();
                    }
                } else {
                    printer.lines.comma(printer.is_at_end(), Blank::None);
                }
            }
            Ok(())
        })?;
        if elements == 1 && commas == 0 {
            self.lines.word(")");
            return Ok(Seen { wraps, ..Seen::what(What::Other) });
        }
        if elements > 0 {
            self.lines.break_at(begin, Break::default());
            self.lines.begin_at(begin, INDENT, true);
            self.lines.outdent();
            self.lines.end();
        }
        self.lines.word(")");
        Ok(Seen::opens(What::Tuple, point))
    }

    pub(super) fn array(&mut self) -> Result<Seen, Unknown> {
        self.lines.word("[");
        let point = self.lines.point_here();
        if self.is_repetition() {
            self.inside("[", |printer| {
                printer.expression()?;
                printer.expect(";")?;
                printer.lines.word("; ");
                printer.expression()
            })?;
            self.lines.word("]");
            return Ok(Seen::what(What::Other));
        }
        if self.token()?.close as usize == self.at + 1 {
            self.inside("[", |_| Ok(()))?;
            self.lines.word("]");
            return Ok(Seen::what(What::Array));
        }
        let packs = self.has_short_elements();
        self.lines.begin(INDENT);
        self.lines.zero();
        if packs {
            self.lines.begin_inconsistent(0);
        }
        self.inside("[", |printer| {
            while !printer.is_at_end() {
                printer.not_empty()?;
                printer.element(Self::expression);
                printer.skip(",");
                if !printer.is_at_end() {
                    printer.lines.comma(false, Blank::None);
                }
            }
            Ok(())
        })?;
        if packs {
            self.lines.end();
        }
        self.lines.comma(true, Blank::None);
        self.lines.outdent();
        self.lines.end();
        self.lines.word("]");
        Ok(Seen::opens(What::Array, point))
    }

    /// Whether each element of the next group is a short number or name. Such elements share a
    /// line.
    fn has_short_elements(&self) -> bool {
        let close = self.tape.token(self.at).close as usize;
        let mut elements = self.at + 1..close;
        elements.all(|at| match self.tape.token(at).kind {
            Kind::Literal | Kind::Ident => self.tape.text(at).len() <= SHORT_ELEMENT,
            Kind::Operator => [",", "-"].map(code).contains(&self.tape.token(at).code),
            Kind::Lifetime | Kind::Open | Kind::Close => false,
        })
    }

    /// Whether the next group has a semicolon outside inner groups, e.g. `[0; 4]`.
    fn is_repetition(&self) -> bool {
        let close = self.tape.token(self.at).close as usize;
        let mut at = self.at + 1;
        while at < close {
            let token = self.tape.token(at);
            if token.code == code(";") {
                return true;
            }
            at = self.after_tree(at);
        }
        false
    }

    pub(super) fn closure(&mut self, place: Place) -> Result<Seen, Unknown> {
        self.lines.begin_inconsistent(0);
        self.optional_word("move", "move ");
        self.lines.begin(INDENT);
        self.lines.word("|");
        if !self.skip("||") {
            self.expect("|")?;
            if !self.is("|") {
                self.lines.zero();
            }
            while !self.is("|") {
                self.single_pattern()?;
                if self.skip(":") {
                    self.lines.word(": ");
                    self.ty()?;
                }
                if !self.skip(",") && !self.is("|") {
                    return Err(Unknown);
                }
                if !self.is("|") {
                    self.lines.word(",");
                    self.lines.space();
                }
            }
            self.expect("|")?;
        }
        self.lines.word("|");
        self.lines.space();
        self.lines.outdent();
        self.lines.end();
        self.lines.never();
        let has_type = self.skip("->");
        if has_type {
            self.lines.word("-> ");
            self.ty()?;
            self.lines.word(" ");
            if !self.is("{") {
                return Err(Unknown);
            }
        }
        let point = self.lines.point_here();
        let begin = self.lines.mark();
        let body = if !has_type && self.is_block_of_expression() {
            self.inside("{", |printer| printer.expression_in(Place::WITHIN))?
        } else {
            self.expression_in(place.within())?
        };
        if !body.what.is_body() {
            self.lines.break_at(begin, Break { before: Some('{'), ..Break::default() });
            self.lines.begin_at(begin, INDENT, true);
            self.lines.add(Break {
                indent: -INDENT,
                before: body.what.wants_semicolon().then_some(';'),
                brace_after: true,
                ..Break::default()
            });
            self.lines.end();
        }
        self.lines.end();
        let point = body.opens.filter(|_| body.what.is_body()).map_or(point, |opens| opens.point);
        Ok(Seen::opens(What::Closure, point))
    }

    /// Whether the next group is a block around a single expression, and is the whole body.
    fn is_block_of_expression(&mut self) -> bool {
        if !self.is("{") {
            return false;
        }
        let close = self.tape.token(self.at).close as usize;
        let ends = close + 1 == self.end
            || [",", ";"].map(code).contains(&self.tape.token(close + 1).code);
        ends && self.is_lone_in_braces(close)
    }
}
