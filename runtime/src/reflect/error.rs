//! The error of loading a descriptor set.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use prost::DecodeError;

use crate::wire::error::Error;

/// The reason why a descriptor set cannot become a [`DescriptorPool`](super::DescriptorPool).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescriptorError {
    file: String,
    element: String,
    problem: Cow<'static, str>,
}

impl DescriptorError {
    /// Returns an error. `problem` describes it, e.g. `` the field `day` has the same number ``.
    #[cold]
    pub(super) fn new(problem: impl Into<Cow<'static, str>>) -> Self {
        let problem = problem.into();
        DescriptorError { file: String::new(), element: String::new(), problem }
    }

    /// Sets the element, unless it is already set.
    #[cold]
    pub(super) fn of(mut self, element: &str) -> Self {
        if self.element.is_empty() {
            self.element = shortened(element);
        }
        self
    }

    /// Sets the file, unless it is already set.
    #[cold]
    pub(super) fn in_file(mut self, file: &str) -> Self {
        if self.file.is_empty() {
            self.file = shortened(file);
        }
        self
    }

    /// Returns the name of the file, e.g. `acme/v1/weather.proto`. It is empty if the error occurs
    /// before the name of the file has been read.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Returns the full name of the element, e.g. `acme.v1.Forecast.day`. It is empty if the error
    /// does not belong to one element.
    pub fn element(&self) -> &str {
        &self.element
    }
}

/// Cuts a long name, so that the error for a long input is short.
pub(super) fn shortened(name: &str) -> String {
    const LONGEST: usize = 200;
    if name.len() <= LONGEST {
        return name.into();
    }
    let end = (0..=LONGEST).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    [&name[..end], "..."].concat()
}

impl From<Error> for DescriptorError {
    fn from(error: Error) -> Self {
        DescriptorError::new(alloc::format!("{}", DecodeError::from(error)))
    }
}

impl fmt::Display for DescriptorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = if self.file.is_empty() { "descriptor set" } else { &self.file };
        write!(f, "{file}: ")?;
        if !self.element.is_empty() {
            write!(f, "`{}`: ", self.element)?;
        }
        f.write_str(&self.problem)
    }
}

impl core::error::Error for DescriptorError {}
