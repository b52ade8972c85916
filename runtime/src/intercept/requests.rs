//! The messages of the client.

use alloc::sync::Arc;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;
use tonic::Status;
use tonic::body::Body;

use super::Side;
use super::active::Active;
use super::answer::Verdict;
use super::message::Direction;
use super::messages::{Event, Messages};
use crate::layers::cancelled;

/// The body of a request whose messages pass the interceptors.
pub struct Requests {
    active: Arc<Active>,
    messages: Option<Messages>,
    /// The first part of the body, if it has been read before.
    first: Option<Event>,
}

impl Requests {
    pub fn new(active: Arc<Active>, body: Body) -> Self {
        let messages = Messages::new(&active, Direction::Request, body);
        Self { active, messages: Some(messages), first: None }
    }

    /// Reads the first message, before the channel or the service below sees the call. Returns the
    /// verdict of the interceptors on it.
    pub async fn read_first(&mut self) -> Option<Verdict> {
        let messages = self.messages.as_mut()?;
        match poll_fn(|cx| messages.poll(&self.active, cx)).await {
            Event::Over(verdict) => Some(verdict),
            event => {
                self.first = Some(event);
                None
            }
        }
    }
}

impl http_body::Body for Requests {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = &mut *self;
        if this.messages.is_some()
            && this.active.call.side() == Side::Client
            && this.active.stop.poll(cx)
        {
            this.messages = None;
            this.first = None;
            return Poll::Ready(Some(Err(cancelled())));
        }
        let event = match (this.first.take(), &mut this.messages) {
            (Some(event), _) => event,
            (None, Some(messages)) => ready!(messages.poll(&this.active, cx)),
            (None, None) => return Poll::Ready(None),
        };
        Poll::Ready(match event {
            Event::Data(data) => Some(Ok(Frame::data(data))),
            Event::Trailers(trailers) => Some(Ok(Frame::trailers(trailers))),
            Event::Failed(status) => Some(Err(status)),
            Event::End => None,
            Event::Over(verdict) => {
                let status = match (this.active.call.side(), &verdict) {
                    (Side::Server, Verdict::Refused(status)) => status.clone(),
                    (Side::Server, Verdict::Answered(..)) | (Side::Client, _) => cancelled(),
                };
                this.messages = None;
                this.active.verdict.set(verdict);
                Some(Err(status))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_none() && self.messages.as_ref().is_none_or(Messages::is_end_stream)
    }
}
