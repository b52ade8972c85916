//! The output of a run.
//!
//! May import: `cargo`, `diagnostics`.

use crate::cargo;
use crate::diagnostics::Diagnostics;

/// The generated files and what is worth knowing about them.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Output {
    /// Ordered by name.
    pub files: Vec<OutputFile>,
    /// The services of these files, as they are called in Rust, ordered as in the files.
    pub services: Vec<ServiceNames>,
    /// The dependencies of the code, in the syntax of Cargo.toml, e.g.
    /// `rust-grpc = { version = "0.1", features = ["transport"] }`. Each line is one dependency.
    pub dependencies: String,
    /// Warnings only.
    pub warnings: Diagnostics,
}

impl Output {
    /// Shows the warnings: in a build script as Cargo's, elsewhere on the standard error.
    pub fn show_warnings(&self) {
        cargo::warn(&self.warnings);
    }
}

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutputFile {
    /// Relative, with `/`, e.g. `acme.weather.v1.rs`.
    pub name: String,
    /// The package whose items it holds, empty for what has no package; `None` for the module tree.
    pub package: Option<String>,
    /// Its text.
    pub content: String,
}

/// A service by its Rust names: for those who generate more code for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceNames {
    /// e.g. `acme.weather.v1`.
    pub package: String,
    /// As the .proto file calls it, e.g. `Weather`.
    pub proto_name: String,
    /// e.g. `Weather`.
    pub ident: String,
    /// In declaration order.
    pub methods: Vec<MethodNames>,
}

/// A method by its Rust names. Types are as the module of the package names them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MethodNames {
    /// e.g. `get_forecast`.
    pub ident: String,
    /// e.g. `GetForecastRequest`, `super::super::r#type::LatLng` or `()`.
    pub request: String,
    /// Likewise.
    pub response: String,
}
