//! The policies of a method.

use alloc::format;
use core::time::Duration;

use tonic::Code;

use super::super::codes::{Codes, NAMES};
use super::super::config::{HedgingPolicy, RetryPolicy};
use super::{At, Parsed};

/// The greatest number of attempts. A6 lets a client treat greater numbers as this one.
const MAX_ATTEMPTS: u32 = 5;

pub fn retry(at: &At<'_>) -> Parsed<RetryPolicy> {
    let multiplier = at.required("backoffMultiplier")?;
    let policy = RetryPolicy {
        max_attempts: max_attempts(at)?,
        initial_backoff: backoff(at, "initialBackoff")?,
        max_backoff: backoff(at, "maxBackoff")?,
        multiplier: multiplier.number()?,
        retryable: codes(at, "retryableStatusCodes")?,
    };
    if policy.multiplier <= 0.0 {
        return Err(multiplier.error("must be greater than 0"));
    }
    if policy.retryable.is_empty() {
        return Err(at.required("retryableStatusCodes")?.error("must not be empty"));
    }
    Ok(policy)
}

pub fn hedging(at: &At<'_>) -> Parsed<HedgingPolicy> {
    let delay = at.field("hedgingDelay")?.map(|at| at.duration()).transpose()?;
    Ok(HedgingPolicy {
        max_attempts: max_attempts(at)?,
        delay: delay.unwrap_or_default(),
        non_fatal: codes(at, "nonFatalStatusCodes")?,
    })
}

fn max_attempts(at: &At<'_>) -> Parsed<u32> {
    let at = at.required("maxAttempts")?;
    let attempts = at.integer()?;
    if attempts < 2 {
        return Err(at.error("must be at least 2"));
    }
    Ok(attempts.min(MAX_ATTEMPTS))
}

fn backoff(at: &At<'_>, name: &str) -> Parsed<Duration> {
    let at = at.required(name)?;
    let backoff = at.duration()?;
    if backoff.is_zero() {
        return Err(at.error("must be greater than 0"));
    }
    Ok(backoff)
}

/// Parses status codes: names in any case, or numbers.
fn codes(at: &At<'_>, name: &str) -> Parsed<Codes> {
    let mut codes = Codes::default();
    for element in at.elements(name)? {
        let known = match element.string() {
            Ok(text) => NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)),
            Err(_) => {
                let number = element.integer().ok();
                NAMES.iter().find(|(_, code)| Some(*code as u32) == number)
            }
        };
        let Some((_, code)) = known else {
            let example = Code::Unavailable as u32;
            return Err(element.error(format!(
                "must be the name or the number of a status that is an error, e.g. \
                 \"UNAVAILABLE\" or {example}"
            )));
        };
        codes.insert(*code);
    }
    Ok(codes)
}
