//! The messages of the server, and the end of the call.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::Frame;
use tonic::Status;
use tonic::body::Body;

use super::active::{Active, Guard};
use super::answer::Verdict;
use super::end::trailers;
use super::message::Direction;
use super::messages::{Event, Messages};

/// The body of a response whose messages pass the interceptors.
pub struct Responses {
    active: Arc<Active>,
    guard: Option<Guard>,
    state: State,
    /// The status in the headers of the response, if they have one. Then no trailers follow.
    in_headers: Option<Status>,
}

enum State {
    Open(Box<Messages>),
    /// The interceptors see the end of the call.
    Ending(Pin<Box<dyn Future<Output = VecDeque<Part>> + Send>>),
    /// The last parts of the body.
    Ended(VecDeque<Part>),
}

type Part = Result<Frame<Bytes>, Status>;

impl Responses {
    pub fn new(guard: Guard, body: Body, in_headers: Option<Status>) -> Self {
        let active = Arc::clone(&guard.0);
        let state = State::Open(Box::new(Messages::new(&active, Direction::Response, body)));
        Self { active, guard: Some(guard), state, in_headers }
    }

    /// Begins the end of the call. Dropping the body below cancels the call there, unless it has
    /// ended.
    fn end_with(&mut self, last: Last) {
        if let Last::Refused(_) = last {
            self.active.stop.set();
        }
        let active = Arc::clone(&self.active);
        self.state = State::Ending(Box::pin(async move { last.parts(&active).await }));
    }
}

/// The end of a response.
enum Last {
    /// The trailers of the server.
    Trailers(HeaderMap),
    /// An error, instead of trailers.
    Failed(Status),
    /// The status of an interceptor.
    Refused(Status),
    /// No trailers. The status is in the headers, or it is missing.
    Nothing(Option<Status>),
}

impl Last {
    /// Shows the end of the call to the interceptors. Returns the last parts of the body.
    async fn parts(self, active: &Active) -> VecDeque<Part> {
        let part = match self {
            Self::Trailers(received) => {
                let status = Status::from_header_map(&received).unwrap_or_else(missing);
                let changed = active.end(status).await.changed();
                Ok(Frame::trailers(changed.map_or(received, |status| trailers(&status))))
            }
            Self::Failed(status) => match active.end(status.clone()).await.changed() {
                Some(status) => Ok(Frame::trailers(trailers(&status))),
                None => Err(status),
            },
            Self::Refused(status) => {
                Ok(Frame::trailers(trailers(&active.end(status).await.into_status())))
            }
            Self::Nothing(in_headers) => {
                let is_missing = in_headers.is_none();
                let changed = active.end(in_headers.unwrap_or_else(missing)).await.changed();
                match changed {
                    Some(status) if is_missing => Ok(Frame::trailers(trailers(&status))),
                    // The headers have been sent.
                    _ => return VecDeque::new(),
                }
            }
        };
        [part].into()
    }
}

/// Returns the status of a response without one, with the code that tonic's client gives it.
fn missing() -> Status {
    Status::unknown("the response has no status")
}

impl http_body::Body for Responses {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Part>> {
        let this = &mut *self;
        loop {
            match &mut this.state {
                State::Ended(parts) => return Poll::Ready(parts.pop_front()),
                State::Ending(ending) => {
                    let parts = ready!(ending.as_mut().poll(cx));
                    this.guard = None;
                    this.state = State::Ended(parts);
                }
                State::Open(messages) => {
                    // An interceptor may have refused a message of the client.
                    if let Poll::Ready(verdict) = this.active.verdict.poll(cx) {
                        this.end_with(late(verdict));
                        continue;
                    }
                    let event = ready!(messages.poll(&this.active, cx));
                    let last = match (event, this.active.verdict.take()) {
                        (_, Some(verdict)) => late(verdict),
                        (Event::Data(data), None) => {
                            return Poll::Ready(Some(Ok(Frame::data(data))));
                        }
                        (Event::Over(verdict), None) => late(verdict),
                        (Event::Trailers(trailers), None) => Last::Trailers(trailers),
                        (Event::Failed(status), None) => Last::Failed(status),
                        (Event::End, None) => Last::Nothing(this.in_headers.take()),
                    };
                    this.end_with(last);
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.state, State::Ended(parts) if parts.is_empty())
    }
}

/// Returns the end of a response that has begun.
fn late(verdict: Verdict) -> Last {
    Last::Refused(match verdict {
        Verdict::Refused(status) => status,
        Verdict::Answered(..) => {
            Status::internal("an interceptor has answered after the response had begun")
        }
    })
}
