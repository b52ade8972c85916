//! The body of a response with faults.

use alloc::boxed::Box;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use http_body::Frame;
use tokio::time::{Sleep, sleep};
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};

/// The bytes in front of each message: a flag, and the length.
const PREFIX: usize = 5;

/// The time between the last message and the break. A server that resets a stream drops the frames
/// that it has not written yet, and the client would miss messages.
const PAUSE: Duration = Duration::from_millis(20);

/// A body that breaks after some messages, or ends without trailers.
pub struct Disturbed {
    body: Body,
    /// The messages that are still passed on. `None` is all of them.
    left: Option<usize>,
    loses_trailers: bool,
    /// The time until the break.
    pause: Option<Pin<Box<Sleep>>>,
    /// The bytes of a prefix that has begun.
    prefix: [u8; PREFIX],
    /// The number of these bytes.
    begun: usize,
    /// The bytes that the current message lacks.
    lacks: usize,
}

impl Disturbed {
    pub fn new(body: Body, left: Option<usize>, loses_trailers: bool) -> Self {
        Self { body, left, loses_trailers, pause: None, prefix: [0; PREFIX], begun: 0, lacks: 0 }
    }

    /// Returns the part of the data before the break.
    fn before_break(&mut self, data: Bytes) -> Bytes {
        let Some(left) = &mut self.left else { return data };
        let mut end = 0;
        while end < data.len() && *left > 0 {
            if self.begun < PREFIX {
                self.prefix[self.begun] = data[end];
                self.begun += 1;
                end += 1;
                let [_, length @ ..] = self.prefix;
                self.lacks = u32::from_be_bytes(length) as usize;
            } else {
                let step = self.lacks.min(data.len() - end);
                end += step;
                self.lacks -= step;
            }
            if self.begun == PREFIX && self.lacks == 0 {
                self.begun = 0;
                *left -= 1;
            }
        }
        data.slice(..end)
    }
}

impl HttpBody for Disturbed {
    type Data = Bytes;
    type Error = StdError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StdError>>> {
        if self.left == Some(0) {
            let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(PAUSE)));
            ready!(pause.as_mut().poll(cx));
            return Poll::Ready(Some(Err("a fault has broken the response".into())));
        }
        let frame = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
            None => return Poll::Ready(None),
            Some(Err(status)) => return Poll::Ready(Some(Err(status.into()))),
            Some(Ok(frame)) => frame,
        };
        match frame.into_data() {
            Ok(data) => Poll::Ready(Some(Ok(Frame::data(self.before_break(data))))),
            Err(_) if self.loses_trailers => Poll::Ready(None),
            Err(trailers) => Poll::Ready(Some(Ok(trailers))),
        }
    }
}
