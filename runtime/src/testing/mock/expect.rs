//! The builder of an expectation.

use alloc::sync::Arc;
use core::fmt::Debug;
use core::marker::PhantomData;
use core::time::Duration;
use std::sync::Mutex;

use tonic::{Request, Response, Status};

use super::State;
use super::condition::{self, Condition};
use super::expectations::Typed;
use super::reply::Step;

/// The reply is one message.
#[derive(Debug)]
pub struct Message;

/// The reply is a stream of messages.
#[derive(Debug)]
pub struct Stream;

/// Both sides send streams of messages.
#[derive(Debug)]
pub struct Dialog;

/// An expectation of a mock. Its methods change the expectation, which is in force at once.
///
/// `Q` is the message of the request, or a `Vec` of them if the client sends a stream. `R` is the
/// message of the reply.
pub struct Expect<'m, Q, R, K> {
    pub(super) state: &'m Arc<State>,
    /// The place of the expectation in the list.
    pub(super) place: usize,
    pub(super) types: PhantomData<fn(Q, K) -> R>,
}

impl<Q: 'static, R: 'static, K> Expect<'_, Q, R, K> {
    /// Expects `calls` calls, e.g. `2` or `1..=3`. Without it, one call is expected.
    pub fn times(self, calls: impl Into<Times>) -> Self {
        let Times(least, most) = calls.into();
        self.state.expectations().at(self.place).times = least..=most;
        self
    }

    /// Expects an entry of metadata.
    pub fn with_metadata(self, key: &str, value: &str) -> Self {
        self.condition(condition::has_metadata(key, value))
    }

    /// Waits before the next part of the reply.
    pub fn wait(self, time: Duration) -> Self {
        self.step(Step::Wait(time))
    }

    /// Ends the call with a status.
    pub fn fail(self, status: Status) -> Self {
        self.step(Step::Fail(status))
    }

    /// Never ends the call.
    pub fn hang(self) -> Self {
        self.step(Step::Hang)
    }

    fn condition(self, condition: Condition<Q>) -> Self {
        self.change(|typed| typed.conditions.push(condition))
    }

    fn step(self, step: Step<Q, R>) -> Self {
        self.change(|typed| typed.reply.0.push(step))
    }

    fn change(self, change: impl FnOnce(&mut Typed<Q, R>)) -> Self {
        change(self.state.expectations().at(self.place).typed());
        self
    }
}

/// The kinds of calls whose requests an expectation sees before it replies.
pub trait SeesRequest {}

impl SeesRequest for Message {}
impl SeesRequest for Stream {}

impl<Q: 'static, R: 'static, K: SeesRequest> Expect<'_, Q, R, K> {
    /// Expects a request with this content. The report shows the fields that differ.
    pub fn with(self, request: Q) -> Self
    where
        Q: PartialEq + Debug + Send,
    {
        self.condition(condition::equals(request))
    }

    /// Expects a request that satisfies `predicate`. The report says that a request is not `what`.
    pub fn matching(self, what: &str, predicate: impl Fn(&Q) -> bool + Send + 'static) -> Self {
        self.condition(condition::satisfies(what, predicate))
    }
}

impl<Q: 'static, R: 'static> Expect<'_, Q, R, Message> {
    /// Replies with a message.
    pub fn reply(self, message: R) -> Self
    where
        R: Clone + Send + Sync,
    {
        self.step(Step::Send(Arc::new(move || message.clone())))
    }

    /// Replies with the result of a function, which can also set metadata.
    pub fn answer(
        self,
        answer: impl Fn(Request<Q>) -> Result<Response<R>, Status> + Send + Sync + 'static,
    ) -> Self {
        self.step(Step::Answer(Arc::new(answer)))
    }
}

impl<Q: 'static, R: 'static> Expect<'_, Q, R, Stream> {
    /// Sends a message. The stream ends after the last one.
    pub fn send(self, message: R) -> Self
    where
        R: Clone + Send + Sync,
    {
        self.step(Step::Send(Arc::new(move || message.clone())))
    }
}

impl<Q: 'static, R: 'static> Expect<'_, Q, R, Dialog> {
    /// Sends a message. The stream ends after the last one.
    pub fn send(self, message: R) -> Self
    where
        R: Clone + Send + Sync,
    {
        self.step(Step::Send(Arc::new(move || message.clone())))
    }

    /// Waits for the next message of the client, and expects that it equals `message`. Another
    /// message ends the call with INTERNAL.
    pub fn receive(self, message: Q) -> Self
    where
        Q: PartialEq + Debug + Send,
    {
        self.step(Step::Receive(Arc::new(Mutex::new(condition::equals(message)))))
    }
}

/// A number of calls.
#[derive(Debug, Clone, Copy)]
pub struct Times(usize, usize);

impl From<usize> for Times {
    fn from(calls: usize) -> Self {
        Self(calls, calls)
    }
}

impl From<core::ops::RangeInclusive<usize>> for Times {
    fn from(calls: core::ops::RangeInclusive<usize>) -> Self {
        Self(*calls.start(), *calls.end())
    }
}

impl From<core::ops::RangeFrom<usize>> for Times {
    fn from(calls: core::ops::RangeFrom<usize>) -> Self {
        Self(calls.start, usize::MAX)
    }
}

impl From<core::ops::RangeFull> for Times {
    fn from(_: core::ops::RangeFull) -> Self {
        Self(0, usize::MAX)
    }
}
