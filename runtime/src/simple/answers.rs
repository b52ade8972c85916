//! The streams of simple services.

use alloc::boxed::Box;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use tonic::Status;
use tonic::codegen::tokio_stream::Stream;

use super::context::Guard;

/// The stream of responses that a method of a simple trait returns: `Ok(Box::pin(stream))`.
pub type Responses<M, E> = Pin<Box<dyn Stream<Item = Result<M, E>> + Send>>;

/// The stream of responses of a service trait over a simple service.
pub struct Answers<M, E> {
    responses: Responses<M, E>,
    call: Option<Guard>,
}

impl<M, E> Answers<M, E> {
    pub(super) fn new(responses: Responses<M, E>, call: Guard) -> Self {
        Self { responses, call: Some(call) }
    }
}

impl<M, E: Into<Status>> Stream for Answers<M, E> {
    type Item = Result<M, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.responses.as_mut().poll_next(cx));
        if !matches!(next, Some(Ok(_)))
            && let Some(call) = self.call.take()
        {
            call.complete();
        }
        Poll::Ready(next.map(|next| next.map_err(Into::into)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.responses.size_hint()
    }
}

impl<M, E> fmt::Debug for Answers<M, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").finish_non_exhaustive()
    }
}
