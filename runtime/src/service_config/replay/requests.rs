//! The body of the request of one attempt.

use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use tonic::Status;

use super::Replay;

/// The body of the request of one attempt.
pub struct Requests {
    replay: Replay,
    id: u64,
}

impl Requests {
    pub fn new(replay: Replay, id: u64) -> Self {
        Self { replay, id }
    }
}

impl HttpBody for Requests {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        self.replay.lock().poll(self.id, cx)
    }

    fn is_end_stream(&self) -> bool {
        let state = self.replay.lock();
        let reader = state.attempts.iter().find(|reader| reader.id == self.id);
        reader.is_some_and(|reader| {
            let has_read_all = reader.position == state.dropped + state.frames.len();
            has_read_all && state.failure.is_none() && (state.ended || state.source.is_end_stream())
        })
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        let mut state = self.replay.lock();
        let source = if state.committed.is_some() {
            state.remove(self.id)
        } else {
            state.wake();
            None
        };
        // The source is dropped without the lock, because it may own a response of the call.
        drop(state);
        drop(source);
    }
}
