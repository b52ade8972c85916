//! Cancellation.

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

/// Cancels the requests of a call whose response is dropped before its end: for channels.
///
/// A stream of HTTP/2 has two directions, and tonic's channel goes on sending requests when nobody
/// listens to the responses any more, so that a server that waits for the next request never learns
/// of it. Here the server sees the call cancelled.
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

/// Ends with an error as soon as the responses are gone.
struct Requests {
    body: Body,
    /// Told when the responses have come to their end; closed when they were dropped before.
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
                // The reason that HTTP/2 shall give the peer is looked for among the sources of the
                // error.
                return Poll::Ready(Some(Err(Status::from_error(Box::new(h2::Error::from(
                    h2::Reason::CANCEL,
                ))))));
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

/// Tells when it has come to its end.
struct Responses {
    body: Body,
    end: Option<oneshot::Sender<()>>,
}

impl Responses {
    fn note_end(&mut self, ended: bool) {
        if (ended || self.body.is_end_stream())
            && let Some(end) = self.end.take()
        {
            // Nobody listens if the requests have ended before.
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
