//! The messages of a body, as they pass the interceptors.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::Body as _;
use tonic::Status;
use tonic::body::Body;

use super::Message;
use super::active::Active;
use super::answer::Verdict;
use super::frames::Frames;
use super::message::Direction;

/// A body whose messages pass the interceptors.
pub struct Messages {
    body: Body,
    direction: Direction,
    frames: Frames,
    /// The interceptors of the current message. The body is not polled before they are done, so
    /// that no message waits in memory.
    hook: Option<Hook>,
    /// The part of the body that has come after bytes that are no whole message.
    then: Option<Event>,
}

/// The interceptors of a message. Returns the message as they have left it.
type Hook = Pin<Box<dyn Future<Output = Result<Bytes, Verdict>> + Send>>;

/// The next part of a body.
pub enum Event {
    /// A message that the interceptors have left.
    Data(Bytes),
    /// The end of the call by an interceptor.
    Over(Verdict),
    Trailers(HeaderMap),
    Failed(Status),
    End,
}

impl Messages {
    pub fn new(active: &Active, direction: Direction, body: Body) -> Self {
        let frames = Frames::new(active.limit(direction));
        Self { body, direction, frames, hook: None, then: None }
    }

    /// Whether the body has ended, and no part of it is left.
    pub fn is_end_stream(&self) -> bool {
        self.hook.is_none() && self.then.is_none() && self.body.is_end_stream()
    }

    pub fn poll(&mut self, active: &Arc<Active>, cx: &mut Context<'_>) -> Poll<Event> {
        loop {
            if let Some(hook) = &mut self.hook {
                let frame = ready!(hook.as_mut().poll(cx));
                self.hook = None;
                return Poll::Ready(frame.map_or_else(Event::Over, Event::Data));
            }
            if let Some(event) = self.then.take() {
                return Poll::Ready(event);
            }
            match self.frames.next() {
                Ok(Some(frame)) => {
                    self.hook = Some(hook(Arc::clone(active), self.direction, frame));
                    continue;
                }
                Ok(None) => {}
                Err(status) => return Poll::Ready(Event::Over(Verdict::Refused(status))),
            }
            let event = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if active.sees_messages => {
                        self.frames.push(data);
                        continue;
                    }
                    Ok(data) => return Poll::Ready(Event::Data(data)),
                    Err(frame) => match frame.into_trailers() {
                        Ok(trailers) => Event::Trailers(trailers),
                        // HTTP has no other frames.
                        Err(_) => continue,
                    },
                },
                Some(Err(status)) => Event::Failed(status),
                None => Event::End,
            };
            // The reader of the body reports bytes that are no whole message.
            match self.frames.rest() {
                Some(rest) => {
                    self.then = Some(event);
                    return Poll::Ready(Event::Data(rest));
                }
                None => return Poll::Ready(event),
            }
        }
    }
}

/// Shows a message to the interceptors.
fn hook(active: Arc<Active>, direction: Direction, frame: Bytes) -> Hook {
    Box::pin(async move {
        // An interceptor that cannot read a message must not let it pass.
        if !active.reads_format {
            return Err(Verdict::Refused(Status::unimplemented(
                "the interceptors do not accept JSON messages: call `Interceptors::accept_json`",
            )));
        }
        if frame.first() == Some(&1) && active.encoding(direction).is_none() {
            return Err(Verdict::Refused(Status::unimplemented(
                "the interceptors do not accept the compression of the message: call \
                 `Interceptors::accept_compressed`",
            )));
        }
        let mut message = Message::new(Arc::clone(&active), direction, frame);
        match direction {
            Direction::Request => active.request(&mut message).await?,
            Direction::Response => {
                let result = active.response(active.started, &mut message).await;
                result.map_err(Verdict::Refused)?;
            }
        }
        message.into_frame().map_err(Verdict::Refused)
    })
}
