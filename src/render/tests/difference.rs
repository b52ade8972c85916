//! Compares tokens before and after printing.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Returns the texts of tokens for a comparison. An operator becomes one text for each character,
/// and docs become the value of their literal.
pub(super) fn texts(stream: TokenStream) -> Vec<String> {
    let mut texts = Vec::new();
    append(stream, &mut texts);
    for at in 4..texts.len() {
        if texts[at - 4..at] == ["#", "[", "doc", "="]
            && let Ok(literal) = syn::parse_str::<syn::LitStr>(&texts[at])
        {
            texts[at] = format!("doc {:?}", literal.value());
        }
    }
    texts
}

fn append(stream: TokenStream, texts: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => {
                        append(group.stream(), texts);
                        continue;
                    }
                };
                texts.push(open.to_owned());
                append(group.stream(), texts);
                texts.push(close.to_owned());
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                match text.strip_prefix('-') {
                    Some(positive) => texts.extend(["-".to_owned(), positive.to_owned()]),
                    None => texts.push(text),
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => texts.push(tree.to_string()),
        }
    }
}

/// One side of a comparison.
struct Side<'t> {
    texts: &'t [String],
    at: usize,
    /// The positions of closing braces whose opening brace has no counterpart.
    extra: Vec<usize>,
}

impl Side<'_> {
    fn is(&self, at: usize, text: &str) -> bool {
        self.texts.get(at).is_some_and(|other| other == text)
    }

    fn after(&self, text: &str) -> bool {
        self.at > 0 && self.is(self.at - 1, text)
    }

    /// Skips a token that the printer may add or drop.
    fn skips(&mut self, other_is_after_brace: bool) -> bool {
        let closes = |at: usize| [")", "]", "}", ">", "|"].iter().any(|text| self.is(at, text));
        let may_skip = match self.texts.get(self.at).map(String::as_str) {
            // A comma after the last element of a list, or after the braces of an arm.
            Some(",") => closes(self.at + 1) || self.after("}") || other_is_after_brace,
            // A semicolon after a jump that ends a block.
            Some(";") => closes(self.at + 1),
            // Braces around the body of an arm or a closure.
            Some("{") if self.after("|") || self.after(">") => {
                self.extra.push(self.close());
                true
            }
            _ => false,
        };
        self.at += usize::from(may_skip);
        may_skip
    }

    /// Skips closing braces whose opening brace has no counterpart.
    fn skip_extra(&mut self) {
        while self.extra.last() == Some(&self.at) {
            self.extra.pop();
            self.at += 1;
        }
    }

    /// Returns the position of the brace that closes the next one.
    fn close(&self) -> usize {
        let mut depth = 0;
        for at in self.at..self.texts.len() {
            depth += i32::from(self.is(at, "{")) - i32::from(self.is(at, "}"));
            if depth == 0 {
                return at;
            }
        }
        self.texts.len()
    }
}

/// Compares tokens. Returns the first difference.
///
/// The printer may add and drop these tokens: commas after the last element of a list, braces
/// around a single expression that is the body of an arm or a closure, and the semicolon after a
/// jump.
pub(super) fn difference(before: TokenStream, after: TokenStream) -> Option<String> {
    let (before, after) = (texts(before), texts(after));
    let mut before = Side { texts: &before, at: 0, extra: Vec::new() };
    let mut after = Side { texts: &after, at: 0, extra: Vec::new() };
    while before.at < before.texts.len() || after.at < after.texts.len() {
        before.skip_extra();
        after.skip_extra();
        if before.texts.get(before.at) == after.texts.get(after.at) {
            before.at += 1;
            after.at += 1;
        } else if !after.skips(before.after("}")) && !before.skips(after.after("}")) {
            let rest = |side: &Side<'_>| {
                side.texts[side.at.saturating_sub(10)..]
                    .iter()
                    .take(20)
                    .cloned()
                    .collect::<Vec<_>>()
            };
            let (before, after) = (rest(&before).join(" "), rest(&after).join(" "));
            return Some(format!("before: {before}\nafter:  {after}"));
        }
    }
    None
}
