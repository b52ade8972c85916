//! Types and signatures as text with absolute paths, so that two versions can be compared.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The crates whose items are shown by their last names. Generated code takes the items of std, and
/// of the runtime, through different paths, depending on the options.
const SHORTENED: &[&str] = &["core", "std", "alloc", "rust_grpc", "prost", "tonic", "tonic_prost"];

/// The beginning of the names of aliases for modules of the runtime, e.g. `__rt`.
const ALIAS: &str = "__";

/// The module of some tokens.
pub(super) struct Place<'a> {
    /// The path of the module, e.g. `[acme, v1, forecast]`.
    pub module: &'a [String],
    /// The names of the types and modules in the module.
    pub names: &'a HashSet<String>,
}

impl Place<'_> {
    /// Returns tokens as text. Paths to items of generated code are absolute. Paths to items of std
    /// and of the runtime are the last name.
    pub fn text(&self, tokens: TokenStream) -> String {
        let mut text = String::new();
        self.write(tokens, &mut text);
        text.trim().to_owned()
    }

    fn write(&self, tokens: TokenStream, text: &mut String) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let is_root = is_separator(&tokens, at);
            if is_root || matches!(token, TokenTree::Ident(_)) {
                let (segments, next) = path_at(&tokens, at);
                if !segments.is_empty() {
                    push(text, &self.absolute(is_root, segments));
                    at = next;
                    continue;
                }
            }
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    text.push_str(open);
                    let mut inner = String::new();
                    self.write(group.stream(), &mut inner);
                    text.push_str(inner.trim().trim_end_matches(','));
                    text.push_str(close);
                }
                TokenTree::Punct(punct) => {
                    let c = punct.as_char();
                    let is_joint = punct.spacing() == Spacing::Joint;
                    match c {
                        // The comma of a list that is printed on several lines.
                        ',' if closes(tokens.get(at + 1)) => {}
                        ',' => text.push_str(", "),
                        ':' => text.push_str(": "),
                        '-' if is_joint => text.push_str(" -"),
                        '>' if text.ends_with('-') => text.push_str("> "),
                        '=' | '+' => text.push_str(&format!(" {c} ")),
                        _ => text.push(c),
                    }
                }
                token => push(text, &token.to_string()),
            }
            at += 1;
        }
    }

    /// Returns the absolute form of a path.
    fn absolute(&self, is_root: bool, mut segments: Vec<String>) -> String {
        let first = segments.first().cloned().unwrap_or_default();
        let is_alias = first.starts_with(ALIAS) && segments.len() > 1;
        if is_root || is_alias {
            let is_foreign = SHORTENED.contains(&first.as_str()) && segments.len() > 1;
            let is_shortened = is_alias || is_foreign;
            return match segments.last().filter(|_| is_shortened) {
                Some(last) => last.clone(),
                None => format!("::{}", segments.join("::")),
            };
        }
        let supers = segments.iter().take_while(|segment| *segment == "super").count();
        if supers > 0 && supers <= self.module.len() {
            let mut all = self.module[..self.module.len() - supers].to_vec();
            all.extend(segments.drain(supers..));
            return all.join("::");
        }
        if self.names.contains(&first) || first == "self" && segments.len() > 1 {
            let skipped = usize::from(first == "self");
            let mut all = self.module.to_vec();
            all.extend(segments.drain(skipped..));
            return all.join("::");
        }
        segments.join("::")
    }
}

fn closes(token: Option<&TokenTree>) -> bool {
    match token {
        None => true,
        Some(token) => matches!(token, TokenTree::Punct(punct) if punct.as_char() == '>'),
    }
}

/// Whether `::` is at a position.
fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at: usize, spacing: Option<Spacing>| match tokens.get(at) {
        Some(TokenTree::Punct(punct)) => {
            punct.as_char() == ':' && spacing.is_none_or(|spacing| punct.spacing() == spacing)
        }
        _ => false,
    };
    colon(at, Some(Spacing::Joint)) && colon(at + 1, None)
}

/// Returns the names of the path at a position, without raw identifiers, and the position after it.
fn path_at(tokens: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut segments = Vec::new();
    if is_separator(tokens, at) {
        at += 2;
    }
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        segments.push(unraw(&ident.to_string()).to_owned());
        at += 1;
        // In `impl ::core::fmt::Debug`, the keyword is no part of the path.
        let is_keyword = ident == "impl" || ident == "dyn";
        if is_keyword
            || !is_separator(tokens, at)
            || !matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)))
        {
            break;
        }
        at += 2;
    }
    (segments, at)
}

/// Returns a name without the `r#` of a raw identifier.
pub(super) fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Appends a word, after a space if the text ends with a word.
fn push(text: &mut String, word: &str) {
    if text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ')') {
        text.push(' ');
    }
    text.push_str(word);
}

/// Replaces the paths in a text that `moved` has. Of several, the longest is replaced.
pub(crate) fn replaced(text: &str, moved: &HashMap<String, String>) -> String {
    if moved.is_empty() {
        return text.to_owned();
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut result = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_name) {
        let end = rest[start..].find(|c| !is_name(c)).map_or(rest.len(), |length| start + length);
        result.push_str(&rest[..start]);
        // The colon of `Forecast: Copy` is no part of the path.
        let path = rest[start..end].trim_end_matches(':');
        let colons = &rest[start + path.len()..end];
        // Functions have an entry of their own, because a field can have the name of a method.
        let parentheses = if rest[end..].starts_with("()") { "()" } else { "" };
        match moved.get(&format!("{path}()")).filter(|_| !parentheses.is_empty()) {
            Some(new) => result.push_str(new),
            None => {
                result.push_str(&replaced_path(path, moved));
                result.push_str(colons);
                result.push_str(parentheses);
            }
        }
        rest = &rest[end + parentheses.len()..];
    }
    result.push_str(rest);
    result
}

fn replaced_path(path: &str, moved: &HashMap<String, String>) -> String {
    let mut head = path;
    loop {
        if let Some(new) = moved.get(head) {
            return format!("{new}{}", &path[head.len()..]);
        }
        match head.rsplit_once("::") {
            Some((shorter, _)) => head = shorter,
            None => return path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_absolute_and_short() {
        let module = ["acme", "v1"].map(str::to_owned);
        let names = HashSet::from(["Day".to_owned(), "forecast".to_owned()]);
        let place = Place { module: &module, names: &names };
        for (code, expected) in [
            ("::core::option::Option<i32>", "Option<i32>"),
            ("::core::option::Option<Day,>", "Option<acme::v1::Day>"),
            ("super::super::other::Place", "other::Place"),
            ("forecast::r#Day", "acme::v1::forecast::Day"),
            ("::prost_types::Timestamp", "::prost_types::Timestamp"),
            ("&'static str", "&'static str"),
            ("impl ::core::marker::Send", "impl Send"),
            ("__mocks::Expect<Day>", "Expect<acme::v1::Day>"),
            (
                "async fn get(&self, request: impl __rt::tonic::IntoRequest<Day>,) -> ()",
                "async fn get(&self, request: impl IntoRequest<acme::v1::Day>) -> ()",
            ),
        ] {
            assert_eq!(place.text(code.parse().unwrap()), expected);
        }
    }

    #[test]
    fn whole_names_are_replaced() {
        let moved = HashMap::from([("a::Day".to_owned(), "b::Date".to_owned())]);
        for (text, expected) in [
            ("Option<a::Day>", "Option<b::Date>"),
            ("a::Day::hour()", "b::Date::hour()"),
            ("a::Day: Copy", "b::Date: Copy"),
            ("a::Daylight", "a::Daylight"),
            ("x::a::Day", "x::a::Day"),
        ] {
            assert_eq!(replaced(text, &moved), expected);
        }
    }
}
