//! Paths to fields, elements of lists and entries of maps.
//!
//! ```text
//! path    = segment *( "." segment )
//! segment = ( proto name | "[" full name of an extension "]" ) *( "[" index "]" )
//! index   = position in a list | key of a map: a number, `true`, `false` or a quoted string
//! ```

use alloc::string::String;

use super::value::{MapKey, Value};
use crate::schema::MapKey as KeyKind;

mod error;
mod read;
mod steps;
mod write;

pub use error::PathError;
use steps::{Step, Steps};

/// Parses the key of a map that is in brackets, e.g. `3` or `"north"`.
fn key(text: &str, kind: KeyKind) -> Option<MapKey> {
    Some(match kind {
        KeyKind::Int32 | KeyKind::Sint32 | KeyKind::Sfixed32 => MapKey::I32(text.parse().ok()?),
        KeyKind::Int64 | KeyKind::Sint64 | KeyKind::Sfixed64 => MapKey::I64(text.parse().ok()?),
        KeyKind::Uint32 | KeyKind::Fixed32 => MapKey::U32(text.parse().ok()?),
        KeyKind::Uint64 | KeyKind::Fixed64 => MapKey::U64(text.parse().ok()?),
        KeyKind::Bool => MapKey::Bool(text.parse().ok()?),
        KeyKind::String => MapKey::String(unquoted(text)?),
    })
}

/// Parses a quoted string. In it, a backslash precedes quotes and backslashes, and `\u{a}` is the
/// character with this hexadecimal number.
fn unquoted(text: &str) -> Option<String> {
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut unquoted = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            unquoted.push(letter);
        } else if let Some(rest) = letters.as_str().strip_prefix("u{") {
            let (digits, rest) = rest.split_once('}')?;
            unquoted.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
            letters = rest.chars();
        } else {
            unquoted.push(letters.next()?);
        }
    }
    Some(unquoted)
}

/// Whether a character could break the line that shows a path, or hide a part of the path.
fn is_invisible(letter: char) -> bool {
    // `escape_debug` escapes such characters, and those that combine with others.
    letter.is_control() || (!letter.is_ascii() && letter.escape_debug().len() > 1)
}

/// Appends the key of a map, in brackets.
pub(super) fn push_key(path: &mut String, key: &MapKey) {
    use core::fmt::Write as _;
    // Writing into a `String` does not fail.
    let _ = match key {
        MapKey::Bool(key) => write!(path, "[{key}]"),
        MapKey::I32(key) => write!(path, "[{key}]"),
        MapKey::I64(key) => write!(path, "[{key}]"),
        MapKey::U32(key) => write!(path, "[{key}]"),
        MapKey::U64(key) => write!(path, "[{key}]"),
        MapKey::String(key) => {
            path.push_str("[\"");
            for letter in key.chars() {
                if is_invisible(letter) {
                    let _ = write!(path, "{}", letter.escape_unicode());
                    continue;
                }
                if matches!(letter, '"' | '\\') {
                    path.push('\\');
                }
                path.push(letter);
            }
            path.push_str("\"]");
            Ok(())
        }
    };
}

/// Returns the element of a list or the value of a map's entry.
fn element<'v>(value: &'v Value, index: &str, kind: Option<KeyKind>) -> Option<&'v Value> {
    match value {
        Value::List(values) => values.get(index.parse::<usize>().ok()?),
        Value::Map(entries) => entries.get(&key(index, kind?)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
