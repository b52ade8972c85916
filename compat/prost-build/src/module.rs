//! The module of a package.

use std::fmt;

use rust_grpc_build::naming::snake;

/// A Rust module for a package, from the root of the tree, e.g. `acme::weather::v1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Module {
    names: Vec<String>,
}

impl Module {
    /// From its names, which are taken as they are.
    pub fn from_parts<I>(parts: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        Self { names: parts.into_iter().map(Into::into).collect() }
    }

    /// The one for a package, e.g. `acme.type` has its items in `acme::r#type`.
    pub fn from_protobuf_package_name(name: &str) -> Self {
        Self { names: name.split('.').filter(|part| !part.is_empty()).map(snake).collect() }
    }

    /// Its names, from the root.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The name of its file, e.g. `acme.weather.v1.rs`; that of the root is called as `default`
    /// says.
    pub fn to_file_name_or(&self, default: &str) -> String {
        let stem = if self.names.is_empty() { default.to_owned() } else { self.names.join(".") };
        stem + ".rs"
    }

    /// How many names it has.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it is the root.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names.join("::"))
    }
}
