//! Attempts at the same time.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::poll_fn;
use core::task::Poll;

use http::Response;
use tokio::time::{Instant, timeout_at};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::StdError;

use super::attempt::{Call, Outcome};
use super::config::HedgingPolicy;
use super::failure::Pushback;
use super::sender::{Boxed, Sender};

/// Makes a call in attempts that run at the same time. The first response wins. Dropping the
/// others cancels them.
pub async fn hedge(
    call: Arc<Call>,
    sender: Box<dyn Sender>,
    policy: &HedgingPolicy,
) -> Result<Response<Body>, StdError> {
    let mut running = Vec::from([call.attempt(&*sender, 0)]);
    let mut started = 1;
    let mut last = Err(Status::internal("the call has no attempt").into());
    // The time at which the next attempt starts, if there is one.
    let mut next = Instant::now().checked_add(policy.delay);
    loop {
        if started == policy.max_attempts || call.replay.is_committed() || call.has_expired() {
            next = None;
        }
        if let Some(time) = next
            && time <= Instant::now()
        {
            if !call.account.allows() {
                next = None;
                continue;
            }
            running.push(call.attempt(&*sender, started));
            started += 1;
            next = Instant::now().checked_add(policy.delay);
            continue;
        }
        let outcome = match next {
            Some(time) => match timeout_at(time, first(&mut running)).await {
                Ok(outcome) => outcome,
                Err(_) => continue,
            },
            None if running.is_empty() => return last,
            None => first(&mut running).await,
        };
        let failure = match outcome {
            Outcome::Committed(response) => return Ok(response),
            Outcome::Lost => continue,
            Outcome::Failed(failure) => failure,
        };
        let is_non_fatal = policy.non_fatal.contains(failure.code);
        match failure.pushback {
            _ if !is_non_fatal => {
                if failure.pushback == Some(Pushback::Stop) {
                    call.account.record_stop();
                }
                return failure.result;
            }
            _ if !call.account.record(failure.code) => next = None,
            Some(Pushback::Stop) => next = None,
            Some(Pushback::After(time)) => next = next.and(Instant::now().checked_add(time)),
            None => next = next.and(Some(Instant::now())),
        }
        last = failure.result;
    }
}

/// Waits for the first attempt that ends, and removes it.
async fn first(running: &mut Vec<Boxed<Outcome>>) -> Outcome {
    poll_fn(|cx| {
        for index in 0..running.len() {
            if let Poll::Ready(outcome) = running[index].as_mut().poll(cx) {
                drop(running.swap_remove(index));
                return Poll::Ready(outcome);
            }
        }
        Poll::Pending
    })
    .await
}
