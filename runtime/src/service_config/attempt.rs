//! One attempt of a call.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;

use http::request::Parts;
use http::{HeaderValue, Request, Response};
use tokio::time::Instant;
use tonic::body::Body;

use super::backoff::Backoff;
use super::failure::{self, Failure};
use super::lengths::limited;
use super::replay::{Attempt, Replay};
use super::response::{Account, Watched};
use super::sender::{Boxed, Sender};
use crate::grpc_timeout;

/// The number of times that a request is sent again if its connection ended before it was sent.
/// The channel then connects again. A channel that does not is not asked forever.
const UNSENT: u32 = 5;

/// The parts of a call that its attempts share.
pub struct Call {
    pub parts: Parts,
    pub replay: Replay,
    /// The deadline of all attempts.
    pub end: Option<Instant>,
    pub wait_for_ready: bool,
    /// The times between attempts to connect.
    pub connect: Backoff,
    pub max_response: Option<u32>,
    pub account: Account,
    /// Set when the server has refused a request, which is sent again. A6 allows that once.
    pub refused: AtomicBool,
}

/// The end of an attempt.
pub enum Outcome {
    /// The call has this response. No other attempt can follow.
    Committed(Response<Body>),
    Failed(Failure),
    /// Another attempt has been committed.
    Lost,
}

impl Call {
    /// Makes an attempt. `previous` is the number of attempts before it.
    pub fn attempt(self: &Arc<Self>, sender: &dyn Sender, previous: u32) -> Boxed<Outcome> {
        Box::pin(Arc::clone(self).run(sender.copy(), previous))
    }

    /// Whether the deadline is over.
    pub fn has_expired(&self) -> bool {
        self.end.is_some_and(|end| end <= Instant::now())
    }

    async fn run(self: Arc<Self>, sender: Box<dyn Sender>, previous: u32) -> Outcome {
        let mut connect = self.connect;
        let mut unsent = 0;
        loop {
            let Some((attempt, body)) = self.replay.begin() else { return Outcome::Lost };
            let response = sender.send(self.request(body, previous));
            let error = match response.await {
                Ok(response) => return self.received(response, attempt),
                Err(error) => error,
            };
            if attempt.is_lost() {
                return Outcome::Lost;
            }
            if let Some(status) = attempt.failure() {
                return Outcome::Failed(Failure::of_request(status));
            }
            // A request that the server does not serve is sent again, without another attempt.
            let pause = if self.replay.is_committed() {
                None
            } else if self.wait_for_ready && failure::is_not_connected(&*error) {
                Some(connect.next())
            } else if failure::is_unsent(&*error) && unsent < UNSENT {
                unsent += 1;
                Some(Duration::from_millis(1 << unsent))
            } else if failure::is_refused(&*error) && !self.refused.swap(true, Ordering::Relaxed) {
                Some(Duration::ZERO)
            } else {
                None
            };
            let Some(pause) = pause else { return Outcome::Failed(Failure::of_error(error)) };
            drop((attempt, error));
            tokio::time::sleep(pause).await;
        }
    }

    fn request(&self, body: Body, previous: u32) -> Request<Body> {
        let mut parts = self.parts.clone();
        if previous > 0 {
            parts.headers.insert("grpc-previous-rpc-attempts", HeaderValue::from(previous));
        }
        if let Some(end) = self.end {
            let left = end.saturating_duration_since(Instant::now());
            parts.headers.insert("grpc-timeout", grpc_timeout::header(left));
        }
        Request::from_parts(parts, body)
    }

    fn received(&self, response: Response<Body>, attempt: Attempt) -> Outcome {
        if let Some(code) = failure::code_of(&response) {
            if attempt.is_lost() {
                return Outcome::Lost;
            }
            let pushback = failure::pushback(response.headers());
            return Outcome::Failed(Failure { code, pushback, result: Ok(response) });
        }
        if !attempt.commit() {
            return Outcome::Lost;
        }
        let status = failure::code_in(response.headers());
        Outcome::Committed(response.map(|body| {
            let body = limited(body, self.max_response, "Received");
            Watched::body(body, attempt, self.account.clone(), status)
        }))
    }
}
