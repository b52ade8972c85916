//! The output of a run.
//!
//! May import: `cargo`, `diagnostics`.

use std::path::Path;

use crate::cargo;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// The generated files, and warnings about them.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Output {
    /// The files, ordered by name.
    pub files: Vec<OutputFile>,
    /// The services of the files with their Rust names, in the order of the files.
    pub services: Vec<ServiceNames>,
    /// The dependencies of the code, in the syntax of Cargo.toml, e.g.
    /// `rust-grpc = { version = "0.1", features = ["transport"] }`. Each line is one dependency.
    pub dependencies: String,
    /// The features of the user's crate that the code depends on. Each has the feature of a
    /// dependency that it must turn on, e.g. `("testing", "rust-grpc/testing")`.
    pub(crate) features: Vec<(String, &'static str)>,
    /// The warnings. A run with errors has no output.
    pub warnings: Diagnostics,
    /// Whether each package has its own folder, e.g. `acme/v1/acme.v1.rs`.
    pub(crate) has_package_folders: bool,
}

impl Output {
    /// Shows the warnings. In a build script, they are warnings of Cargo. Otherwise, they are
    /// written to standard error.
    pub fn show_warnings(&self) {
        cargo::warn(&self.warnings);
    }

    /// Returns warnings of crates and features that the code names, and that the crate around
    /// `folder` lacks. Returns none for a generated crate: its manifest is among the files.
    pub(crate) fn lacking(&self, folder: &Path) -> Vec<Diagnostic> {
        if self.has_manifest() {
            return Vec::new();
        }
        // Code without well-known types does not name prost-types, e.g.
        let is_named = |line: &&str| {
            let name = line.split(' ').next().unwrap_or_default().replace('-', "_");
            self.files.iter().any(|file| file.content.contains(&format!("::{name}::")))
        };
        cargo::lacking(folder, self.dependencies.lines().filter(is_named), &self.features)
    }

    /// Whether `Cargo.toml` is among the files.
    pub(crate) fn has_manifest(&self) -> bool {
        self.files.iter().any(|file| file.name == "Cargo.toml")
    }
}

/// A generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutputFile {
    /// The relative path, with `/`, e.g. `acme.weather.v1.rs`.
    pub name: String,
    /// The package whose items are in the file. It is empty for the unnamed package, and `None` for
    /// the module tree.
    pub package: Option<String>,
    /// The text of the file.
    pub content: String,
}

/// The Rust names of a service, for programs that generate further code for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceNames {
    /// The package, e.g. `acme.weather.v1`.
    pub package: String,
    /// The name in the .proto file, e.g. `Weather`.
    pub proto_name: String,
    /// The name of the service trait, e.g. `Weather`.
    pub ident: String,
    /// The methods, in declaration order.
    pub methods: Vec<MethodNames>,
}

/// The Rust names of a method. The paths of types are relative to the module of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MethodNames {
    /// The name of the method, e.g. `get_forecast`.
    pub ident: String,
    /// The request type, e.g. `GetForecastRequest`, `super::super::r#type::LatLng` or `()`.
    pub request: String,
    /// The response type, e.g. `Forecast`.
    pub response: String,
}
