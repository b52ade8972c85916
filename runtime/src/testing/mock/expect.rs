//! The builder of an expectation.

use alloc::sync::Arc;
use core::fmt::Debug;
use core::marker::PhantomData;
use core::time::Duration;
use std::sync::Mutex;

use tonic::{Request, Response, Status};

use super::State;
use super::condition::{self, Condition};
use super::expectations::Expectation;
use super::reply::Step;
use super::times::Times;

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

/// The builder panics if a part of the expectation contradicts an earlier one.
impl<Q: 'static, R: 'static, K> Expect<'_, Q, R, K> {
    /// Expects `calls` calls, e.g. `2` or `1..=3`. Without it, one call is expected. Each call gets
    /// the same reply.
    #[track_caller]
    pub fn times(self, calls: impl Into<Times>) -> Self {
        let times = calls.into();
        if times.least > times.most {
            panic!("`times` has an empty range: no number of calls is in it");
        }
        let earlier = self.change(|expectation| expectation.times.replace(times));
        if let Some(earlier) = earlier {
            panic!("`times` sets the number of calls to {times}, and it is set to {earlier}");
        }
        self
    }

    /// Expects an entry of metadata. A key that ends with `-bin` has any bytes as its value.
    ///
    /// # Panics
    /// Panics if no metadata can have such an entry.
    #[track_caller]
    pub fn with_metadata(self, key: &str, value: impl AsRef<[u8]>) -> Self {
        self.condition(condition::has_metadata(key, value.as_ref()))
    }

    /// Waits before the next part of the reply.
    #[track_caller]
    pub fn wait(self, time: Duration) -> Self {
        self.step("wait", Step::Wait(time))
    }

    /// Ends the call with a status.
    #[track_caller]
    pub fn fail(self, status: Status) -> Self {
        self.last_step("fail", Step::Fail(status))
    }

    /// Never ends the call. Its timeout ends it, if it has one.
    #[track_caller]
    pub fn hang(self) -> Self {
        self.last_step("hang", Step::Hang)
    }

    fn condition(self, condition: Condition<Q>) -> Self {
        self.change(|expectation| expectation.typed::<Q, R>().conditions.push(condition));
        self
    }

    /// Adds a step of the reply. `method` is the name of the caller.
    #[track_caller]
    fn step(self, method: &str, step: Step<Q, R>) -> Self {
        if let Some(last) = self.change(|expectation| expectation.ended_by) {
            panic!(
                "`{method}` has no effect after `{last}`, which ends the call: the reply to a \
                 further call needs an expectation of its own"
            );
        }
        self.change(|expectation| expectation.typed().reply.steps.push(step));
        self
    }

    /// Adds the step that ends the call.
    #[track_caller]
    fn last_step(self, method: &'static str, step: Step<Q, R>) -> Self {
        let expect = self.step(method, step);
        expect.change(|expectation| expectation.ended_by = Some(method));
        expect
    }

    fn change<T>(&self, change: impl FnOnce(&mut Expectation) -> T) -> T {
        change(self.state.expectations().at(self.place))
    }
}

/// The kinds of calls whose requests an expectation sees before it replies.
pub trait SeesRequest {}

impl SeesRequest for Message {}
impl SeesRequest for Stream {}

impl<Q: 'static, R: 'static, K: SeesRequest> Expect<'_, Q, R, K> {
    /// Expects a request with this content. The report shows the fields that differ.
    #[track_caller]
    pub fn with(self, request: Q) -> Self
    where
        Q: PartialEq + Debug + Send,
    {
        if self.change(|expectation| core::mem::replace(&mut expectation.is_compared, true)) {
            panic!("`with` expects a second request: it needs an expectation of its own");
        }
        self.condition(condition::equals(request))
    }

    /// Expects a request that satisfies `predicate`. The report says that a request is not `what`.
    pub fn matching(self, what: &str, predicate: impl Fn(&Q) -> bool + Send + 'static) -> Self {
        self.condition(condition::satisfies(what, predicate))
    }
}

impl<Q: 'static, R: 'static> Expect<'_, Q, R, Message> {
    /// Replies with a message.
    #[track_caller]
    pub fn reply(self, message: R) -> Self
    where
        R: Clone + Send + Sync,
    {
        self.last_step("reply", Step::Send(Arc::new(move || message.clone())))
    }

    /// Replies with the result of a function, which can also set metadata.
    ///
    /// ```
    /// # use rust_grpc::testing::mock::{Expect, Message};
    /// use tonic::{Request, Response};
    ///
    /// # fn example(expectation: Expect<'_, String, String, Message>) {
    /// expectation.answer(|request: Request<String>| {
    ///     let mut response = Response::new(request.get_ref().to_uppercase());
    ///     response.metadata_mut().insert("answered-by", "a-test".parse().unwrap());
    ///     Ok(response)
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn answer(
        self,
        answer: impl Fn(Request<Q>) -> Result<Response<R>, Status> + Send + Sync + 'static,
    ) -> Self {
        self.last_step("answer", Step::Answer(Arc::new(answer)))
    }
}

impl<Q: 'static, R: 'static> Expect<'_, Q, R, Stream> {
    /// Sends a message. The stream ends after the last one.
    #[track_caller]
    pub fn send(self, message: R) -> Self
    where
        R: Clone + Send + Sync,
    {
        self.step("send", Step::Send(Arc::new(move || message.clone())))
    }
}

impl<Q: 'static, R: 'static> Expect<'_, Q, R, Dialog> {
    /// Sends a message. The stream ends after the last one.
    #[track_caller]
    pub fn send(self, message: R) -> Self
    where
        R: Clone + Send + Sync,
    {
        self.step("send", Step::Send(Arc::new(move || message.clone())))
    }

    /// Waits for the next message of the client, and expects that it equals `message`. Another
    /// message ends the call with INTERNAL.
    #[track_caller]
    pub fn receive(self, message: Q) -> Self
    where
        Q: PartialEq + Debug + Send,
    {
        self.step("receive", Step::Receive(Arc::new(Mutex::new(condition::equals(message)))))
    }
}
