//! Attempts one after the other.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::time::Duration;

use http::Response;
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::StdError;

use super::attempt::{Call, Outcome};
use super::backoff::Backoff;
use super::config::RetryPolicy;
use super::failure::{Failure, Pushback};
use super::sender::Sender;

/// Makes a call in one attempt.
pub async fn once(call: Arc<Call>, sender: Box<dyn Sender>) -> Result<Response<Body>, StdError> {
    let outcome = call.attempt(&*sender, 0);
    // The attempt has a copy.
    drop(sender);
    match outcome.await {
        Outcome::Committed(response) => Ok(response),
        Outcome::Failed(failure) => failure.result,
        Outcome::Lost => Err(lost()),
    }
}

/// Makes a call in as many attempts as the policy allows.
pub async fn retry(
    call: Arc<Call>,
    sender: Box<dyn Sender>,
    policy: &RetryPolicy,
) -> Result<Response<Body>, StdError> {
    let mut backoff = Backoff::new(policy.initial_backoff, policy.max_backoff, policy.multiplier);
    let mut attempts = 0;
    loop {
        let outcome = call.attempt(&*sender, attempts);
        attempts += 1;
        let failure = match outcome.await {
            Outcome::Committed(response) => return Ok(response),
            Outcome::Failed(failure) => failure,
            Outcome::Lost => return Err(lost()),
        };
        let Some(time) = next(&call, policy, &failure, attempts, &mut backoff) else {
            return failure.result;
        };
        drop(failure);
        tokio::time::sleep(time).await;
    }
}

/// Returns the time until the next attempt, after `attempts` attempts. Returns `None` if no attempt
/// follows. The order of the conditions decides which failures count for the throttling.
fn next(
    call: &Call,
    policy: &RetryPolicy,
    failure: &Failure,
    attempts: u32,
    backoff: &mut Backoff,
) -> Option<Duration> {
    let is_retryable = policy.retryable.contains(failure.code);
    if !is_retryable && failure.pushback == Some(Pushback::Stop) {
        call.account.record_stop();
    }
    let follows = is_retryable
        && call.account.record(failure.code)
        && !call.replay.is_committed()
        && attempts < policy.max_attempts
        && !call.has_expired();
    if !follows {
        return None;
    }
    match failure.pushback {
        Some(Pushback::Stop) => None,
        Some(Pushback::After(time)) => {
            backoff.reset();
            Some(time)
        }
        None => Some(backoff.next()),
    }
}

/// Returns the error of a call without an attempt. It cannot occur while attempts follow each
/// other.
fn lost() -> StdError {
    Status::internal("the call has no attempt").into()
}
