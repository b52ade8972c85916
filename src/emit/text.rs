//! String literals.

use proc_macro2::Literal;

/// Returns the literal of a string. It is equal to that of `Literal::string`, which looks each
/// character up in tables of Unicode. Most strings are comments, and have ASCII characters only.
pub(super) fn literal(text: &str) -> Literal {
    ascii(text).unwrap_or_else(|| Literal::string(text))
}

/// Returns the literal of a string of printable ASCII characters and line breaks.
fn ascii(text: &str) -> Option<Literal> {
    let mut code = String::with_capacity(text.len() + 16);
    code.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        code.push_str(&rest[..at]);
        code.push_str(match rest.as_bytes()[at] {
            b'\n' => "\\n",
            b'"' => "\\\"",
            b'\\' => "\\\\",
            _ => return None,
        });
        rest = &rest[at + 1..];
    }
    code.push_str(rest);
    code.push('"');
    code.parse().ok()
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_those_of_proc_macro2() {
        let ascii: String = (0..=0x7f_u8).map(char::from).collect();
        let each = ascii.chars().map(String::from);
        let others = ["", "a \"b\" \\[c\\]\n\n 'd'", "caf\u{e9}", "\u{200b}x", "0\u{0}1", &ascii];
        for text in each.chain(others.map(String::from)) {
            assert_eq!(literal(&text).to_string(), Literal::string(&text).to_string(), "{text:?}");
        }
        assert!(super::ascii("a \"b\" \\[c\\]\n\n 'd'").is_some());
    }
}
