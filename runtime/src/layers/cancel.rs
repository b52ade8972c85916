//! Cancellation of calls whose response is dropped.

use alloc::boxed::Box;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use http::{Request, Response};
use http_body::{Body as _, Frame};
use tokio::sync::oneshot;
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::Bytes;
use tower_layer::Layer;
use tower_service::Service;

/// A layer for channels that cancels a call if its response is dropped before the end.
///
/// A stream of HTTP/2 has two directions. If a program drops the responses, tonic's channel goes on
/// sending requests. A server that waits for the next request then never learns that the client is
/// gone. With this layer, the server sees that the call is cancelled.
#[derive(Debug, Clone, Copy, Default)]
pub struct CancelLayer;

/// A channel that [`CancelLayer`] wraps.
#[derive(Debug, Clone)]
pub struct Cancel<S> {
    inner: S,
}

impl<S> Layer<S> for CancelLayer {
    type Service = Cancel<S>;

    fn layer(&self, inner: S) -> Cancel<S> {
        Cancel { inner }
    }
}

impl<S> Service<Request<Body>> for Cancel<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (end, ended) = oneshot::channel();
        let response =
            self.inner.call(request.map(|body| Body::new(Requests { body, ended: Some(ended) })));
        Box::pin(async move {
            let response = response.await?;
            Ok(response.map(|body| {
                let mut body = Responses { body, end: Some(end) };
                body.note_end(false);
                Body::new(body)
            }))
        })
    }
}

/// Returns the error of a request that makes tonic's channel tell the server that the call is
/// cancelled. tonic and hyper look for the reason that HTTP/2 gives the peer among the sources of
/// the error.
pub(crate) fn cancelled() -> Status {
    Status::from_error(Box::new(h2::Error::from(h2::Reason::CANCEL)))
}

/// The requests of a call. The body ends with an error as soon as the responses are dropped.
struct Requests {
    body: Body,
    /// Receives a message when the responses have ended. It is closed if they are dropped before.
    ended: Option<oneshot::Receiver<()>>,
}

impl http_body::Body for Requests {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        if let Some(ended) = &mut self.ended
            && let Poll::Ready(outcome) = Pin::new(ended).poll(cx)
        {
            self.ended = None;
            if outcome.is_err() {
                self.body = Body::empty();
                return Poll::Ready(Some(Err(cancelled())));
            }
        }
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}

/// The responses of a call. The body tells the requests when it has ended.
struct Responses {
    body: Body,
    end: Option<oneshot::Sender<()>>,
}

impl Responses {
    fn note_end(&mut self, ended: bool) {
        if (ended || self.body.is_end_stream())
            && let Some(end) = self.end.take()
        {
            // Sending fails if the requests have ended before, which needs no action.
            let _ = end.send(());
        }
    }
}

impl http_body::Body for Responses {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        let ended =
            frame.as_ref().is_none_or(|frame| frame.as_ref().map_or(true, Frame::is_trailers));
        self.note_end(ended);
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}
