//! The response of a call.

use alloc::sync::Arc;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tonic::body::Body;
use tonic::{Code, Status};

use super::codes::Codes;
use super::failure;
use super::replay::Attempt;
use super::throttle::Throttle;

/// Records the results of calls for the throttling.
#[derive(Clone)]
pub struct Account {
    pub throttle: Option<Arc<Throttle>>,
    /// The status codes that count as failures.
    pub codes: Codes,
}

impl Account {
    /// Records the status of an attempt. Returns whether there can be another attempt.
    pub fn record(&self, code: Code) -> bool {
        match &self.throttle {
            Some(throttle) if code == Code::Ok => {
                throttle.record_success();
                true
            }
            Some(throttle) if self.codes.contains(code) => throttle.record_failure(),
            _ => true,
        }
    }

    /// Records an attempt after which the server wants no other one.
    pub fn record_stop(&self) {
        if let Some(throttle) = &self.throttle {
            throttle.record_failure();
        }
    }

    /// Whether there can be another attempt.
    pub fn allows(&self) -> bool {
        self.throttle.as_ref().is_none_or(|throttle| throttle.allows())
    }
}

/// The body of a response. Dropping it before its end cancels the call.
pub struct Watched {
    body: Body,
    attempt: Attempt,
    account: Account,
    /// Whether the status has been recorded.
    recorded: bool,
}

impl Watched {
    /// Returns the body. `status` is the status in the headers.
    pub fn body(body: Body, attempt: Attempt, account: Account, status: Option<Code>) -> Body {
        let mut watched = Self { body, attempt, account, recorded: false };
        if let Some(code) = status {
            watched.record(code);
        }
        if watched.body.is_end_stream() {
            watched.attempt.finish();
        }
        Body::new(watched)
    }

    fn record(&mut self, code: Code) {
        if !self.recorded {
            self.recorded = true;
            self.account.record(code);
        }
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        Poll::Ready(match frame {
            None => {
                self.attempt.finish();
                None
            }
            Some(Err(status)) => {
                // If a request had an error, the response has one that says less.
                let status = self.attempt.failure().unwrap_or_else(|| failure::of_response(status));
                self.record(status.code());
                Some(Err(status))
            }
            Some(Ok(frame)) => {
                if let Some(trailers) = frame.trailers_ref() {
                    self.attempt.finish();
                    self.record(failure::code_in(trailers).unwrap_or(Code::Unknown));
                }
                Some(Ok(frame))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
