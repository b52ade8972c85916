//! The requests on their way from an iterator to the driver.
//!
//! The thread of the iterator waits until the driver has taken messages, so the channels between
//! the threads are those of std. tokio's channels refuse to block a thread of a runtime.

use alloc::sync::Arc;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, ready};
use std::sync::mpsc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tonic::codegen::tokio_stream::Stream;

use super::cancelling::Ends;

/// The number of messages between an iterator and the driver.
const CAPACITY: usize = 8;

/// Creates the parts of a call that streams requests: the side of the iterator, the stream that
/// tonic reads, the side of the call, and the signals that end the requests.
pub(super) fn queue<M>() -> (Feeder<M>, Messages<M>, Guard, Ends) {
    let (sent, received) = unbounded_channel();
    let (freed, free) = mpsc::channel();
    let (end_of_call, call) = oneshot::channel();
    let (end_of_iterator, iterator) = oneshot::channel();
    let over = Arc::new(AtomicBool::new(false));
    for _ in 0..CAPACITY {
        // The receiver is in the feeder below.
        let _ = freed.send(());
    }
    let feeder = Feeder { messages: sent, free, over: Arc::clone(&over), end: end_of_iterator };
    let guard = Guard { over, freed: freed.clone(), end: Some(end_of_call) };
    (feeder, Messages { messages: received, freed }, guard, Ends::new(call, iterator))
}

/// The side of the iterator. If it is dropped before the iterator has ended, the call is cancelled,
/// e.g. if the iterator panics.
pub(super) struct Feeder<M> {
    /// `None` after the last message.
    messages: UnboundedSender<Option<M>>,
    /// A unit for each message that the queue can take, and one when the call is over.
    free: mpsc::Receiver<()>,
    over: Arc<AtomicBool>,
    end: oneshot::Sender<()>,
}

impl<M> Feeder<M> {
    /// Sends the messages of an iterator, until the iterator or the call ends.
    pub fn feed(self, mut messages: impl Iterator<Item = M>) {
        // The iterator is not asked before the queue can take its message.
        while self.free.recv().is_ok() && !self.over.load(Ordering::Acquire) {
            let message = messages.next();
            let is_last = message.is_none();
            if self.messages.send(message).is_err() || is_last {
                break;
            }
        }
        // Sending fails if the call is over.
        let _ = self.end.send(());
    }
}

/// The side of the call. If it is dropped before [`Guard::end`], the call is cancelled.
pub(super) struct Guard {
    over: Arc<AtomicBool>,
    freed: mpsc::Sender<()>,
    end: Option<oneshot::Sender<()>>,
}

impl Guard {
    /// Ends the requests of a call that the server has ended.
    pub fn end(mut self) {
        if let Some(end) = self.end.take() {
            // Sending fails if the requests have ended before.
            let _ = end.send(());
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        // The feeder may be waiting. Sending fails if it has ended.
        let _ = self.freed.send(());
    }
}

/// The stream of requests that tonic reads.
pub(super) struct Messages<M> {
    messages: UnboundedReceiver<Option<M>>,
    freed: mpsc::Sender<()>,
}

impl<M> Stream for Messages<M> {
    type Item = M;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<M>> {
        match ready!(self.messages.poll_recv(cx)) {
            Some(Some(message)) => {
                // Sending fails if the iterator has ended.
                let _ = self.freed.send(());
                Poll::Ready(Some(message))
            }
            Some(None) => Poll::Ready(None),
            // The iterator has not ended. `Ends` wakes the task, and cancels the call.
            None => Poll::Pending,
        }
    }
}
