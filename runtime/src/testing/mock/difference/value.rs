//! Values, as the text of `{:#?}` shows them.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

/// A value.
pub struct Value<'t> {
    /// The name of the field, or the key of the map, e.g. `height` or `"Bern"`.
    name: Option<&'t str>,
    /// The whole text of a value without parts, e.g. `1.5`. The beginning of one with parts, e.g.
    /// `Place {`, `[` or `Some(`.
    pub head: &'t str,
    parts: Vec<Value<'t>>,
}

/// The key of a part in its value.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'t> {
    /// A part with a name.
    Name(&'t str),
    /// The place of a part without a name.
    Place(usize),
}

impl<'t> Value<'t> {
    fn new(name: Option<&'t str>, head: &'t str) -> Self {
        // An empty list or map differs from others in its parts alone.
        let head = match head {
            "[]" => "[",
            "{}" => "{",
            _ => head,
        };
        Self { name, head, parts: Vec::new() }
    }

    /// Parses the text of a value. Text of another form becomes some value.
    pub fn parse(text: &'t str) -> Self {
        let mut root = Self::new(None, "");
        // The values that have begun.
        let mut open: Vec<Self> = Vec::new();
        for line in text.lines() {
            let line = line.trim();
            let line = line.strip_suffix(',').unwrap_or(line);
            let value = if matches!(line, "}" | "]" | ")") {
                open.pop().unwrap_or_else(|| Self::new(None, line))
            } else {
                let (name, head) = named(line);
                let value = Self::new(name, head);
                if head.ends_with(['{', '[', '(']) {
                    open.push(value);
                    continue;
                }
                value
            };
            open.last_mut().unwrap_or(&mut root).parts.push(value);
        }
        while let Some(value) = open.pop() {
            open.last_mut().unwrap_or(&mut root).parts.push(value);
        }
        if root.parts.len() == 1 { root.parts.remove(0) } else { root }
    }

    /// Returns the value inside `Some(..)`.
    pub fn in_some(&self) -> Option<&Self> {
        if self.head == "Some(" { self.parts.first() } else { None }
    }

    /// Returns the parts with their keys.
    pub fn keyed(&self) -> impl Iterator<Item = (Key<'t>, &Self)> {
        let parts = self.parts.iter().enumerate();
        parts.map(|(place, part)| (part.name.map_or(Key::Place(place), Key::Name), part))
    }

    /// Returns the path of a part. `path` is the path of this value.
    pub fn path(&self, path: &str, key: &Key<'_>) -> String {
        let dot = if path.is_empty() { "" } else { "." };
        match (self.head, key) {
            ("{", Key::Name(name)) => format!("{path}[{name}]"),
            (_, Key::Name(name)) => format!("{path}{dot}{name}"),
            // The only part of a variant has the name of the variant.
            (head, Key::Place(_)) if head.ends_with('(') && self.parts.len() == 1 => {
                match &head[..head.len() - 1] {
                    "" | "Some" => path.to_string(),
                    variant => format!("{path}{dot}{variant}"),
                }
            }
            (head, Key::Place(place)) if head.ends_with('(') => format!("{path}{dot}{place}"),
            (_, Key::Place(place)) => format!("{path}[{place}]"),
        }
    }
}

/// Prints the value in one line, as `{:?}` does.
impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.head)?;
        let (space, end) = match self.head.chars().last() {
            Some('{') if self.head == "{" => ("", "}"),
            Some('{') => (" ", "}"),
            Some('[') => ("", "]"),
            Some('(') => ("", ")"),
            _ => ("", ""),
        };
        for (place, part) in self.parts.iter().enumerate() {
            f.write_str(if place > 0 { ", " } else { space })?;
            if let Some(name) = part.name {
                write!(f, "{name}: ")?;
            }
            part.fmt(f)?;
        }
        write!(f, "{space}{end}")
    }
}

/// Returns the name of a field or the key of a map in front of a value, and the value.
fn named(line: &str) -> (Option<&str>, &str) {
    // A key that is a string can have any text. So can a string, and bytes.
    let quoted = line.strip_prefix('b').unwrap_or(line).strip_prefix('"');
    let end = match quoted {
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
            end.map_or(line.len(), |end| line.len() - text.len() + end + 1)
        }
    };
    match line[end..].find(": ") {
        Some(0) if end > 0 => (Some(&line[..end]), &line[end + 2..]),
        Some(colon) if end == 0 => (Some(&line[..colon]), &line[colon + 2..]),
        _ => (None, line),
    }
}
