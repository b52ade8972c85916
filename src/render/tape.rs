//! The tokens of an item in one flat list. Looking ahead is cheap. A group has the position of its
//! end, and keywords and operators are compared as numbers.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens and their text, in order. The memory is reused for the next item.
#[derive(Debug, Default)]
pub(super) struct Tape {
    tokens: Vec<Token>,
    text: String,
    /// Whether the next character may continue the operator at the end.
    open_operator: bool,
}

/// A token. The characters of an operator are one token. A lifetime is one token, too.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// The [`code`] of the text, if the token can be a keyword, an operator or a bracket.
    pub code: u64,
    pub kind: Kind,
    /// Whether no blank separates the token from the next operator.
    pub joint: bool,
    /// For an opening bracket, the position of the closing one.
    pub close: u32,
    text: (u32, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Lifetime,
    Operator,
    Literal,
    Open,
    Close,
}

/// Returns a text of at most eight bytes as a number, and `u64::MAX` for a longer text.
pub(super) const fn code(text: &str) -> u64 {
    let bytes = text.as_bytes();
    if bytes.len() > 8 {
        return u64::MAX;
    }
    let (mut code, mut index) = (0, 0);
    while index < bytes.len() {
        code |= (bytes[index] as u64) << (8 * index);
        index += 1;
    }
    code
}

/// The code of literals and lifetimes. Rules recognise them by their kind.
const NO_CODE: u64 = 0;

impl Tape {
    /// Replaces all tokens.
    pub fn fill(&mut self, stream: TokenStream) {
        self.tokens.clear();
        self.text.clear();
        self.open_operator = false;
        self.append(stream);
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn token(&self, at: usize) -> Token {
        self.tokens[at]
    }

    pub fn text(&self, at: usize) -> &str {
        let (start, end) = self.tokens[at].text;
        &self.text[start as usize..end as usize]
    }

    fn append(&mut self, stream: TokenStream) {
        for tree in stream {
            match tree {
                TokenTree::Group(group) => {
                    let delimiter = group.delimiter();
                    let inner = group.stream();
                    // Iterating over a stream with two owners would clone its tokens.
                    drop(group);
                    self.group(delimiter, inner);
                }
                TokenTree::Punct(punct) => {
                    self.operator(punct.as_char(), punct.spacing() == Spacing::Joint)
                }
                TokenTree::Ident(ident)
                    if self.open_operator
                        && self.tokens.last().is_some_and(|last| last.code == code("'")) =>
                {
                    let _ = write!(self.text, "{ident}");
                    let end = self.text.len() as u32;
                    if let Some(last) = self.tokens.last_mut() {
                        (last.kind, last.code, last.joint, last.text.1) =
                            (Kind::Lifetime, NO_CODE, false, end);
                    }
                    self.open_operator = false;
                }
                TokenTree::Ident(ident) => {
                    let start = self.text.len();
                    let _ = write!(self.text, "{ident}");
                    let code = code(&self.text[start..]);
                    self.push(Kind::Ident, code, start);
                }
                TokenTree::Literal(literal) => {
                    let start = self.text.len();
                    let _ = write!(self.text, "{literal}");
                    self.push(Kind::Literal, NO_CODE, start);
                }
            }
        }
    }

    fn push(&mut self, kind: Kind, code: u64, start: usize) {
        let text = (start as u32, self.text.len() as u32);
        self.tokens.push(Token { code, kind, joint: false, close: 0, text });
        self.open_operator = false;
    }

    fn group(&mut self, delimiter: Delimiter, inner: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            // A group without brackets has no text of its own.
            Delimiter::None => {
                self.separate();
                self.append(inner);
                self.separate();
                return;
            }
        };
        let at = self.tokens.len();
        let start = self.text.len();
        self.text.push_str(open);
        self.push(Kind::Open, code(open), start);
        self.append(inner);
        self.tokens[at].close = self.tokens.len() as u32;
        let start = self.text.len();
        self.text.push_str(close);
        self.push(Kind::Close, code(close), start);
    }

    /// Ends an operator, so that the next character does not continue it.
    fn separate(&mut self) {
        if let Some(last) = self.tokens.last_mut() {
            last.joint = false;
        }
        self.open_operator = false;
    }

    fn operator(&mut self, character: char, joint: bool) {
        let start = self.text.len();
        self.text.push(character);
        let end = self.text.len();
        if let Some(last) = self.tokens.last_mut().filter(|_| self.open_operator) {
            let both = code(&self.text[last.text.0 as usize..end]);
            if OPERATORS.contains(&both) {
                (last.code, last.joint, last.text.1) = (both, joint, end as u32);
                self.open_operator = joint;
                return;
            }
        }
        let code = code(&self.text[start..]);
        self.push(Kind::Operator, code, start);
        if let Some(last) = self.tokens.last_mut() {
            last.joint = joint;
        }
        self.open_operator = joint;
    }
}

/// The operators with several characters, except those whose first characters can end generic
/// arguments.
const OPERATORS: [u64; 17] = [
    code("::"),
    code("->"),
    code("=>"),
    code("=="),
    code("!="),
    code("<="),
    code("+="),
    code("-="),
    code("*="),
    code("/="),
    code("|="),
    code("&="),
    code("&&"),
    code("||"),
    code(".."),
    code("..="),
    code("..."),
];
