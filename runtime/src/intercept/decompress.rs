//! Compressed messages. tonic decompresses them, because its codecs depend on its features.

use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use bytes::Bytes;
use tonic::codec::CompressionEncoding;
use tonic::codegen::tokio_stream::Stream;
use tonic::{Status, Streaming};

use crate::stub::frame::Once;
use crate::stub::raw::Raw;

/// Returns the message of a compressed frame.
pub fn decompress(
    frame: &Bytes,
    encoding: Option<CompressionEncoding>,
    limit: usize,
) -> Result<Bytes, Status> {
    let body = Once::new(frame.clone(), None);
    let mut stream = Streaming::new_request(Raw, body, encoding, Some(limit));
    // All bytes are there, so the stream is ready.
    match Pin::new(&mut stream).poll_next(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(message)) => message,
        Poll::Ready(None) | Poll::Pending => Err(Status::internal("the message has ended early")),
    }
}
