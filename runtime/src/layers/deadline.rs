//! Deadlines of whole calls.

use alloc::boxed::Box;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use http::{HeaderMap, Request, Response};
use http_body::Frame;
use tokio::time::{Instant, Sleep};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::Bytes;
use tower_layer::Layer;
use tower_service::Service;

use crate::grpc_timeout;

/// A layer for channels and servers that ends a call at the deadline that the call carries.
///
/// tonic's own channel and server stop the timer once the headers of the response have come, and
/// answer `CANCELLED`. With this layer, a stream ends at the deadline, too. The status is
/// `DEADLINE_EXCEEDED`, as gRPC specifies.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeadlineLayer;

/// The deadline of a call. [`DeadlineLayer`] puts it into the extensions of the request.
/// A server that calls another server for the request passes the remaining time on:
///
/// ```
/// # use rust_grpc::layers::Expiry;
/// # fn example(request: tonic::Request<()>) {
/// let mut passed_on = tonic::Request::new(());
/// if let Some(deadline) = request.extensions().get::<Expiry>() {
///     passed_on.set_timeout(deadline.remaining());
/// }
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Expiry(Instant);

impl Expiry {
    /// Returns the deadline of a request with these headers.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        // If the clock cannot represent the deadline, the call has none.
        grpc_timeout::parse(headers)
            .and_then(|timeout| Instant::now().checked_add(timeout))
            .map(Self)
    }

    /// Returns the time itself.
    pub(crate) fn end(self) -> Instant {
        self.0
    }

    #[cfg(feature = "service-config")]
    pub(crate) fn at(end: Instant) -> Self {
        Self(end)
    }

    /// Returns the time that is left. It is zero after the deadline.
    pub fn remaining(&self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}

/// A service that [`DeadlineLayer`] wraps.
#[derive(Debug, Clone)]
pub struct Deadline<S> {
    inner: S,
}

impl<S> Layer<S> for DeadlineLayer {
    type Service = Deadline<S>;

    fn layer(&self, inner: S) -> Deadline<S> {
        Deadline { inner }
    }
}

impl<S: tonic::server::NamedService> tonic::server::NamedService for Deadline<S> {
    const NAME: &'static str = S::NAME;
}

impl<S> Service<Request<Body>> for Deadline<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
    S::Error: Send,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let Some(deadline) = Expiry::of(request.headers()) else {
            return Box::pin(self.inner.call(request));
        };
        let Expiry(end) = deadline;
        request.extensions_mut().insert(deadline);
        let response = self.inner.call(request);
        Box::pin(async move {
            match tokio::time::timeout_at(end, response).await {
                Ok(Ok(response)) => Ok(response.map(|body| Body::new(Timed::new(body, end)))),
                // The service inside may have a timer and an error for the same deadline. Its error
                // is replaced by the status.
                Ok(Err(error)) if Instant::now() < end => Err(error),
                Ok(Err(_)) | Err(_) => Ok(exceeded().into_http()),
            }
        })
    }
}

pin_project_lite::pin_project! {
    /// A body that ends with the status `DEADLINE_EXCEEDED` at the deadline.
    pub(crate) struct Timed {
        body: Option<Body>,
        #[pin]
        sleep: Sleep,
    }
}

impl Timed {
    pub(crate) fn new(body: Body, end: Instant) -> Self {
        Self { body: Some(body), sleep: tokio::time::sleep_until(end) }
    }
}

impl http_body::Body for Timed {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = self.project();
        let Some(body) = this.body else { return Poll::Ready(None) };
        // The timer is polled first, because an endless stream is always ready.
        if this.sleep.poll(cx).is_pending() {
            let frame = ready!(Pin::new(body).poll_frame(cx));
            // A call has one status. After it, the deadline has no effect.
            if frame.as_ref().is_none_or(|frame| frame.as_ref().map_or(true, Frame::is_trailers)) {
                *this.body = None;
            }
            return Poll::Ready(frame);
        }
        // Dropping the inner body cancels the call.
        *this.body = None;
        let mut trailers = HeaderMap::new();
        Poll::Ready(Some(exceeded().add_header(&mut trailers).map(|()| Frame::trailers(trailers))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(http_body::Body::is_end_stream)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.as_ref().map(http_body::Body::size_hint).unwrap_or_default()
    }
}

pub(crate) fn exceeded() -> Status {
    Status::deadline_exceeded("Deadline exceeded")
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use core::future::poll_fn;

    use http_body::Body as _;

    use super::*;

    /// A body that ends with trailers again and again.
    struct Trailers;

    impl http_body::Body for Trailers {
        type Data = Bytes;
        type Error = Status;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
            Poll::Ready(Some(Ok(Frame::trailers(HeaderMap::new()))))
        }
    }

    #[test]
    fn no_status_follows_that_of_the_server() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let end = Instant::now() + Duration::from_millis(20);
            let mut body = Body::new(Timed::new(Body::new(Trailers), end));
            let mut next = async || poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await;
            assert!(next().await.unwrap().unwrap().is_trailers());
            tokio::time::sleep_until(end).await;
            assert!(next().await.is_none());
        });
    }
}
