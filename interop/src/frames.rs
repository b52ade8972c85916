//! The message frames of a stream. Interop's compression cases must know which messages were
//! compressed, and must send single messages uncompressed. A stub offers neither.
//!
//! gRPC puts five bytes before each message: a byte that says whether it is compressed, and four
//! bytes of length. A [`Frames`] reads them while the body passes through it.

use std::io::Read;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf, BufMut, Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::{Body, Frame};
use tonic::Status;

/// The messages of a body that arrived compressed so far. The value is in the extensions of the
/// request or response.
#[derive(Debug, Clone, Default)]
pub struct Compressed(Arc<Mutex<Vec<bool>>>);

impl Compressed {
    /// Whether the message was compressed, counted from 0. Returns `None` if it has not arrived.
    pub fn message(&self, index: usize) -> Option<bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(index).copied()
    }

    fn push(&self, compressed: bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(compressed);
    }
}

/// The messages that are sent uncompressed while the others are compressed, counted from 0. The
/// value is in the extensions of a request or response.
#[derive(Debug, Clone, Default)]
pub struct Plain(pub Vec<usize>);

pin_project_lite::pin_project! {
    /// A body whose messages are observed, and decompressed where [`Plain`] asks for it.
    pub struct Frames<B> {
        #[pin]
        body: B,
        seen: Compressed,
        plain: Plain,
        trailer: Option<(HeaderName, HeaderValue)>,
        count: usize,
        pending: BytesMut,
    }
}

impl<B> Frames<B> {
    /// Observes the messages of a body.
    pub fn observe(body: B) -> (Self, Compressed) {
        let frames = Self::sending(body, Plain::default(), None);
        let seen = frames.seen.clone();
        (frames, seen)
    }

    /// Sends some messages uncompressed, and appends a trailer.
    pub fn sending(body: B, plain: Plain, trailer: Option<(HeaderName, HeaderValue)>) -> Self {
        Self {
            body,
            seen: Compressed::default(),
            plain,
            trailer,
            count: 0,
            pending: BytesMut::new(),
        }
    }
}

impl<B: Body<Data = Bytes, Error = Status>> Body for Frames<B> {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let mut this = self.project();
        loop {
            let Some(frame) = ready!(this.body.as_mut().poll_frame(cx)) else {
                return Poll::Ready(None);
            };
            let frame = match frame?.into_data() {
                Ok(data) => {
                    this.pending.extend_from_slice(&data);
                    let out = messages(this.pending, this.count, this.seen, this.plain)?;
                    if out.is_empty() {
                        continue;
                    }
                    Frame::data(out)
                }
                Err(frame) => {
                    let mut trailers = frame.into_trailers().unwrap_or_else(|_| HeaderMap::new());
                    if let Some((name, value)) = this.trailer.take() {
                        trailers.append(name, value);
                    }
                    Frame::trailers(trailers)
                }
            };
            return Poll::Ready(Some(Ok(frame)));
        }
    }

    /// A response of headers alone must stay one: clients look for the status in the headers only
    /// if nothing follows.
    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream() && self.trailer.is_none()
    }
}

/// Removes the complete messages from the front. Records which are compressed, and decompresses
/// those that are sent uncompressed.
fn messages(
    pending: &mut BytesMut,
    count: &mut usize,
    seen: &Compressed,
    plain: &Plain,
) -> Result<Bytes, Status> {
    const HEADER: usize = 5;
    let mut out = BytesMut::new();
    while let Some((&flag, rest)) = pending.split_first()
        && let Some(length) = rest.first_chunk().map(|bytes| u32::from_be_bytes(*bytes) as usize)
        && pending.len() >= HEADER + length
    {
        let mut message = pending.split_to(HEADER + length);
        seen.push(flag == 1);
        if flag == 1 && plain.0.contains(count) {
            message.advance(HEADER);
            let mut inflated = Vec::new();
            flate2::read::GzDecoder::new(&message[..]).read_to_end(&mut inflated)?;
            out.put_u8(0);
            out.put_u32(
                u32::try_from(inflated.len())
                    .map_err(|_| Status::out_of_range("a message over 4 GiB"))?,
            );
            out.extend_from_slice(&inflated);
        } else {
            out.unsplit(message);
        }
        *count += 1;
    }
    Ok(out.freeze())
}
