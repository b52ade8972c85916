//! The diagnostics of the generator. Each has a location, a message and help.
//!
//! May not import: any other module of this crate.

use std::fmt;

mod derives;
mod enums;
mod front;
mod options;
mod schema;

pub(crate) use derives::*;
pub(crate) use enums::*;
pub(crate) use front::*;
pub(crate) use options::*;
pub(crate) use schema::*;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run generates nothing.
    Error,
    /// Worth knowing; the output is complete.
    Warning,
}

/// A place in a .proto file, or a whole file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Location {
    /// The file as protoc names it, e.g. `acme/v1/weather.proto`.
    pub file: String,
    /// Line and column, both counted from 1, where they are known.
    pub position: Option<(u32, u32)>,
}

/// One problem, e.g.
///
/// ```text
/// acme/v1/weather.proto:14:3: `field_name` rules give `acme.v1.Forecast.self` and `acme.v1.Forecast.own` the same name `own`
///   help: change one of them
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The location, if the diagnostic is about a place in the input.
    pub location: Option<Location>,
    /// The message that says what is wrong, one line without a full stop.
    pub message: String,
    /// Ways out, one line each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error that is not about a place.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            location: None,
            message: message.into(),
            help: Vec::new(),
        }
    }

    /// A warning that is not about a place.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The same, with one more way out.
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

/// Everything that was found, errors and warnings, ordered by place.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns all of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Returns all of them, to change.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.0.iter_mut()
    }

    /// Orders by place, then text, and drops repetitions: the stages collect in the order of their
    /// own walks.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by(|a, b| (&a.location, &a.message).cmp(&(&b.location, &b.message)));
        self.0.dedup();
    }

    /// The driver stops between stages: `Err` with everything found so far if there is an error.
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

/// As [`fmt::Display`]: it is what Rust prints when `main` returns an error, and so what the users
/// of a build.rs see.
impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Diagnostics {}
