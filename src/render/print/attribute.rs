//! Attributes and docs.

use std::borrow::Cow;

use super::super::lines::{Blank, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

impl Printer<'_> {
    pub(super) fn attributes(&mut self) -> Done {
        while self.skip("#") {
            self.inside("[", |printer| {
                printer.attribute();
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Prints the content of the next attribute, whatever its tokens are.
    fn attribute(&mut self) {
        if self.attempt(Self::doc).is_some() {
            return;
        }
        self.lines.word("#[");
        if self.attempt(Self::list).is_none() && self.attempt(Self::named_value).is_none() {
            self.lines.begin_inconsistent(INDENT);
            self.tokens();
            self.lines.end();
        }
        self.lines.word("]");
        self.lines.space();
    }

    /// Prints `path = expression`.
    fn named_value(&mut self) -> Done {
        self.simple_path()?;
        self.expect("=")?;
        self.lines.word(" = ");
        self.expression()?;
        if self.is_at_end() { Ok(()) } else { Err(Unknown) }
    }

    /// Prints `path(tokens, tokens)`. If it does not fit on the line, a line ends after each comma.
    fn list(&mut self) -> Done {
        // Other attributes may distinguish a list with a last comma from one without it.
        let is_derive = self.is("derive");
        self.simple_path()?;
        self.lines.word("(");
        self.inside("(", |printer| {
            printer.lines.begin(INDENT);
            printer.lines.zero();
            let mut ends_line = false;
            while !printer.is_at_end() {
                printer.lines.begin_inconsistent(INDENT);
                printer.tokens_up_to(printer.next_comma());
                printer.lines.end();
                let has_comma = printer.skip(",");
                ends_line = is_derive && printer.is_at_end();
                if ends_line {
                    printer.lines.comma(true, Blank::None);
                } else if has_comma {
                    printer.lines.word(",");
                    if !printer.is_at_end() {
                        printer.lines.space();
                    }
                }
            }
            if !ends_line {
                printer.lines.zero();
            }
            printer.lines.outdent();
            printer.lines.end();
            Ok(())
        })?;
        self.lines.word(")");
        if self.is_at_end() { Ok(()) } else { Err(Unknown) }
    }

    /// Prints `/// text` for each line of the text. Fails if the text would be different in that
    /// form.
    fn doc(&mut self) -> Done {
        let is_doc = self.is("doc") && self.peek(1) == code("=") && self.at + 3 == self.end;
        if !is_doc || !self.is_kind_at(2, Kind::Literal) {
            return Err(Unknown);
        }
        let literal = self.tape.text(self.at + 2);
        let escaped = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let raw = literal.strip_prefix("r\"").and_then(|rest| rest.strip_suffix('"'));
        let text = match (escaped, raw) {
            (Some(escaped), _) if escaped.contains('\\') => {
                Cow::Owned(unescaped(escaped).ok_or(Unknown)?)
            }
            (Some(text), _) | (None, Some(text)) => Cow::Borrowed(text),
            (None, None) => return Err(Unknown),
        };
        let is_plain =
            |line: &str| !(line.starts_with('/') || line.contains('\r') || line.ends_with(' '));
        // A comment of several lines is one attribute of the emitters, which saves 4 % of the time
        // of a run. Its lines are empty or begin with a space.
        let is_of_emitter = |line: &str| line.is_empty() || line.starts_with(' ');
        let is_one_line = !text.contains('\n');
        if !text.split('\n').all(|line| is_plain(line) && (is_one_line || is_of_emitter(line))) {
            return Err(Unknown);
        }
        for line in text.split('\n') {
            self.lines.word("///");
            self.lines.word(line);
            self.lines.line();
        }
        self.at = self.end;
        Ok(())
    }
}

/// Returns the value of a string literal, or `None` for a rare escape.
fn unescaped(escaped: &str) -> Option<String> {
    let mut text = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let mut after = escape.chars();
        text.push(match after.next()? {
            c @ ('\\' | '"' | '\'') => c,
            'n' => '\n',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let (digits, end) = after.as_str().strip_prefix('{')?.split_once('}')?;
                after = end.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        });
        rest = after.as_str();
    }
    text.push_str(rest);
    Some(text)
}
