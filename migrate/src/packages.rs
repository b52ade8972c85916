//! The source of our packages.

use std::path::PathBuf;

use rust_grpc_build::Diagnostics;
use rust_grpc_build::cli::{Commit, Runtime};

/// The place that a project takes our packages from.
#[derive(Debug, Clone)]
pub enum Packages {
    /// A checkout of the repository.
    Checkout(PathBuf),
    /// A commit in a public repository.
    Git { url: String, id: String },
    /// A version in the registry.
    Version(String),
}

impl Packages {
    /// Returns the place that an argument names, or the place of this program.
    ///
    /// # Errors
    /// Returns an error if the argument is neither a version nor a checkout.
    pub fn find(asked: Option<&str>) -> Result<Self, Diagnostics> {
        Ok(match Runtime::find(asked)? {
            Runtime::Checkout(path) => Self::Checkout(path),
            Runtime::Git(Commit { url, id }) => Self::Git { url, id },
            Runtime::Version(version) => Self::Version(version),
        })
    }

    /// Returns the settings of a dependency on one of our packages.
    pub fn source(&self, package: &str) -> Vec<(String, String)> {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        match self {
            Self::Checkout(checkout) => {
                let path = match package.strip_prefix("rust-grpc-") {
                    Some("build") => checkout.clone(),
                    Some(compat) => checkout.join("compat").join(compat),
                    None => checkout.join("runtime"),
                };
                vec![pair("path", &path.to_string_lossy())]
            }
            Self::Git { url, id } => vec![pair("git", url), pair("rev", id)],
            Self::Version(version) => vec![pair("version", version)],
        }
    }
}
