//! The service of one call, whose requests can end with a cancellation.

use core::pin::Pin;
use core::task::{Context, Poll};

use http_body::{Frame, SizeHint};
use tokio::sync::oneshot;
use tonic::Status;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Bytes, Service, http};

use crate::layers::cancelled;

/// The signals that end the requests of a call. Each is sent at an orderly end, and closed if the
/// call is to be cancelled.
pub(super) struct Ends {
    call: oneshot::Receiver<()>,
    /// `None` after the iterator has ended.
    iterator: Option<oneshot::Receiver<()>>,
}

impl Ends {
    pub fn new(call: oneshot::Receiver<()>, iterator: oneshot::Receiver<()>) -> Self {
        Self { call, iterator: Some(iterator) }
    }

    /// Returns the end of the requests: an orderly one, or a cancellation.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), oneshot::error::RecvError>> {
        if let Poll::Ready(end) = Pin::new(&mut self.call).poll(cx) {
            return Poll::Ready(end);
        }
        if let Some(iterator) = &mut self.iterator
            && let Poll::Ready(end) = Pin::new(iterator).poll(cx)
        {
            // After an orderly end, the messages that are on their way are still sent.
            self.iterator = None;
            end?;
        }
        Poll::Pending
    }
}

/// A service for one call. Its requests end when the signals say so.
pub(super) struct Cancelling<T> {
    pub service: T,
    pub ends: Option<Ends>,
}

impl<T: GrpcService<Body>> Service<http::Request<Body>> for Cancelling<T> {
    type Response = http::Response<T::ResponseBody>;
    type Error = T::Error;
    type Future = T::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), T::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> T::Future {
        let request = match self.ends.take() {
            Some(ends) => request.map(|body| Body::new(Requests { body, ends: Some(ends) })),
            None => request,
        };
        self.service.call(request)
    }
}

/// The body with the requests.
struct Requests {
    body: Body,
    /// `None` after the end.
    ends: Option<Ends>,
}

impl http_body::Body for Requests {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let Some(ends) = &mut self.ends else { return Poll::Ready(None) };
        if let Poll::Ready(end) = ends.poll(cx) {
            self.ends = None;
            return Poll::Ready(end.err().map(|_| Err(cancelled())));
        }
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.ends.is_none() || self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
