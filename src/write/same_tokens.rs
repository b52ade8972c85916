//! Compares two texts without regard to formatting.

use std::str::FromStr as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether two texts have equal tokens and comments, which a formatter leaves alone. Commas and
/// braces are ignored. rustfmt adds and removes trailing commas, and the block around a match arm.
pub(super) fn same_tokens(a: &str, b: &str) -> bool {
    fn comments(text: &str) -> impl Iterator<Item = &str> {
        text.lines().map(str::trim).filter(|line| line.starts_with("//"))
    }
    let tokens = |text: &str| {
        let mut tokens = Vec::new();
        flatten(TokenStream::from_str(text).ok()?, &mut tokens);
        Some(tokens)
    };
    comments(a).eq(comments(b)) && tokens(a).is_some_and(|a| tokens(b).is_some_and(|b| a == b))
}

fn flatten(stream: TokenStream, tokens: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => (Some("("), Some(")")),
                    Delimiter::Bracket => (Some("["), Some("]")),
                    Delimiter::Brace | Delimiter::None => (None, None),
                };
                tokens.extend(open.map(str::to_owned));
                flatten(group.stream(), tokens);
                tokens.extend(close.map(str::to_owned));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            tree => tokens.push(tree.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::same_tokens;

    #[test]
    fn formatting_does_not_count_and_anything_else_does() {
        let text = "// v1\n/// Doc.\npub struct A {\n    a: u8,\n}\nfn f() {\n    match 1 \
                    {\n        _ => {\n            g()\n        }\n    }\n}\n";
        let formatted =
            "// v1\n/// Doc.\npub struct A { a: u8 }\nfn f() { match 1 { _ => g(), } }\n";
        assert!(same_tokens(text, formatted));
        assert!(!same_tokens(text, &formatted.replace("u8", "u16")));
        assert!(!same_tokens(text, &formatted.replace("// v1", "// v2")));
        assert!(!same_tokens(text, &formatted.replace("Doc", "Dog")));
        assert!(!same_tokens(text, "<<<<<<< HEAD {"));
    }

    #[test]
    fn large_files_take_no_longer_than_they_are() {
        let formatted = "fn f() { g(1) }\n".repeat(20_000);
        assert!(same_tokens(&"fn f() {\n    g(1,)\n}\n".repeat(20_000), &formatted));
        assert!(!same_tokens(&"fn f() { g(2) }\n".repeat(20_000), &formatted));
    }
}
