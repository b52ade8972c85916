//! The module of a package.

use std::fmt;

use rust_grpc_build::naming::snake;

/// A Rust module for a package, from the root of the tree, e.g. `acme::weather::v1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Module {
    names: Vec<String>,
}

impl Module {
    /// Creates a module from its names, which are not changed.
    pub fn from_parts<I>(parts: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        Self { names: parts.into_iter().map(Into::into).collect() }
    }

    /// Returns the module of a package. The items of e.g. `acme.type` are in `acme::r#type`.
    pub fn from_protobuf_package_name(name: &str) -> Self {
        Self { names: name.split('.').filter(|part| !part.is_empty()).map(snake).collect() }
    }

    /// Returns the names of the module, from the root.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Returns the name of the module's file, e.g. `acme.weather.v1.rs`. `default` names the file
    /// of the root.
    pub fn to_file_name_or(&self, default: &str) -> String {
        let stem = if self.names.is_empty() { default.to_owned() } else { self.names.join(".") };
        stem + ".rs"
    }

    /// Returns the number of names.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the module is the root.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names.join("::"))
    }
}
