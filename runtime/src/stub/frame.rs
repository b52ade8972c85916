//! One message as gRPC sends it: behind five bytes that say whether it is compressed and how long
//! it is.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::{BufMut, Bytes};
use http_body::Frame;
use prost::Message;
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::Body as HttpBody;
use tonic::codegen::http::{HeaderMap, HeaderValue};

/// The bytes before a message.
pub const HEADER: usize = 5;

/// An encoded message with what stands before it.
pub struct Framed(Bytes);

impl Framed {
    /// Encodes a message.
    ///
    /// # Errors
    /// It is longer than `limit`.
    pub fn new<M: Message>(message: &M, limit: Option<usize>) -> Result<Self, Status> {
        let mut frame = start(message.encoded_len(), limit)?;
        message.encode_raw(&mut frame);
        Ok(Self(frame.into()))
    }

    /// The message alone.
    pub fn message(self) -> Bytes {
        self.0.slice(HEADER..)
    }

    /// As the body of a request.
    pub fn request(self) -> Body {
        Body::new(Once { frame: Some(self.0), trailers: None })
    }

    /// As the body of a response, which ends with the status.
    pub fn response(self) -> Body {
        let mut trailers = HeaderMap::with_capacity(1);
        trailers.insert(Status::GRPC_STATUS, HeaderValue::from_static("0"));
        Body::new(Once { frame: Some(self.0), trailers: Some(trailers) })
    }
}

/// The header of a message of this length, and room for the message.
fn start(length: usize, limit: Option<usize>) -> Result<Vec<u8>, Status> {
    let limit = limit.unwrap_or(usize::MAX);
    if length > limit {
        return Err(Status::out_of_range(format!(
            "Error, encoded message length too large: found {length} bytes, the limit is: {limit} bytes"
        )));
    }
    let Ok(length32) = u32::try_from(length) else {
        return Err(Status::resource_exhausted(format!("Cannot return body with more than 4GB of data but got {length} bytes")));
    };
    let mut frame = Vec::with_capacity(HEADER + length);
    frame.put_u8(0);
    frame.put_u32(length32);
    Ok(frame)
}

/// Decodes a message from all of `bytes`.
///
/// # Errors
/// It is malformed, as `INTERNAL`: the code that gRPC prescribes for that.
pub fn decode<M: Message + Default>(bytes: Bytes) -> Result<M, Status> {
    M::decode(bytes).map_err(|error| Status::internal(error.to_string()))
}

/// A body of one message, and perhaps trailers.
struct Once {
    frame: Option<Bytes>,
    trailers: Option<HeaderMap>,
}

impl HttpBody for Once {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let data = self.frame.take().map(Frame::data);
        Poll::Ready(data.or_else(|| self.trailers.take().map(Frame::trailers)).map(Ok))
    }

    fn is_end_stream(&self) -> bool {
        self.frame.is_none() && self.trailers.is_none()
    }
}
