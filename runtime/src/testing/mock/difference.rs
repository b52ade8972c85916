//! The difference of two messages, field by field.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{Debug, Write as _};

/// Returns the fields in which two values differ, one a line.
///
/// It compares what `Debug` prints. Generated messages print a redacted field alike in both, so the
/// difference does not show its value.
pub fn between(expected: &impl Debug, actual: &impl Debug) -> String {
    let (expected, actual) = (leaves(&format!("{expected:#?}")), leaves(&format!("{actual:#?}")));
    let mut lines = String::new();
    for (path, leaf) in &expected {
        match actual.get(path) {
            Some(same) if same == leaf => {}
            Some(other) => line(&mut lines, path, &format!("expected {leaf}, got {other}")),
            None => line(&mut lines, path, &format!("expected {leaf}, got nothing")),
        }
    }
    for (path, leaf) in actual.iter().filter(|(path, _)| !expected.contains_key(*path)) {
        line(&mut lines, path, &format!("expected nothing, got {leaf}"));
    }
    if lines.is_empty() {
        lines.push_str("  the values differ only in what `Debug` does not show\n");
    }
    lines
}

fn line(lines: &mut String, path: &str, text: &str) {
    let path = if path.is_empty() { "value" } else { path };
    writeln!(lines, "  {path}: {text}").expect("a string takes all text");
}

/// Returns the values in the text of `{:#?}`, by path, e.g. `places[0].name`.
fn leaves(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    // The paths of the values that have begun, and the number of unnamed values in each.
    let mut open: Vec<(String, Option<usize>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_end_matches(',');
        if matches!(line, "}" | "]" | ")") {
            open.pop();
            continue;
        }
        let (name, value) = named(line);
        let path = match (open.last_mut(), name) {
            (None, _) => String::new(),
            (Some((parent, _)), Some(name)) if parent.is_empty() => name.to_string(),
            (Some((parent, _)), Some(name)) if name.starts_with('"') => format!("{parent}[{name}]"),
            (Some((parent, _)), Some(name)) => format!("{parent}.{name}"),
            (Some((parent, Some(count))), None) => {
                *count += 1;
                format!("{parent}[{}]", *count - 1)
            }
            // The value inside `Some(` has the path of the whole.
            (Some((parent, None)), None) => parent.clone(),
        };
        match value.chars().last() {
            Some('{' | '(') => open.push((path, None)),
            Some('[') => open.push((path, Some(0))),
            _ => drop(found.insert(path, value.to_string())),
        }
    }
    found
}

/// Returns the name of a field or the key of a map in front of a value, and the value.
fn named(line: &str) -> (Option<&str>, &str) {
    // A key that is a string can have any text.
    let end = match line.strip_prefix('"') {
        None => 0,
        Some(text) => {
            let mut escaped = false;
            let end = text.find(|character| match character {
                '"' if !escaped => true,
                _ => {
                    escaped = character == '\\' && !escaped;
                    false
                }
            });
            end.map_or(line.len(), |end| end + 2)
        }
    };
    match line[end..].find(": ") {
        Some(0) if end > 0 => (Some(&line[..end]), &line[end + 2..]),
        Some(colon) if end == 0 => (Some(&line[..colon]), &line[colon + 2..]),
        _ => (None, line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Place {
        name: &'static str,
        tags: Vec<&'static str>,
        inside: Option<Option<u8>>,
        more: BTreeMap<&'static str, Vec<u8>>,
    }

    fn place(name: &'static str) -> Place {
        Place { name, tags: [].into(), inside: None, more: BTreeMap::new() }
    }

    #[test]
    fn fields_that_differ_have_a_line() {
        let mut actual = place("a: {");
        actual.tags = ["x", "y"].into();
        actual.inside = Some(Some(3));
        actual.more.insert("k: [", [1].into());
        assert_eq!(
            between(&place("b"), &actual),
            "  inside: expected None, got 3\n  more: expected {}, got nothing\n  \
             name: expected \"b\", got \"a: {\"\n  tags: expected [], got nothing\n  \
             more[\"k: [\"][0]: expected nothing, got 1\n  tags[0]: expected nothing, got \"x\"\n  \
             tags[1]: expected nothing, got \"y\"\n"
        );
        assert_eq!(
            between(&[place("a"), place("b")], &[place("a"), place("c")]),
            "  [1].name: expected \"b\", got \"c\"\n"
        );
    }

    #[test]
    fn what_prints_alike_has_no_line() {
        let alike = "  the values differ only in what `Debug` does not show\n";
        assert_eq!(between(&place("a"), &place("a")), alike);
    }
}
