//! The error of parsing and printing JSON.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use prost::DecodeError;

use crate::wire::error::Error;

/// The greatest number of steps that a path keeps. Longer paths lose their outer steps.
const MOST_STEPS: usize = 16;

/// The number of bytes to which an error cuts a name, key or value from the input.
const LONGEST_TEXT: usize = 64;

/// The reason why a text is not the JSON form of a message, or why a message has no JSON form.
///
/// ```
/// use rust_grpc::prost_types::Struct;
///
/// let error = rust_grpc::from_json::<Struct>("{\n  \"days\": [1, 1e999]\n}").unwrap_err();
/// let text = error.to_string();
/// assert_eq!(text, "line 2, column 15: [\"days\"][1]: the number is out of range of `double`");
/// assert_eq!((error.line(), error.column()), (Some(2), Some(15)));
/// assert_eq!(error.path(), "[\"days\"][1]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct JsonError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    what: String,
    /// The steps to the value, the innermost first, e.g. `speed`, `wind`, `[2]`, `days`.
    path: Vec<String>,
    /// Whether outer steps were left out.
    is_path_cut: bool,
    place: Place,
}

/// The position of an error in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The error has no position, e.g. because it is an error of printing.
    Unknown,
    /// The offset of the error in bytes.
    Offset(usize),
    /// Line and column.
    Line(usize, usize),
}

impl JsonError {
    /// Returns an error that has no position.
    #[cold]
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self::with_place(what.into(), Place::Unknown)
    }

    /// Returns an error at a byte offset of the text.
    #[cold]
    pub(crate) fn at(offset: usize, what: impl Into<String>) -> Self {
        Self::with_place(what.into(), Place::Offset(offset))
    }

    fn with_place(what: String, place: Place) -> Self {
        JsonError(Box::new(Inner { what, path: Vec::new(), is_path_cut: false, place }))
    }

    /// Adds a field to the front of the path.
    #[cold]
    pub(crate) fn in_field(self, name: &str) -> Self {
        self.inside(shortened(name))
    }

    /// Adds the position in a list to the front of the path.
    #[cold]
    pub(crate) fn in_element(self, index: usize) -> Self {
        self.inside(format!("[{index}]"))
    }

    /// Adds the key of a map's entry to the front of the path.
    #[cold]
    pub(crate) fn in_entry(self, key: &str) -> Self {
        self.inside(format!("[{:?}]", shortened(key)))
    }

    fn inside(mut self, step: String) -> Self {
        if self.0.path.len() < MOST_STEPS {
            self.0.path.push(step);
        } else {
            self.0.is_path_cut = true;
        }
        self
    }

    /// Replaces the offset of the error by the line and the column in `text`.
    #[cold]
    pub(crate) fn located(mut self, text: &[u8]) -> Self {
        if let Place::Offset(offset) = self.0.place {
            let before = &text[..offset.min(text.len())];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            // The bytes 0x80 to 0xbf do not begin a character.
            let is_first = |byte: &&u8| **byte & 0xc0 != 0x80;
            let column = before[start..].iter().filter(is_first).count() + 1;
            self.0.place = Place::Line(line, column);
        }
        self
    }

    /// Returns the line of the text, counted from 1. Returns `None` for errors of printing, and if
    /// the parsed message exceeds a limit of decoding.
    pub fn line(&self) -> Option<usize> {
        match self.0.place {
            Place::Line(line, _) => Some(line),
            Place::Unknown | Place::Offset(_) => None,
        }
    }

    /// Returns the column in the line, counted from 1 in characters. Returns `None` if there is no
    /// line.
    pub fn column(&self) -> Option<usize> {
        match self.0.place {
            Place::Line(_, column) => Some(column),
            Place::Unknown | Place::Offset(_) => None,
        }
    }

    /// Returns the path of the field, e.g. `days[2].wind.speed` or `places["Rome"].id`. It is empty
    /// if the error is in no field. Outer fields of a long path are left out.
    pub fn path(&self) -> String {
        let mut path = String::new();
        if self.0.is_path_cut {
            path.push('…');
        }
        for step in self.0.path.iter().rev() {
            // The name of an extension is in brackets, as a position or a key is, but has a point
            // before it.
            if !path.is_empty() && !is_index(step) {
                path.push('.');
            }
            path.push_str(step);
        }
        path
    }
}

/// Whether a step is the position in a list or the key of a map's entry.
fn is_index(step: &str) -> bool {
    let inside = step.strip_prefix('[').and_then(|rest| rest.bytes().next());
    inside.is_some_and(|byte| byte == b'"' || byte.is_ascii_digit())
}

/// Returns a text from the input, cut if it is long.
pub(crate) fn shortened(text: &str) -> String {
    if text.len() <= LONGEST_TEXT {
        return text.to_string();
    }
    let end = (0..=LONGEST_TEXT).rev().find(|end| text.is_char_boundary(*end));
    [&text[..end.unwrap_or(0)], "…"].concat()
}

impl From<Error> for JsonError {
    #[cold]
    fn from(error: Error) -> Self {
        DecodeError::from(error).into()
    }
}

impl From<DecodeError> for JsonError {
    #[cold]
    fn from(error: DecodeError) -> Self {
        JsonError::new(error.to_string())
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Place::Line(line, column) = self.0.place {
            write!(f, "line {line}, column {column}: ")?;
        }
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.0.what)
    }
}

impl fmt::Debug for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonError({self})")
    }
}

impl core::error::Error for JsonError {}
