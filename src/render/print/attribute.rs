//! Attributes, and docs, which are some.

use std::borrow::Cow;

use super::super::lines::{Blank, INDENT};
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

/// The kind of token that precedes a token of an attribute.
#[derive(PartialEq, Clone, Copy)]
enum After {
    Word,
    Operator,
    LastComma,
}

impl Printer<'_> {
    pub(super) fn attributes(&mut self) -> Done {
        while self.skip("#") {
            self.inside("[", |printer| printer.attribute())?;
        }
        Ok(())
    }

    fn attribute(&mut self) -> Done {
        let is_named_value = self.peek(1) == code("=");
        if is_named_value
            && self.is("doc")
            && self.at + 3 == self.end
            && self.tape.token(self.at + 2).kind == Kind::Literal
        {
            return self.doc();
        }
        if is_named_value && self.is("comment") {
            return Err(Unknown);
        }
        self.lines.word("#[");
        self.simple_path()?;
        if self.skip("=") {
            self.lines.word(" = ");
            self.expression()?;
        } else if !self.is_at_end() {
            let mut after = After::Word;
            self.attribute_tokens(&mut after, false)?;
        }
        self.lines.word("]");
        self.lines.space();
        Ok(())
    }

    /// `/// text`, unless the text could not stand so.
    fn doc(&mut self) -> Done {
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
        if text.starts_with('/') || text.contains(['\n', '\r']) {
            return Err(Unknown);
        }
        self.lines.word("///");
        self.lines.word(text.trim_end_matches(' '));
        self.lines.line();
        self.at = self.end;
        Ok(())
    }

    /// Prints the arguments of an attribute, token by token.
    fn attribute_tokens(&mut self, after: &mut After, nested: bool) -> Done {
        while !self.is_at_end() {
            let token = self.token()?;
            match token.kind {
                Kind::Ident | Kind::Literal => {
                    if *after == After::Word {
                        if nested { self.lines.space() } else { self.lines.word(" ") }
                    }
                    self.copy(token.kind)?;
                    *after = After::Word;
                }
                Kind::Operator => self.attribute_operator(after)?,
                Kind::Open => {
                    *after = After::Operator;
                    let bracket = self.tape.text(self.at);
                    let close = self.tape.text(token.close as usize);
                    self.lines.word(bracket);
                    let in_parentheses = token.code == code("(");
                    if in_parentheses {
                        self.lines.begin(INDENT);
                        self.lines.zero();
                    }
                    self.inside(bracket, |printer| printer.attribute_tokens(after, true))?;
                    if in_parentheses {
                        if *after != After::LastComma {
                            self.lines.zero();
                        }
                        self.lines.outdent();
                        self.lines.end();
                    }
                    self.lines.word(close);
                    *after = After::Operator;
                }
                Kind::Lifetime | Kind::Hidden | Kind::Close => return Err(Unknown),
            }
        }
        Ok(())
    }

    fn attribute_operator(&mut self, after: &mut After) -> Done {
        let (operator, is_last) = (self.peek(0), self.at + 1 == self.end);
        if operator == code("=") {
            self.lines.word(if *after == After::Word { " = " } else { "= " });
        } else if operator == code(",") {
            if is_last {
                self.at += 1;
                self.lines.comma(true, Blank::None);
                *after = After::LastComma;
                return Ok(());
            }
            self.lines.word(",");
            self.lines.space();
        } else if self.tape.text(self.at).contains('=') {
            return Err(Unknown);
        } else {
            return self.copy(Kind::Operator).map(|()| *after = After::Operator);
        }
        self.at += 1;
        *after = After::Operator;
        Ok(())
    }
}

/// The text of a literal, if nothing in it is rare.
fn unescaped(escaped: &str) -> Option<String> {
    let mut text = String::with_capacity(escaped.len());
    let mut rest = escaped.chars();
    while let Some(c) = rest.next() {
        let c = match c {
            '\\' => match rest.next()? {
                c @ ('\\' | '"' | '\'') => c,
                't' => '\t',
                '0' => '\0',
                'u' => {
                    let (digits, end) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                    rest = end.chars();
                    char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                }
                _ => return None,
            },
            c => c,
        };
        text.push(c);
    }
    Some(text)
}
