//! Prints tokens that no rule knows: the arguments of macros and attributes, and rare Rust.
//!
//! Blanks and line breaks are only printed where they change no token.

use super::super::lines::{Blank, Break, INDENT};
use super::super::tape::{Kind, Token, code};
use super::Printer;

/// Pairs of characters that form an operator, or begin a comment, if nothing separates them.
const MERGING: [&str; 25] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "&&",
    "||", "<<", ">>", "..", ".=", "<-", "//", "/*", "##",
];

/// The greatest number of tokens in which the printer looks for the end of generic arguments.
const ANGLES: usize = 200;

/// The role of a token. It decides whether a blank follows the token.
#[derive(Debug, PartialEq, Clone, Copy)]
enum After {
    /// The beginning of a group.
    Start,
    /// A name, a literal or a group, i.e. the end of an operand.
    Word,
    Keyword,
    /// `.`, `::`, `#`, unary operators, and the `<` of generic arguments. No blank follows.
    Tight,
    /// The `!` of a macro.
    Bang,
    /// A binary operator, `,` or `;`. A blank follows.
    Operator,
}

impl Printer<'_> {
    /// Prints the tokens up to a position unchanged.
    pub(super) fn tokens_up_to(&mut self, end: usize) {
        let outside = std::mem::replace(&mut self.end, end);
        self.tokens();
        self.end = outside;
    }

    /// Prints the tokens up to the end of the group unchanged. The places to break belong to the
    /// caller's group, which should be inconsistent.
    pub(super) fn tokens(&mut self) {
        let mut after = After::Start;
        // The positions of closing `>`, and the braces in which a line ends after a semicolon.
        let mut angles: Vec<usize> = Vec::new();
        let mut in_braces: Vec<bool> = Vec::new();
        let start = self.at;
        while self.at < self.end {
            let token = self.tape.token(self.at);
            let (gap, next) = self.style(token, after, &mut angles);
            let merging = if self.at > start { self.merging_with_last() } else { None };
            if merging.unwrap_or(gap && after != After::Start) {
                if self.at > start && self.tape.token(self.at - 1).code == code("=") {
                    // A value stays on the line of its name.
                    self.lines.word(" ");
                } else {
                    self.lines.space();
                }
            } else if merging.is_none() && token.code == code(".") && after == After::Word {
                self.lines.zero();
            }
            after = next;
            let is_empty = token.kind == Kind::Open && token.close as usize == self.at + 1;
            let text = self.tape.text(self.at);
            match token.kind {
                Kind::Open if !is_empty => {
                    let braces = token.code == code("{");
                    in_braces.push(braces);
                    self.lines.word(text);
                    self.lines.begin(INDENT);
                    let blank = if braces { Blank::Space } else { Blank::None };
                    self.lines.add(Break { blank, ..Break::default() });
                    self.lines.begin_inconsistent(0);
                    after = After::Start;
                }
                Kind::Close if self.tape.token(self.at - 1).kind != Kind::Open => {
                    let braces = in_braces.pop().unwrap_or_default();
                    self.lines.end();
                    let blank = if braces { Blank::Space } else { Blank::None };
                    self.lines.add(Break { blank, indent: -INDENT, ..Break::default() });
                    self.lines.end();
                    self.lines.word(text);
                }
                _ => self.lines.word(text),
            }
            self.at += 1;
            let ends_line = token.code == code(";") && in_braces.last() == Some(&true);
            if ends_line && self.at < self.end && self.tape.token(self.at).kind != Kind::Close {
                self.lines.line();
                after = After::Start;
            }
        }
    }

    /// Returns whether a blank should precede a token, and the role of the token.
    fn style(&self, token: Token, after: After, angles: &mut Vec<usize>) -> (bool, After) {
        let text = self.tape.text(self.at);
        let behind_operand = after == After::Word;
        let blank = !matches!(after, After::Tight | After::Bang);
        match token.kind {
            Kind::Open if token.code == code("{") => (after != After::Tight, After::Start),
            Kind::Open => (blank && !behind_operand, After::Start),
            Kind::Close => (false, After::Word),
            Kind::Ident if is_keyword(text) => (blank, After::Keyword),
            Kind::Ident | Kind::Literal | Kind::Lifetime => (blank, After::Word),
            Kind::Operator => match text {
                "," | ";" => (false, After::Operator),
                "?" => (false, if behind_operand { After::Word } else { After::Tight }),
                ":" => (false, After::Operator),
                "." | ".." | "..=" | "..." => (blank && !behind_operand, After::Tight),
                "::" => (blank && !self.is_behind_path(after), After::Tight),
                "#" | "$" | "@" | "~" => (blank, After::Tight),
                "!" if behind_operand => (false, After::Bang),
                "<" if self.opens_angle(angles) => {
                    (blank && !self.is_behind_path(after), After::Tight)
                }
                ">" if angles.last() == Some(&self.at) => {
                    angles.pop();
                    (false, After::Word)
                }
                "-" | "*" | "&" | "&&" | "!" | "|" | "||" if !behind_operand => {
                    (blank, After::Tight)
                }
                _ => (blank, After::Operator),
            },
        }
    }

    /// Whether `::` and `<` continue the path before them.
    fn is_behind_path(&self, after: After) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.tape.token(at));
        after == After::Word && before.is_some_and(|token| token.kind != Kind::Literal)
            || before
                .is_some_and(|token| [code("fn"), code("impl"), code("for")].contains(&token.code))
    }

    /// Whether `<` begins generic arguments. The function then stores their end.
    fn opens_angle(&self, angles: &mut Vec<usize>) -> bool {
        let mut depth = 0;
        let mut at = self.at;
        while at < self.end.min(self.at + ANGLES) {
            let token = self.tape.token(at);
            match token.kind {
                Kind::Close => return false,
                Kind::Open if token.code == code("{") => return false,
                Kind::Open => at = token.close as usize,
                Kind::Operator if token.code == code("<") => depth += 1,
                Kind::Operator if token.code == code(">") => {
                    depth -= 1;
                    if depth == 0 {
                        angles.push(at);
                        return true;
                    }
                }
                Kind::Operator if [code(";"), code("&&"), code("||")].contains(&token.code) => {
                    return false;
                }
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// Returns `true` if the next token needs a blank before it, and `false` if it must not have
    /// one, because it would otherwise be another token. Returns `None` if both are possible.
    fn merging_with_last(&self) -> Option<bool> {
        let (last, next) = (self.tape.token(self.at - 1), self.tape.token(self.at));
        let (before, text) = (self.tape.text(self.at - 1), self.tape.text(self.at));
        let is_word = |kind| matches!(kind, Kind::Ident | Kind::Literal | Kind::Lifetime);
        let must_separate = match (last.kind, next.kind) {
            (Kind::Operator, Kind::Operator) => {
                let both = [before.chars().next_back(), text.chars().next()];
                let both: String = both.into_iter().flatten().collect();
                if !MERGING.contains(&both.as_str()) {
                    return None;
                }
                // The characters of an operator are joint, except if they begin a comment.
                return Some(!last.joint || both == "//" || both == "/*");
            }
            // `1.` before a range, and `0.1` after a field.
            (Kind::Literal, Kind::Operator) if text.starts_with('.') => {
                let is_field = self.at >= 2 && self.tape.token(self.at - 2).code == code(".");
                let next =
                    self.at + 1 < self.end && self.tape.token(self.at + 1).kind == Kind::Ident;
                before.ends_with('.') || text == "." && !(is_field && next)
            }
            (Kind::Ident, Kind::Operator) => text.starts_with(['#', '\'']),
            (Kind::Operator, Kind::Literal) => {
                before.ends_with('.') && text.starts_with('.') || before == "'" || before == "#"
            }
            (Kind::Operator, Kind::Ident) => before == "'",
            (before, next) => is_word(before) && is_word(next),
        };
        must_separate.then_some(true)
    }
}

/// Whether a word is a keyword, which needs blanks around it.
fn is_keyword(text: &str) -> bool {
    const KEYWORDS: [&str; 33] = [
        "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern",
        "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
        "pub", "ref", "return", "static", "struct", "trait", "type", "unsafe", "use", "where",
        "while",
    ];
    KEYWORDS.contains(&text)
}
