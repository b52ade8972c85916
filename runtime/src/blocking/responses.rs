//! The responses on their way from the driver to an iterator.

use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::iter::FusedIterator;
use std::sync::mpsc;

use tokio::sync::Semaphore;
use tokio::task::AbortHandle;
use tokio::time::Instant;
use tonic::codegen::http::Extensions;
use tonic::metadata::MetadataMap;
use tonic::{Response, Status};

use super::calls::by;
use super::driver::{Driver, lost};
use super::requests::Guard;

/// The number of messages between the driver and an iterator. A server that is faster waits, by the
/// flow control of HTTP/2.
const CAPACITY: usize = 8;

/// A stream of responses, as an iterator. The iterator ends after an error.
///
/// Dropping the iterator before its end cancels the call.
pub struct Streaming<M> {
    events: mpsc::Receiver<Event<M>>,
    free: Arc<Semaphore>,
    task: AbortHandle,
    has_ended: bool,
    /// The status of a call that has failed before the beginning of the response.
    failed: Option<Status>,
    /// The metadata that the server has sent before the first message, and the extensions.
    head: Option<(MetadataMap, Extensions)>,
    trailers: Option<MetadataMap>,
    driver: Driver,
}

enum Event<M> {
    Head(MetadataMap, Extensions),
    Message(M),
    End(Result<Option<MetadataMap>, Status>),
}

impl<M> Streaming<M> {
    /// Waits for the next message. Returns `None` after the last one.
    ///
    /// # Errors
    /// Returns the status of a call that has failed.
    pub fn message(&mut self) -> Result<Option<M>, Status> {
        self.next().transpose()
    }

    /// Waits for the beginning of the response, and returns its metadata. A server may send it with
    /// the first message only.
    ///
    /// # Errors
    /// Returns the status of a call that has failed before.
    pub fn metadata(&mut self) -> Result<&MetadataMap, Status> {
        self.begin()?;
        self.head.as_ref().map(|(metadata, _)| metadata).ok_or_else(lost)
    }

    /// Returns the metadata that the server has sent after the last message. It is `None` before
    /// the end.
    pub fn trailers(&self) -> Option<&MetadataMap> {
        self.trailers.as_ref()
    }

    /// Waits for the beginning of the response. Returns the status if the call has failed before.
    fn begin(&mut self) -> Result<(), Status> {
        if self.head.is_some() {
            return Ok(());
        }
        if let Some(status) = &self.failed {
            return Err(status.clone());
        }
        let status = match self.event() {
            Ok(Event::Head(metadata, extensions)) => {
                self.head = Some((metadata, extensions));
                return Ok(());
            }
            // A task sends the head first, or the error.
            Ok(Event::Message(_) | Event::End(Ok(_))) => lost(),
            Ok(Event::End(Err(status))) | Err(status) => status,
        };
        self.has_ended = true;
        self.failed = Some(status.clone());
        Err(status)
    }

    fn receive(&mut self) -> Result<Option<M>, Status> {
        self.begin()?;
        match self.event()? {
            Event::Message(message) => {
                self.free.add_permits(1);
                Ok(Some(message))
            }
            Event::End(end) => {
                self.trailers = end?;
                Ok(None)
            }
            Event::Head(..) => Err(lost()),
        }
    }

    fn event(&self) -> Result<Event<M>, Status> {
        // The thread of the driver must not wait for itself.
        self.driver.handle()?;
        self.events.recv().map_err(|_| lost())
    }
}

impl<M> Iterator for Streaming<M> {
    type Item = Result<M, Status>;

    fn next(&mut self) -> Option<Result<M, Status>> {
        if self.has_ended {
            return None;
        }
        let next = self.receive();
        self.has_ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl<M> FusedIterator for Streaming<M> {}

impl<M> Drop for Streaming<M> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl<M> fmt::Debug for Streaming<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streaming").field("has_ended", &self.has_ended).finish_non_exhaustive()
    }
}

impl<M: Send + 'static> Streaming<M> {
    /// Starts a call with a stream of responses. `guard` is its stream of requests.
    pub(super) fn start(
        driver: &Driver,
        deadline: Option<Instant>,
        guard: Option<Guard>,
        call: impl Future<Output = Result<Response<tonic::Streaming<M>>, Status>> + Send + 'static,
    ) -> Result<Self, Status> {
        let (sent, events) = mpsc::channel();
        let free = Arc::new(Semaphore::new(CAPACITY));
        let task = Task { sent, free: Arc::clone(&free), deadline };
        let task = driver.handle()?.spawn(async move {
            if task.run(call).await
                && let Some(guard) = guard
            {
                guard.end();
            }
        });
        let (task, driver) = (task.abort_handle(), driver.clone());
        Ok(Self {
            events,
            free,
            task,
            has_ended: false,
            failed: None,
            head: None,
            trailers: None,
            driver,
        })
    }

    /// Waits for the beginning of the response.
    pub(super) fn response(mut self) -> Result<Response<Self>, Status> {
        self.begin()?;
        let (metadata, extensions) = self.head.clone().ok_or_else(lost)?;
        Ok(Response::from_parts(metadata, self, extensions))
    }
}

/// The task that reads the responses of a call.
struct Task<M> {
    sent: mpsc::Sender<Event<M>>,
    free: Arc<Semaphore>,
    deadline: Option<Instant>,
}

impl<M> Task<M> {
    /// Runs a call, and passes its messages on to the iterator. Returns whether the server has
    /// ended the call in order.
    async fn run(
        self,
        call: impl Future<Output = Result<Response<tonic::Streaming<M>>, Status>>,
    ) -> bool {
        let response = match by(self.deadline, call).await {
            Ok(response) => response,
            Err(status) => {
                // Sending fails if the iterator is dropped.
                let _ = self.sent.send(Event::End(Err(status)));
                return false;
            }
        };
        let (metadata, mut messages, extensions) = response.into_parts();
        let _ = self.sent.send(Event::Head(metadata, extensions));
        loop {
            let next = by(self.deadline, async {
                match self.free.acquire().await {
                    Ok(permit) => permit.forget(),
                    // Nothing closes the semaphore.
                    Err(_) => return Err(lost()),
                }
                match messages.message().await? {
                    Some(message) => Ok(Event::Message(message)),
                    None => Ok(Event::End(Ok(messages.trailers().await?))),
                }
            });
            let event = next.await.unwrap_or_else(|status| Event::End(Err(status)));
            let is_end = matches!(event, Event::End(_));
            let has_ended = matches!(event, Event::End(Ok(_)));
            if self.sent.send(event).is_err() || is_end {
                return has_ended;
            }
        }
    }
}
