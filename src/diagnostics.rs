//! The diagnostics of the generator. A diagnostic has a location, a message and help lines.
//!
//! May not import: any other module of this crate.

use std::{fmt, io};

mod derives;
mod enums;
mod front;
mod inputs;
mod migrate;
mod options;
mod schema;
mod shards;
mod versions;

pub(crate) use derives::*;
pub(crate) use enums::*;
pub(crate) use front::*;
pub(crate) use inputs::*;
pub(crate) use migrate::*;
pub(crate) use options::*;
pub(crate) use schema::*;
pub(crate) use shards::*;
pub(crate) use versions::*;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run generates nothing.
    Error,
    /// The output is complete, but the user should know something about it.
    Warning,
}

/// A place in a .proto file, or the whole file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Location {
    /// The file as protoc names it, e.g. `acme/v1/weather.proto`.
    pub file: String,
    /// The line and column, counted from 1, if they are known.
    pub position: Option<(u32, u32)>,
}

/// An error or warning.
///
/// Its text is e.g.:
///
/// ```text
/// acme/weather.proto:14:3: `field_name` rules give `acme.A.b` and `acme.A.c` the same name `d`
///   help: change one of `field_name=.acme.A.b=d` and `field_name=.acme.A.c=d`
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The location, if the diagnostic is about a place in a file.
    pub location: Option<Location>,
    /// The description of the problem. It has one line and no full stop.
    pub message: String,
    /// The help lines. Each tells the user one way to solve the problem.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// Creates an error without a location.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            location: None,
            message: message.into(),
            help: Vec::new(),
        }
    }

    /// Creates a warning without a location.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// Adds a location.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Adds a help line.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "{}:{line}:{column}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        f.write_str(&self.message)?;
        for help in &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// All errors and warnings of a run, ordered by location.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all diagnostics of another collection.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// Whether the collection has an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether the collection is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns an iterator over the diagnostics.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Returns an iterator over mutable diagnostics.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.0.iter_mut()
    }

    /// Sorts by location, then by text, and removes duplicates. Each stage reports in the order of
    /// its own traversal.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by(|a, b| (&a.location, &a.message).cmp(&(&b.location, &b.message)));
        self.0.dedup();
    }

    /// Returns `Err` with all diagnostics if there is an error. The driver calls it between stages.
    pub(crate) fn checkpoint(&mut self) -> Result<(), Diagnostics> {
        if !self.has_errors() {
            return Ok(());
        }
        let mut found = std::mem::take(self);
        found.sort();
        Err(found)
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

/// Writes the same text as [`fmt::Display`]. Rust prints this text when `main` of a build.rs
/// returns an error.
impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Diagnostics {}

/// So `?` also works in the build scripts of prost-build, whose `main` returns `io::Result<()>`.
impl From<Diagnostics> for io::Error {
    fn from(found: Diagnostics) -> Self {
        Self::other(found)
    }
}
