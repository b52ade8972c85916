//! A message as gRPC frames it: five bytes, then the encoded message. The five bytes say whether
//! the message is compressed, and how long it is.

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

/// The number of bytes before a message.
pub const HEADER: usize = 5;

/// An encoded message with the bytes before it.
pub struct Framed(Bytes);

impl Framed {
    /// Encodes a message.
    ///
    /// # Errors
    /// Returns an error if the message is longer than `limit`, or if its `encoded_len` is wrong.
    pub fn new<M: Message>(message: &M, limit: Option<usize>) -> Result<Self, Status> {
        Self::encoded(message.encoded_len(), limit, |frame| message.encode_raw(frame))
    }

    /// Frames a message of this length, which `put` writes.
    ///
    /// # Errors
    /// Returns an error if the message is longer than `limit`, or has another length.
    pub fn encoded(
        length: usize,
        limit: Option<usize>,
        put: impl FnOnce(&mut Vec<u8>),
    ) -> Result<Self, Status> {
        let mut frame = start(length, limit)?;
        put(&mut frame);
        if frame.len() - HEADER != length {
            return Err(Status::internal(
                "a message encodes to another length than its `encoded_len`",
            ));
        }
        Ok(Self(frame.into()))
    }

    /// Frames a message that is encoded as text.
    ///
    /// # Errors
    /// Returns an error if the text is longer than `limit`.
    #[cfg(feature = "json")]
    pub fn text(text: &str, limit: Option<usize>) -> Result<Self, Status> {
        let mut frame = start(text.len(), limit)?;
        frame.put_slice(text.as_bytes());
        Ok(Self(frame.into()))
    }

    /// Returns the message without the bytes before it.
    pub fn message(self) -> Bytes {
        self.0.slice(HEADER..)
    }

    /// Returns the body of a request.
    pub fn request(self) -> Body {
        Body::new(Once::new(self.0, None))
    }

    /// Returns the body of a response, which ends with the status.
    pub fn response(self) -> Body {
        let mut trailers = HeaderMap::with_capacity(1);
        trailers.insert(Status::GRPC_STATUS, HeaderValue::from_static("0"));
        Body::new(Once::new(self.0, Some(trailers)))
    }
}

/// Returns the bytes before a message of this length, with capacity for the message.
fn start(length: usize, limit: Option<usize>) -> Result<Vec<u8>, Status> {
    let limit = limit.unwrap_or(usize::MAX);
    if length > limit {
        return Err(Status::out_of_range(format!(
            "Error, encoded message length too large: found {length} bytes, \
             the limit is: {limit} bytes"
        )));
    }
    let Ok(length32) = u32::try_from(length) else {
        return Err(Status::resource_exhausted(format!(
            "Cannot return body with more than 4GB of data but got {length} bytes"
        )));
    };
    let mut frame = Vec::with_capacity(HEADER.saturating_add(length));
    frame.put_u8(0);
    frame.put_u32(length32);
    Ok(frame)
}

/// Decodes a message from all of `bytes`.
///
/// # Errors
/// Returns `INTERNAL`, the code that gRPC prescribes, if the message is malformed.
pub fn decode<M: Message + Default>(bytes: Bytes) -> Result<M, Status> {
    M::decode(bytes).map_err(|error| Status::internal(error.to_string()))
}

/// A body of one message and optional trailers.
pub struct Once {
    frame: Option<Bytes>,
    trailers: Option<HeaderMap>,
}

impl Once {
    /// Returns a body of this message, with the bytes before it.
    pub fn new(frame: Bytes, trailers: Option<HeaderMap>) -> Self {
        Self { frame: Some(frame), trailers }
    }
}

impl HttpBody for Once {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let data = self.frame.take().map(Frame::data);
        Poll::Ready(data.or_else(|| self.trailers.take().map(Frame::trailers)).map(Ok))
    }

    fn is_end_stream(&self) -> bool {
        self.frame.is_none() && self.trailers.is_none()
    }
}

#[cfg(test)]
mod tests {
    use prost::DecodeError;
    use prost::encoding::{DecodeContext, WireType};

    use super::*;

    /// A message that writes one byte, whatever length it returns.
    #[derive(Debug)]
    struct WrongLength(usize);

    impl Message for WrongLength {
        fn encode_raw(&self, buf: &mut impl BufMut) {
            buf.put_u8(0);
        }

        fn merge_field(
            &mut self,
            _: u32,
            _: WireType,
            _: &mut impl bytes::Buf,
            _: DecodeContext,
        ) -> Result<(), DecodeError> {
            Ok(())
        }

        fn encoded_len(&self) -> usize {
            self.0
        }

        fn clear(&mut self) {}
    }

    #[test]
    fn a_frame_is_as_long_as_it_says() {
        assert!(Framed::new(&WrongLength(1), None).is_ok());
        for length in [0, 2] {
            assert_eq!(
                Framed::new(&WrongLength(length), None).err().map(|status| status.code()),
                Some(tonic::Code::Internal)
            );
        }
    }
}
