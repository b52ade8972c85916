//! The errors of this module.

use alloc::string::String;
use core::fmt;

/// The error of a service config that is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    path: String,
    message: String,
}

impl ConfigError {
    pub(super) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// Returns the position of the value in the config, e.g.
    /// `methodConfig[0].retryPolicy.maxAttempts`. It is empty if the text is not JSON.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return write!(f, "the service config is not valid: {}", self.message);
        }
        write!(f, "the service config is not valid: {}: {}", self.path, self.message)
    }
}

impl core::error::Error for ConfigError {}

/// The error of a service config that hedges a method whose calls may not be repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotIdempotent {
    path: String,
}

impl NotIdempotent {
    pub(super) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into() }
    }

    /// Returns the path of the method, e.g. `/acme.v1.Weather/Get`.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for NotIdempotent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the service config hedges `{}`, which is not known to be idempotent: set \
             `idempotency_level` in the schema, or allow hedging for this method",
            self.path
        )
    }
}

impl core::error::Error for NotIdempotent {}
