//! Macro calls. Their arguments are printed as expressions if possible, otherwise as tokens.

use super::super::lines::INDENT;
use super::super::tape::{Kind, code};
use super::expression::Opens;
use super::{Printer, Unknown};

impl Printer<'_> {
    /// Whether the next tokens are a path, a `!` and a group.
    pub(super) fn is_invocation(&self) -> bool {
        let mut ahead = usize::from(self.is("::"));
        let is_ident = |ahead: usize| {
            self.at + ahead < self.end && self.tape.token(self.at + ahead).kind == Kind::Ident
        };
        while is_ident(ahead) && self.peek(ahead + 1) == code("::") {
            ahead += 2;
        }
        let opens = ["(", "[", "{"].map(code).contains(&self.peek(ahead + 2));
        is_ident(ahead) && self.peek(ahead + 1) == code("!") && opens
    }

    /// Prints `path!(tokens)`. Returns whether it has braces, and where it opens.
    pub(super) fn invocation(&mut self) -> Result<(bool, Option<Opens>), Unknown> {
        if self.tape.text(self.at) == "macro_rules" {
            return Err(Unknown);
        }
        self.simple_path()?;
        self.expect("!")?;
        let open = self.token()?;
        let (bracket, close) = (self.tape.text(self.at), self.tape.text(open.close as usize));
        let in_braces = open.code == code("{");
        self.lines.word(if in_braces { "! {" } else { "!" });
        if !in_braces {
            self.lines.word(bracket);
        }
        let point = self.lines.point_here();
        let opens = self.inside(bracket, |printer| {
            if printer.is_at_end() {
                return Ok(None);
            }
            if !in_braces {
                let by_rule = printer.attempt(|printer| printer.macro_arguments(point));
                if let Some(opens) = by_rule {
                    return Ok(opens);
                }
            }
            let ending = |printer: &mut Self| {
                if in_braces { printer.lines.line() } else { printer.lines.zero() }
            };
            printer.lines.begin(INDENT);
            ending(printer);
            printer.lines.begin_inconsistent(0);
            printer.tokens();
            printer.lines.end();
            ending(printer);
            printer.lines.outdent();
            printer.lines.end();
            Ok(Some(Opens { point, always: false, tall: false }))
        })?;
        self.lines.word(close);
        Ok((in_braces, opens))
    }
}
