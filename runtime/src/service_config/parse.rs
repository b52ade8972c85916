//! From JSON to a service config.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::str::FromStr;
use std::collections::HashMap;

use prost_types::value::Kind;
use prost_types::{Struct, Value};

use super::config::{MethodConfig, Policy, ServiceConfig, Throttling};
use super::error::ConfigError;

mod at;
mod policy;

use at::At;

type Parsed<T> = Result<T, ConfigError>;

impl ServiceConfig {
    /// Parses a service config. Fields that this crate does not know are ignored.
    ///
    /// # Errors
    /// Returns an error if the text is not JSON, or if a value is not valid.
    pub fn from_json(text: &str) -> Result<Self, ConfigError> {
        let fields: Struct =
            crate::from_json(text).map_err(|error| ConfigError::new("", error.to_string()))?;
        let value = Value { kind: Some(Kind::StructValue(fields)) };
        let root = At::root(&value);
        let throttling = root.field("retryThrottling")?;
        Ok(Self {
            methods: methods(&root)?,
            throttling: throttling.map(|at| throttle(&at)).transpose()?,
        })
    }
}

impl FromStr for ServiceConfig {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        Self::from_json(text)
    }
}

fn methods(root: &At<'_>) -> Parsed<HashMap<String, Arc<MethodConfig>>> {
    let mut methods = HashMap::new();
    for config in root.elements("methodConfig")? {
        let settings = Arc::new(method(&config)?);
        for name in config.elements("name")? {
            let key = key(&name)?;
            if methods.insert(key, Arc::clone(&settings)).is_some() {
                return Err(name.error("an earlier method config has the same name"));
            }
        }
    }
    Ok(methods)
}

/// Returns the beginning of the paths of the methods that a name selects.
fn key(name: &At<'_>) -> Parsed<String> {
    let part = |field| Ok(name.field(field)?.map(|at| at.string()).transpose()?.unwrap_or(""));
    match (part("service")?, part("method")?) {
        ("", "") => Ok(String::new()),
        ("", _) => Err(name.error("a name with a method needs a service")),
        (service, method) => Ok(format!("/{service}/{method}")),
    }
}

fn method(at: &At<'_>) -> Parsed<MethodConfig> {
    let limit = |field| at.field(field)?.map(|at| at.integer()).transpose();
    let policy = match (at.field("retryPolicy")?, at.field("hedgingPolicy")?) {
        (Some(_), Some(at)) => {
            return Err(at.error("a method config has either this or `retryPolicy`"));
        }
        (Some(at), None) => Policy::Retry(policy::retry(&at)?),
        (None, Some(at)) => Policy::Hedge(policy::hedging(&at)?),
        (None, None) => Policy::Once,
    };
    Ok(MethodConfig {
        timeout: at.field("timeout")?.map(|at| at.duration()).transpose()?,
        wait_for_ready: at.field("waitForReady")?.map(|at| at.bool()).transpose()?,
        max_request: limit("maxRequestMessageBytes")?,
        max_response: limit("maxResponseMessageBytes")?,
        policy,
    })
}

/// Parses the throttling. A6 gives the ranges, and three decimals to `tokenRatio`.
fn throttle(at: &At<'_>) -> Parsed<Throttling> {
    let max = at.required("maxTokens")?;
    let tokens = max.integer()?;
    if !(1..=1000).contains(&tokens) {
        return Err(max.error("must be from 1 to 1000"));
    }
    let ratio = at.required("tokenRatio")?;
    // The product can be a little less than the number of the text, e.g. 1000.9999999999999.
    let thousandths = (ratio.number()? * 1000.0 + 1e-6) as i64;
    if thousandths < 1 {
        return Err(ratio.error("must be at least 0.001"));
    }
    Ok(Throttling { max: i64::from(tokens) * 1000, ratio: thousandths })
}

#[cfg(test)]
mod tests;
