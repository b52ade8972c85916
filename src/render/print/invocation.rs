//! Macros that are called: nothing is known of what they are given but its tokens.

use super::super::lines::INDENT;
use super::super::tape::{Kind, code};
use super::{Done, Printer, Unknown};

/// The kind of token that precedes a token of an invocation.
#[derive(PartialEq, Clone, Copy)]
enum After {
    Dot,
    Colons,
    Word,
    WordAndBang,
    Bracket,
    Other,
}

impl Printer<'_> {
    /// Whether a path and a `!` come next, with a group behind.
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

    /// `path!(tokens)`; whether it is in braces.
    pub(super) fn invocation(&mut self) -> Result<bool, Unknown> {
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
        self.inside(bracket, |printer| {
            if printer.is_at_end() {
                return Ok(());
            }
            let ending = |printer: &mut Self| {
                if in_braces { printer.lines.line() } else { printer.lines.zero() }
            };
            printer.lines.begin(INDENT);
            ending(printer);
            printer.lines.begin_inconsistent(0);
            printer.given_tokens()?;
            printer.lines.end();
            ending(printer);
            printer.lines.outdent();
            printer.lines.end();
            Ok(())
        })?;
        self.lines.word(close);
        Ok(in_braces)
    }

    fn given_tokens(&mut self) -> Done {
        let mut after = After::Other;
        let mut joint = true;
        while !self.is_at_end() {
            let token = self.token()?;
            let text = self.tape.text(self.at);
            let is_bracket = token.code == code("(") || token.code == code("[");
            let (space, next) = match token.kind {
                Kind::Open if is_bracket && after == After::Word => (false, After::Bracket),
                Kind::Open if is_bracket && after == After::WordAndBang => (false, After::Other),
                Kind::Open if is_bracket => (true, After::Bracket),
                Kind::Open => (true, After::Other),
                Kind::Ident if is_keyword(text) => (true, After::Other),
                Kind::Ident => (after != After::Dot && after != After::Colons, After::Word),
                Kind::Literal => (after != After::Dot, After::Word),
                Kind::Lifetime => (true, After::Word),
                Kind::Operator => match text {
                    "!" if after == After::Word && !token.joint => (false, After::WordAndBang),
                    "," | ";" => (false, After::Other),
                    "." | ".." => (after != After::Word && after != After::Bracket, After::Dot),
                    "..=" => (after != After::Word && after != After::Bracket, After::Other),
                    "::" => (after != After::Word, After::Colons),
                    "=" | "&" | "&&" | "*" | "+" | "-" | "/" | "<" | ">" | "|" | "||" | "?"
                    | "=>" | "->" | "==" | "!=" => (true, After::Other),
                    _ => return Err(Unknown),
                },
                Kind::Close | Kind::Hidden => return Err(Unknown),
            };
            if !joint {
                if space {
                    self.lines.space();
                } else if text.starts_with('.') {
                    self.lines.zero();
                }
            }
            if token.kind == Kind::Open {
                self.given_group(text)?;
            } else {
                self.lines.word(text);
                self.at += 1;
            }
            joint = token.joint;
            after = next;
        }
        Ok(())
    }

    fn given_group(&mut self, open: &str) -> Done {
        let close = self.tape.text(self.token()?.close as usize);
        let in_braces = open == "{";
        self.lines.word(open);
        self.inside(open, |printer| {
            if printer.is_at_end() {
                return Ok(());
            }
            if in_braces {
                printer.lines.space();
            }
            printer.given_tokens()?;
            if in_braces {
                printer.lines.space();
            }
            Ok(())
        })?;
        self.lines.word(close);
        Ok(())
    }
}

/// Whether a word is a keyword, which is set apart from the tokens around it.
fn is_keyword(text: &str) -> bool {
    const KEYWORDS: [&str; 33] = [
        "as", "async", "await", "box", "break", "const", "continue", "crate", "dyn", "else",
        "enum", "extern", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
        "move", "mut", "pub", "ref", "return", "static", "struct", "trait", "type", "unsafe",
        "use",
    ];
    KEYWORDS.contains(&text) || ["where", "while", "yield"].contains(&text)
}
