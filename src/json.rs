//! JSON text, for answers of commands.
//!
//! May not import: any other module of this crate.
//!
//! A JSON crate would slow down every build script that depends on this library. Writing texts,
//! numbers and lists takes a few lines here.

/// Returns a JSON object on one line.
pub(crate) fn object(members: &[String]) -> String {
    format!("{{{}}}", members.join(","))
}

/// Returns a JSON list on one line.
pub(crate) fn list(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(","))
}

/// Returns a member of a JSON object.
pub(crate) fn member(key: &str, value: String) -> String {
    format!("{}:{value}", string(key))
}

/// Returns a JSON string (RFC 8259, section 7).
pub(crate) fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        for (text, expected) in [
            ("plain ü", "\"plain ü\""),
            ("a\"b\\c", "\"a\\\"b\\\\c\""),
            ("\n\t\u{1}", "\"\\n\\u0009\\u0001\""),
        ] {
            assert_eq!(string(text), expected);
        }
    }
}
