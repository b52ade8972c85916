//! The content of a service config.

use alloc::string::String;
use alloc::sync::Arc;
use core::time::Duration;
use std::collections::HashMap;

use super::codes::Codes;

/// A service config: timeouts, retries and hedging by method.
///
/// The default has no settings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceConfig {
    /// The settings by the beginning of the path: `/acme.v1.Weather/Get` for a method,
    /// `/acme.v1.Weather/` for a service, and the empty string for everything else.
    pub(super) methods: HashMap<String, Arc<MethodConfig>>,
    pub(super) throttling: Option<Throttling>,
}

/// The settings of some methods.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MethodConfig {
    pub timeout: Option<Duration>,
    pub wait_for_ready: Option<bool>,
    pub max_request: Option<u32>,
    pub max_response: Option<u32>,
    pub policy: Policy,
}

/// The attempts of a call.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Policy {
    #[default]
    Once,
    Retry(RetryPolicy),
    Hedge(HedgingPolicy),
}

/// Attempts one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    pub max_attempts: u32,
    pub initial_backoff: Duration,
    pub max_backoff: Duration,
    pub multiplier: f64,
    pub retryable: Codes,
}

/// Attempts at the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct HedgingPolicy {
    pub max_attempts: u32,
    /// The time after which the next attempt starts.
    pub delay: Duration,
    pub non_fatal: Codes,
}

/// The limit of retries while many calls fail. The unit is a thousandth of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttling {
    pub max: i64,
    /// The tokens that a successful call returns.
    pub ratio: i64,
}

impl ServiceConfig {
    /// Returns the settings of the method with this path.
    pub(super) fn method(&self, path: &str) -> Option<&Arc<MethodConfig>> {
        let service = path.rfind('/').map_or("", |end| &path[..=end]);
        [path, service, ""].into_iter().find_map(|key| self.methods.get(key))
    }
}

impl Policy {
    /// Returns the status codes after which another attempt can follow.
    pub fn codes(&self) -> Codes {
        match self {
            Self::Once => Codes::default(),
            Self::Retry(policy) => policy.retryable,
            Self::Hedge(policy) => policy.non_fatal,
        }
    }
}
