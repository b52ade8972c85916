//! A body that is in memory.

use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use http_body::Frame;
use tonic::Status;

/// A body of one message and optional trailers.
pub struct Whole {
    frame: Option<Bytes>,
    trailers: Option<HeaderMap>,
}

impl Whole {
    pub fn new(frame: Bytes, trailers: Option<HeaderMap>) -> Self {
        Self { frame: Some(frame), trailers }
    }
}

impl http_body::Body for Whole {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let data = self.frame.take().map(Frame::data);
        Poll::Ready(data.or_else(|| self.trailers.take().map(Frame::trailers)).map(Ok))
    }
}
