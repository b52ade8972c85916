//! The error of parsing text format.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use prost::DecodeError;

/// The greatest number of fields in a path. A longer path has only the innermost fields.
const MOST_FIELDS: usize = 8;

/// The reason why a text was not parsed: the position, the path of fields to it, and a description.
///
/// The error is short, whatever the length of the text is.
#[derive(Clone, PartialEq, Eq)]
pub struct TextError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// The line and the column.
    position: Option<(usize, usize)>,
    /// The names of the fields, the innermost first.
    fields: Vec<String>,
    /// Whether outer fields were left out of the path.
    is_cut: bool,
    reason: String,
}

impl TextError {
    /// Returns an error at an offset of the text.
    #[cold]
    #[inline(never)]
    pub(super) fn new(text: &str, offset: usize, reason: String) -> Self {
        let before = &text[..floor(text, offset)];
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[start..].chars().count() + 1;
        TextError::at(Some((line, column)), reason)
    }

    fn at(position: Option<(usize, usize)>, reason: String) -> Self {
        TextError(Box::new(Inner { position, fields: Vec::new(), is_cut: false, reason }))
    }

    /// Returns the error of decoding the records of the whole text. It has no position.
    #[cold]
    pub(super) fn of_decoding(error: &DecodeError) -> Self {
        let mut reason = error.to_string();
        if reason.len() > 1000 {
            reason.truncate(floor(&reason, 1000));
            reason.push('…');
        }
        TextError::at(None, reason)
    }

    /// Adds a field to the front of the path.
    #[cold]
    pub(super) fn within(mut self, field: &str) -> Self {
        match self.0.fields.len() < MOST_FIELDS {
            true => self.0.fields.push(shortened(field)),
            false => self.0.is_cut = true,
        }
        self
    }

    /// Returns the line of the text, counted from 1. Returns `None` if the parsed message exceeds a
    /// limit of decoding.
    pub fn line(&self) -> Option<usize> {
        self.0.position.map(|(line, _)| line)
    }

    /// Returns the column in the line, counted from 1 in characters. Returns `None` if there is no
    /// line.
    pub fn column(&self) -> Option<usize> {
        self.0.position.map(|(_, column)| column)
    }

    /// Returns the path of the field that the error is in, e.g. `day.wind.speed`. It is empty if
    /// the error is in no field. Outer fields of a long path are left out.
    pub fn path(&self) -> String {
        let mut path = String::from(if self.0.is_cut { "…" } else { "" });
        for (index, field) in self.0.fields.iter().rev().enumerate() {
            path.push_str(if index == 0 { "" } else { "." });
            path.push_str(field);
        }
        path
    }

    /// Returns a description of the error, e.g. ``expected an integer, found `1.5` ``.
    pub fn reason(&self) -> &str {
        &self.0.reason
    }
}

/// Returns a part of the text as an error shows it, cut if it is long.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.len() > LONGEST {
        true => format!("{}…", &text[..floor(text, LONGEST)]),
        false => text.into(),
    }
}

/// Returns the last offset that is at most `offset` and is between two characters.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rfind(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { position, fields, reason, .. } = &*self.0;
        if let Some((line, column)) = position {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !fields.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(reason)
    }
}

impl fmt::Debug for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextError({self})")
    }
}

impl Error for TextError {}
