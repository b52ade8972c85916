//! A message as gRPC frames it: five bytes, then the encoded message. The five bytes say whether
//! the message is compressed, and how long it is.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::cell::Cell;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::LazyLock;

use bytes::buf::Limit;
use bytes::{BufMut, Bytes, BytesMut};
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use prost::{EncodeError, Message};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::Body as HttpBody;
use tonic::codegen::http::{HeaderMap, HeaderValue};

/// The number of bytes before a message.
pub const HEADER: usize = 5;
/// The greatest length of a message that is encoded before its length is known.
const ONE_PASS: usize = 64 * 1024;
/// The greatest length of a frame that shares its memory with other frames.
const SHARED: usize = 1024;
/// The length of the memory that frames share.
const CHUNK: usize = 8 * 1024;

std::thread_local! {
    static MEMORY: Cell<Option<Memory>> = const { Cell::new(None) };
}

/// The memory for the frames of a thread.
struct Memory {
    /// A message whose length is not known yet. It is copied, so that its memory is used again.
    draft: Vec<u8>,
    /// The memory of short frames. It is used again when the frames in it have been sent.
    frames: BytesMut,
}

/// Memory that a message is written into, with a limit.
type Limited<'a> = Limit<&'a mut Vec<u8>>;

/// An encoded message with the bytes before it.
pub struct Framed(Bytes);

impl Framed {
    /// Encodes a message.
    ///
    /// # Errors
    /// Returns an error if the message is longer than `limit`, or if it is longer than 64 KiB and
    /// its `encoded_len` is wrong.
    ///
    /// # Panics
    /// Panics if the `encoded_len` of a message, written by hand, is at most 64 KiB, and the
    /// message writes more.
    pub fn new<M: Message>(message: &M, limit: Option<usize>) -> Result<Self, Status> {
        Self::in_one_pass(limit, &|frame| message.encode(frame))
    }

    /// Frames the message that `encode` writes. It is encoded before its length is known, unless it
    /// is long: generated messages find their length by encoding.
    fn in_one_pass(
        limit: Option<usize>,
        encode: &dyn Fn(&mut Limited<'_>) -> Result<(), EncodeError>,
    ) -> Result<Self, Status> {
        // A message may make a call while it is encoded, so the memory is taken.
        let memory = MEMORY.try_with(Cell::take).ok().flatten();
        let mut memory = memory.unwrap_or_else(|| Memory {
            draft: Vec::with_capacity(SHARED),
            frames: BytesMut::with_capacity(CHUNK),
        });
        memory.draft.clear();
        memory.draft.extend_from_slice(&[0; HEADER]);
        let framed = match encode(&mut (&mut memory.draft).limit(ONE_PASS)) {
            Ok(()) => memory.frame(limit),
            Err(error) => {
                let length = error.required_capacity();
                Self::encoded(length, limit, |frame| {
                    // An error shows in the length of the frame.
                    let _ = encode(&mut frame.limit(usize::MAX));
                })
            }
        };
        // The memory is freed if the thread ends.
        let _ = MEMORY.try_with(|cell| cell.set(Some(memory)));
        framed
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
        Once::new(self.0, None).into_body()
    }

    /// Returns the body of a response, which ends with the status.
    pub fn response(self) -> Body {
        // Cloning trailers takes less time than creating them.
        static OK: LazyLock<HeaderMap> = LazyLock::new(|| {
            let mut trailers = HeaderMap::with_capacity(1);
            trailers.insert(Status::GRPC_STATUS, HeaderValue::from_static("0"));
            trailers
        });
        Once::new(self.0, Some(OK.clone())).into_body()
    }
}

impl Memory {
    /// Frames the message in the draft.
    fn frame(&mut self, limit: Option<usize>) -> Result<Framed, Status> {
        let header = header(self.draft.len() - HEADER, limit)?;
        self.draft[..HEADER].copy_from_slice(&header);
        if self.draft.len() > SHARED {
            return Ok(Framed(Bytes::copy_from_slice(&self.draft)));
        }
        self.frames.extend_from_slice(&self.draft);
        Ok(Framed(self.frames.split().freeze()))
    }
}

/// Returns the bytes before a message of this length, with capacity for the message.
fn start(length: usize, limit: Option<usize>) -> Result<Vec<u8>, Status> {
    let header = header(length, limit)?;
    let mut frame = Vec::with_capacity(HEADER.saturating_add(length));
    frame.extend_from_slice(&header);
    Ok(frame)
}

/// Returns the bytes before a message of this length.
fn header(length: usize, limit: Option<usize>) -> Result<[u8; HEADER], Status> {
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
    let [a, b, c, d] = length32.to_be_bytes();
    Ok([0, a, b, c, d])
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

    /// Returns the body as tonic's type. tonic takes a box of this type as it is, and would put
    /// any other body with a conversion of its errors into such a box.
    pub fn into_body(self) -> Body {
        Body::new(UnsyncBoxBody::new(self))
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
        for length in [0, 1, 2, ONE_PASS] {
            let framed = Framed::new(&WrongLength(length), None).unwrap();
            assert_eq!(framed.0[..], [0, 0, 0, 0, 1, 0]);
        }
        // Memory of this length is allocated before the message is written.
        let wrong = Framed::new(&WrongLength(ONE_PASS + 1), None);
        assert_eq!(wrong.err().map(|status| status.code()), Some(tonic::Code::Internal));
    }

    #[test]
    fn short_frames_share_memory_and_long_frames_have_their_own() {
        let text = |length: usize| "x".repeat(length);
        for length in
            [0, 1, 100, SHARED - HEADER, SHARED, 3 * SHARED, ONE_PASS - 4, ONE_PASS, 300_000]
        {
            let message = text(length);
            let (first, second) =
                (Framed::new(&message, None).unwrap(), Framed::new(&message, None));
            let second = second.unwrap();
            assert_eq!(first.0, second.0);
            let follows = first.0.as_ptr() as usize + first.0.len() == second.0.as_ptr() as usize;
            assert!(!follows || first.0.len() <= SHARED);
            assert_eq!(alloc::string::String::decode(first.message()).unwrap(), message);
            let length = prost::Message::encoded_len(&message);
            assert!(Framed::new(&message, Some(length)).is_ok());
            let refused = Framed::new(&message, length.checked_sub(1));
            let code = refused.err().map(|status| status.code());
            assert_eq!(code, (length > 0).then_some(tonic::Code::OutOfRange));
        }
    }

    #[test]
    fn the_memory_of_a_thread_is_bounded() {
        for length in [10, 50_000, 10_000_000] {
            Framed::new(&"x".repeat(length), None).unwrap();
        }
        let memory = MEMORY.take().unwrap();
        assert!(memory.draft.capacity() <= 2 * ONE_PASS);
        assert!(memory.frames.capacity() <= CHUNK);
    }
}
