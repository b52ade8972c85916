//! The output of the program: notes about a project, and diffs.

use std::fmt;
use std::io::{self, Write as _};

use proc_macro2::LineColumn;

/// The severity of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The migration cannot be done, or is not proven.
    Error,
    /// A person has to do something.
    Warning,
    /// The reader should know.
    Note,
}

/// A message about a project, in the form that compilers use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub level: Level,
    /// The file, relative to the folder of the project, e.g. `build.rs`.
    pub file: Option<String>,
    /// The line and column, counted from 1.
    pub position: Option<(usize, usize)>,
    pub message: String,
    pub help: Option<String>,
}

impl Note {
    pub fn new(level: Level, message: impl Into<String>) -> Self {
        Self { level, file: None, position: None, message: message.into(), help: None }
    }

    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Level::Error, message)
    }

    #[must_use]
    pub fn at(mut self, file: impl Into<String>, position: Option<LineColumn>) -> Self {
        self.file = Some(file.into());
        // proc-macro2 counts columns from 0.
        self.position = position.map(|at| (at.line, at.column + 1));
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.position) {
            (Some(file), Some((line, column))) => write!(f, "{file}:{line}:{column}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, _) => {}
        }
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        write!(f, "{level}: {}", self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Writes a line to the standard error. A closed standard error is ignored.
pub fn say(line: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes to the standard output, which may be closed.
pub fn show(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}
