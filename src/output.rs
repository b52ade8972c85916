//! What comes out.

use crate::Diagnostics;

/// The generated files and what is worth knowing about them.
#[derive(Debug, Default)]
pub struct Output {
    /// Ordered by name.
    pub files: Vec<OutputFile>,
    /// Warnings only.
    pub warnings: Diagnostics,
}

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative, with `/`, e.g. `acme.weather.v1.rs`.
    pub name: String,
    /// Its text.
    pub content: String,
}
