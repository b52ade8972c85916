//! A call that has begun, and the interceptors that have seen its start.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll, Waker};
use std::sync::{Mutex, OnceLock, PoisonError};

use tonic::Status;
use tonic::codec::CompressionEncoding;
use tonic::metadata::MetadataMap;

use super::answer::Verdict;
use super::interceptor::DynInterceptor;
use super::message::Direction;
use super::{Call, End, Message, Side};

/// The interceptors of a client or a server, the outermost first.
pub type Chain = Arc<[Arc<dyn DynInterceptor>]>;

/// A call that has begun.
pub struct Active {
    pub call: Call,
    pub chain: Chain,
    /// The number of interceptors that have seen the start.
    pub started: usize,
    /// Whether an interceptor sees messages.
    pub sees_messages: bool,
    /// The greatest length of a message from the peer.
    pub limit: usize,
    pub request_encoding: Option<CompressionEncoding>,
    pub response_encoding: OnceLock<CompressionEncoding>,
    /// Whether the interceptors can read the format of the messages.
    pub reads_format: bool,
    pub verdict: Slot,
    pub stop: Stop,
    /// The number of interceptors that have seen the start, and not the end.
    pub unended: AtomicUsize,
}

impl Active {
    /// Returns the interceptors that have seen the start.
    fn interceptors(&self) -> &[Arc<dyn DynInterceptor>] {
        &self.chain[..self.started]
    }

    /// Shows a message of the client to the interceptors, the outermost first.
    pub async fn request(&self, message: &mut Message) -> Result<(), Verdict> {
        for (index, interceptor) in self.interceptors().iter().enumerate() {
            if !interceptor.sees_messages(&self.call) {
                continue;
            }
            let result = interceptor.request(&self.call, message).await;
            result.map_err(Verdict::Refused)?;
            if let Some(answer) = message.answer.take() {
                return Err(Verdict::Answered(answer, index));
            }
        }
        Ok(())
    }

    /// Shows a message of the server to the first `count` interceptors, the outermost last.
    pub async fn response(&self, count: usize, message: &mut Message) -> Result<(), Status> {
        for interceptor in self.chain[..count].iter().rev() {
            if interceptor.sees_messages(&self.call) {
                interceptor.response(&self.call, message).await?;
            }
        }
        Ok(())
    }

    /// Shows the beginning of a response to the first `count` interceptors, the outermost last.
    pub async fn headers(&self, count: usize, metadata: &mut MetadataMap) -> Result<(), Status> {
        for interceptor in self.chain[..count].iter().rev() {
            interceptor.headers(&self.call, metadata).await?;
        }
        Ok(())
    }

    /// Shows the end of the call to all interceptors, the outermost last.
    pub async fn end(&self, status: Status) -> End {
        let mut end = End::new(status);
        for (index, interceptor) in self.interceptors().iter().enumerate().rev() {
            self.unended.store(index, Ordering::Relaxed);
            interceptor.end(&self.call, &mut end).await;
        }
        end
    }

    /// Returns the compression of messages in this direction.
    pub fn encoding(&self, direction: Direction) -> Option<CompressionEncoding> {
        match direction {
            Direction::Request => self.request_encoding,
            Direction::Response => self.response_encoding.get().copied(),
        }
    }

    /// Returns the greatest length of a message in this direction. Messages of our own side are in
    /// memory already, so they may have any length.
    pub fn limit(&self, direction: Direction) -> usize {
        match (self.call.side(), direction) {
            (Side::Server, Direction::Request) | (Side::Client, Direction::Response) => self.limit,
            (Side::Server, Direction::Response) | (Side::Client, Direction::Request) => usize::MAX,
        }
    }
}

/// Tells the interceptors that a call is cancelled, if it is dropped before they have seen its end.
pub struct Guard(pub Arc<Active>);

impl Drop for Guard {
    fn drop(&mut self) {
        let unended = self.0.unended.swap(0, Ordering::Relaxed);
        for interceptor in self.0.chain[..unended].iter().rev() {
            interceptor.cancelled(&self.0.call);
        }
    }
}

/// A verdict on the messages of the request, for the code that waits for the response.
#[derive(Default)]
pub struct Slot(Mutex<(Option<Verdict>, Option<Waker>)>);

impl Slot {
    /// Sets the verdict, unless there is one.
    pub fn set(&self, verdict: Verdict) {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.0.get_or_insert(verdict);
        if let Some(waker) = slot.1.take() {
            waker.wake();
        }
    }

    /// Takes the verdict.
    pub fn take(&self) -> Option<Verdict> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.take()
    }

    /// Takes the verdict, as soon as there is one.
    pub fn poll(&self, cx: &mut Context<'_>) -> Poll<Verdict> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.0.take() {
            Some(verdict) => Poll::Ready(verdict),
            None => {
                slot.1 = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Ends the requests of a client after an interceptor has refused the response. Otherwise tonic's
/// channel goes on sending them.
#[derive(Default)]
pub struct Stop(Mutex<(bool, Option<Waker>)>);

impl Stop {
    pub fn set(&self) {
        let mut stop = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stop.0 = true;
        if let Some(waker) = stop.1.take() {
            waker.wake();
        }
    }

    /// Returns whether the requests have ended. Otherwise the task is woken when they end.
    pub fn poll(&self, cx: &mut Context<'_>) -> bool {
        let mut stop = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !stop.0 {
            stop.1 = Some(cx.waker().clone());
        }
        stop.0
    }
}
