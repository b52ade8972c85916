//! The trailers of answers. tonic's `Response` has none.

use alloc::boxed::Box;
use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Poll, ready};

use http_body::{Frame, SizeHint};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::{BoxFuture, Bytes, http};
use tonic::metadata::MetadataMap;

use super::context::{Context, extend};

/// The call whose trailers an answer has. It is an extension of the response.
#[derive(Clone)]
pub(super) struct Trailers(pub Context);

/// Adds the trailers of simple services to the answer of a server.
pub fn with_trailers(
    answered: BoxFuture<http::Response<Body>, Infallible>,
) -> BoxFuture<http::Response<Body>, Infallible> {
    Box::pin(async move {
        let mut response = answered.await?;
        Ok(match response.extensions_mut().remove() {
            Some(trailers) => response.map(|body| Body::new(Extended { body, trailers })),
            None => response,
        })
    })
}

/// A body whose trailers are those of the server and those of the call.
struct Extended {
    body: Body,
    trailers: Trailers,
}

impl http_body::Body for Extended {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut core::task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        Poll::Ready(match frame.map(|frame| frame.map(Frame::into_trailers)) {
            Some(Ok(Ok(trailers))) => {
                let mut trailers = MetadataMap::from_headers(trailers);
                extend(&mut trailers, self.trailers.0.take_trailers());
                Some(Ok(Frame::trailers(trailers.into_headers())))
            }
            Some(Ok(Err(frame))) => Some(Ok(frame)),
            Some(Err(status)) => Some(Err(status)),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
