//! Reading of one message from a body.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;
use core::future::{Future, poll_fn};
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http_body::Frame;
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::http::HeaderMap;
use tonic::codegen::{Body as HttpBody, StdError};

use super::frame::HEADER;

/// The greatest length of a message that tonic accepts by default.
const DEFAULT_LIMIT: usize = 4 * 1024 * 1024;
/// The greatest capacity that is reserved for a message before its bytes have come.
const ADVANCE: usize = 256 * 1024;

/// The result of reading a body.
pub enum Incoming {
    /// One message that is not compressed, and optional trailers.
    One(Bytes, Option<HeaderMap>),
    /// Any other body. It begins with the bytes that have been read, so that tonic reads all of it.
    Other(Body),
}

/// Reads a body until it ends, or until it is clear that it is not one ordinary message. In the
/// second case, tonic reads the body again, and decides whether it is an error.
pub fn read(mut body: Body, limit: Option<usize>) -> impl Future<Output = Incoming> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    let mut seen = Seen::default();
    // The block uses the body in place. An `async fn` would have it twice.
    async move {
        let last = loop {
            let frame = next(&mut body).await;
            let whole = is_whole(seen.bytes());
            match frame {
                None if whole => return Incoming::One(mem::take(&mut seen).message(), None),
                // Not every body can be polled again after its end.
                None => {
                    body = Body::empty();
                    break None;
                }
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if data.is_empty() => {}
                    Ok(data) if whole => break Some(Ok(Frame::data(data))),
                    Ok(data) => {
                        seen.push(data, limit);
                        if !is_ordinary(seen.bytes(), limit) {
                            break None;
                        }
                        // Asking takes less time than polling a body that has ended.
                        if is_whole(seen.bytes()) && body.is_end_stream() {
                            return Incoming::One(mem::take(&mut seen).message(), None);
                        }
                    }
                    Err(frame) if whole => match frame.into_trailers() {
                        Ok(trailers) => {
                            return Incoming::One(mem::take(&mut seen).message(), Some(trailers));
                        }
                        Err(frame) => break Some(Ok(frame)),
                    },
                    Err(frame) => break Some(Ok(frame)),
                },
                Some(Err(status)) => break Some(Err(status)),
            }
        };
        let seen = mem::take(&mut seen).all();
        Incoming::Other(Body::new(Replay { seen, last, rest: mem::take(&mut body) }))
    }
}

/// The data that has been read. Most often it comes in one piece, which is not copied.
#[derive(Default)]
struct Seen {
    first: Bytes,
    /// All pieces, if there are several.
    joined: Vec<u8>,
}

impl Seen {
    fn push(&mut self, data: Bytes, limit: usize) {
        if self.joined.is_empty() && self.first.is_empty() {
            self.first = data;
            return;
        }
        let first = mem::take(&mut self.first);
        let announced = length(&first)
            .filter(|&length| length <= limit)
            .map_or(0, |length| HEADER.saturating_add(length));
        if self.joined.is_empty() {
            self.joined.reserve(announced.min(ADVANCE).max(first.len() + data.len()));
        }
        self.joined.extend_from_slice(&first);
        self.joined.extend_from_slice(&data);
    }

    fn bytes(&self) -> &[u8] {
        if self.joined.is_empty() { &self.first } else { &self.joined }
    }

    fn all(self) -> Bytes {
        if self.joined.is_empty() { self.first } else { self.joined.into() }
    }

    fn message(self) -> Bytes {
        let mut all = self.all();
        all.advance(HEADER);
        all
    }
}

/// Returns the length of the message that begins here, once its five bytes are there.
fn length(seen: &[u8]) -> Option<usize> {
    let &[_, a, b, c, d, ..] = seen else { return None };
    Some(u32::from_be_bytes([a, b, c, d]) as usize)
}

/// Whether these bytes are exactly one message.
fn is_whole(seen: &[u8]) -> bool {
    length(seen).is_some_and(|length| seen.len() - HEADER == length)
}

/// Whether these bytes can become one message that is not compressed and not too long.
fn is_ordinary(seen: &[u8], limit: usize) -> bool {
    let fits = length(seen).is_none_or(|length| length <= limit && seen.len() - HEADER <= length);
    fits && seen.first().is_none_or(|&compressed| compressed == 0)
}

/// Returns a body with the parts of a body that has been read.
pub fn again(message: Bytes, trailers: Option<HeaderMap>) -> Body {
    let mut seen = Vec::with_capacity(HEADER + message.len());
    seen.push(0);
    // A message of more than 4 GiB cannot have been read, so the length fits.
    seen.extend_from_slice(&u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes());
    seen.extend_from_slice(&message);
    let last = trailers.map(|trailers| Ok(Frame::trailers(trailers)));
    Body::new(Replay { seen: seen.into(), last, rest: Body::empty() })
}

async fn next(body: &mut Body) -> Option<Result<Frame<Bytes>, Status>> {
    poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await
}

/// A body whose first bytes have been read.
struct Replay {
    seen: Bytes,
    last: Option<Result<Frame<Bytes>, Status>>,
    rest: Body,
}

impl HttpBody for Replay {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        if !self.seen.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(mem::take(&mut self.seen)))));
        }
        match self.last.take() {
            Some(last) => Poll::Ready(Some(last)),
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }
}

/// Returns the body as tonic's type. Most bodies have that type already.
pub fn erased<B>(body: B) -> Body
where
    B: HttpBody + Send + 'static,
    B::Error: Into<StdError>,
{
    as_tonics(body).unwrap_or_else(|body| Body::new(Copied(Box::pin(body))))
}

/// Returns a body of `Bytes` as tonic's type.
pub fn tonics<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    match as_tonics(body) {
        Ok(body) => body,
        Err(body) => Body::new(body),
    }
}

/// Returns the body if it has tonic's type.
fn as_tonics<B: 'static>(body: B) -> Result<Body, B> {
    let mut body = Some(body);
    if let Some(body) = <dyn Any>::downcast_mut::<Option<Body>>(&mut body) {
        return Ok(body.take().unwrap_or_default());
    }
    Err(body.expect("it has not been taken"))
}

/// A body whose data is of any type. It is copied into `Bytes`.
struct Copied<B>(Pin<Box<B>>);

impl<B: HttpBody> HttpBody for Copied<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let frame = ready!(self.0.as_mut().poll_frame(cx));
        Poll::Ready(
            frame.map(|frame| Ok(frame?.map_data(|mut data| data.copy_to_bytes(data.remaining())))),
        )
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }
}
