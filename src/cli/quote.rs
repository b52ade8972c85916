//! Quotes for a shell.

/// Returns a word with the quotes that a shell needs to read it unchanged.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=,:@+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_that_a_shell_would_change_have_quotes() {
        for (word, expected) in [
            ("--out=a/b.c", "--out=a/b.c"),
            ("", "''"),
            ("#[derive(A)]", "'#[derive(A)]'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
