//! The requests of a call, for several attempts.

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use tonic::Status;
use tonic::body::Body;

use super::budget::Budget;
use crate::layers::cancelled;

mod requests;

pub use requests::Requests;

/// The requests of a call. Each attempt reads them from the beginning.
#[derive(Clone)]
pub struct Replay {
    state: Arc<Mutex<State>>,
}

struct State {
    source: Body,
    /// Whether the source has no more frames.
    ended: bool,
    /// The error of the source.
    failure: Option<Status>,
    /// The frames that an attempt can still need.
    frames: VecDeque<Bytes>,
    /// The number of frames before those in `frames`.
    dropped: usize,
    /// The bytes of `frames` that the budget of the client counts.
    buffered: usize,
    budget: Arc<Budget>,
    /// The attempts that may read.
    attempts: Vec<Reader>,
    /// The number of the next attempt.
    next: u64,
    /// The only attempt that is left. No other one can follow.
    committed: Option<u64>,
}

/// An attempt that reads the requests.
struct Reader {
    id: u64,
    /// The number of frames that it has read.
    position: usize,
    waker: Option<Waker>,
}

/// An attempt. Dropping it cancels the attempt, unless it has been finished.
pub struct Attempt {
    replay: Replay,
    id: u64,
    finished: bool,
}

impl Replay {
    pub fn new(source: Body, budget: Arc<Budget>) -> Self {
        let state = State {
            source,
            ended: false,
            failure: None,
            frames: VecDeque::new(),
            dropped: 0,
            buffered: 0,
            budget,
            attempts: Vec::new(),
            next: 0,
            committed: None,
        };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Begins an attempt, and returns the body of its request. Returns `None` if no attempt can
    /// follow those before.
    pub fn begin(&self) -> Option<(Attempt, Body)> {
        let mut state = self.lock();
        if state.committed.is_some() {
            return None;
        }
        let id = state.next;
        state.next += 1;
        state.attempts.push(Reader { id, position: 0, waker: None });
        // tonic asks the new body whether it is empty, which takes the lock.
        drop(state);
        let attempt = Attempt { replay: self.clone(), id, finished: false };
        Some((attempt, Body::new(Requests::new(self.clone(), id))))
    }

    /// Whether no attempt can follow.
    pub fn is_committed(&self) -> bool {
        self.lock().committed.is_some()
    }

    /// Returns the error of the source, e.g. of a request that is too long.
    pub fn failure(&self) -> Option<Status> {
        self.lock().failure.clone()
    }

    /// A request that panics while it is polled leaves the state as it was before, so that the
    /// state can be used.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt {
    /// Ends all other attempts. Returns `false` if another attempt has done so before.
    pub fn commit(&self) -> bool {
        self.replay.lock().commit(self.id)
    }

    /// Whether another attempt is the only one. This one then has ended with an error.
    pub fn is_lost(&self) -> bool {
        self.replay.lock().committed.is_some_and(|committed| committed != self.id)
    }

    /// Returns the error of the source, e.g. of a request that is too long.
    pub fn failure(&self) -> Option<Status> {
        self.replay.failure()
    }

    /// Notes that the response has ended. Dropping the attempt then cancels nothing.
    pub fn finish(&mut self) {
        self.finished = true;
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if !self.finished {
            // The source is dropped without the lock, because it may own a response of the call.
            let source = self.replay.lock().remove(self.id);
            drop(source);
        }
    }
}

impl State {
    /// Leaves only this attempt. Returns `false` if another attempt is the only one.
    fn commit(&mut self, id: u64) -> bool {
        if let Some(committed) = self.committed {
            return committed == id;
        }
        self.committed = Some(id);
        for reader in self.attempts.extract_if(.., |reader| reader.id != id) {
            reader.waker.into_iter().for_each(Waker::wake);
        }
        let position = self.attempts.first().map_or(0, |reader| reader.position);
        self.frames.drain(..position.min(self.frames.len()));
        self.dropped = position;
        // The frames that are left are sent soon, and no attempt needs them again.
        self.budget.give_back(mem::take(&mut self.buffered));
        true
    }

    /// Wakes the attempts that wait for the source. The source itself wakes only the attempt that
    /// has polled it last, and that one may end.
    fn wake(&mut self) {
        for reader in &mut self.attempts {
            reader.waker.take().into_iter().for_each(Waker::wake);
        }
    }

    /// Ends an attempt. Returns the source if no attempt can read it.
    fn remove(&mut self, id: u64) -> Option<Body> {
        // The attempt learns that it has ended.
        self.wake();
        self.attempts.retain(|reader| reader.id != id);
        if self.committed.is_none() || !self.attempts.is_empty() {
            return None;
        }
        self.ended = true;
        self.frames.clear();
        Some(mem::replace(&mut self.source, Body::empty()))
    }

    /// Returns the next frame for an attempt.
    fn poll(
        &mut self,
        id: u64,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let Some(index) = self.attempts.iter().position(|reader| reader.id == id) else {
            return Poll::Ready(Some(Err(cancelled())));
        };
        let next = self.attempts[index].position - self.dropped;
        if let Some(frame) = self.frames.get(next).cloned() {
            self.attempts[index].position += 1;
            if self.committed.is_some() {
                self.frames.pop_front();
                self.dropped += 1;
            }
            return Poll::Ready(Some(Ok(Frame::data(frame))));
        }
        if self.ended {
            return Poll::Ready(self.failure.clone().map(Err));
        }
        let Poll::Ready(frame) = Pin::new(&mut self.source).poll_frame(cx) else {
            self.attempts[index].waker = Some(cx.waker().clone());
            return Poll::Pending;
        };
        self.wake();
        match frame {
            None => self.ended = true,
            Some(Err(status)) => {
                self.ended = true;
                self.failure = Some(status.clone());
                return Poll::Ready(Some(Err(status)));
            }
            Some(Ok(frame)) => {
                self.keep(index, &frame);
                return Poll::Ready(Some(Ok(frame)));
            }
        }
        Poll::Ready(None)
    }

    /// Keeps a frame that the attempt at `index` has read, or commits the attempt.
    fn keep(&mut self, index: usize, frame: &Frame<Bytes>) {
        self.attempts[index].position += 1;
        if self.committed.is_some() {
            self.dropped += 1;
            return;
        }
        match frame.data_ref() {
            Some(data) if self.budget.take(data.len(), self.buffered) => {
                self.buffered += data.len();
                self.frames.push_back(data.clone());
            }
            // Requests of gRPC have no trailers. If there are some, they end the buffering.
            _ => {
                self.commit(self.attempts[index].id);
            }
        }
    }
}

impl Drop for State {
    fn drop(&mut self) {
        self.budget.give_back(self.buffered);
    }
}

#[cfg(test)]
mod tests;
