//! The error of registering.

use alloc::string::String;
use core::error::Error;
use core::fmt;

/// Two Rust types have one full name, so that a registry cannot have both.
///
/// Most likely two crates were generated from one schema. An `extern_path` makes one of them use
/// the types of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    full_name: String,
    registered: &'static str,
    refused: &'static str,
}

impl RegistryError {
    #[cold]
    pub(super) fn new(full_name: &str, registered: &'static str, refused: &'static str) -> Self {
        Self { full_name: full_name.into(), registered, refused }
    }

    /// Returns the full name, e.g. `acme.v1.Forecast`.
    pub fn full_name(&self) -> &str {
        &self.full_name
    }

    /// Returns the Rust type that has the full name in the registry, e.g.
    /// `shop::acme::v1::Forecast`.
    pub fn registered(&self) -> &'static str {
        self.registered
    }

    /// Returns the Rust type that was to be added, e.g. `stock::acme::v1::Forecast`.
    pub fn refused(&self) -> &'static str {
        self.refused
    }
}

impl fmt::Display for RegistryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { full_name, registered, refused } = self;
        write!(
            f,
            "`{full_name}` is registered as `{registered}`, and `{refused}` has that name too"
        )
    }
}

impl Error for RegistryError {}
