//! The replies of expectations.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;

use tonic::{Request, Response, Status};

use super::condition::Condition;
use super::expectations::Label;

/// The steps of a reply, in order.
pub struct Reply<Q, R> {
    pub steps: Vec<Step<Q, R>>,
    /// The expectation that has the reply.
    pub label: Label,
}

/// A step of a reply. A reply can be given several times, so its parts are shared.
pub enum Step<Q, R> {
    /// Sends a message.
    Send(Arc<dyn Fn() -> R + Send + Sync>),
    /// Waits.
    Wait(Duration),
    /// Ends the call with a status.
    Fail(Status),
    /// Never ends the call.
    Hang,
    /// Receives a message of a dialog, and checks it.
    Receive(Arc<std::sync::Mutex<Condition<Q>>>),
    /// Answers by a function.
    Answer(Answer<Q, R>),
}

/// A function that answers calls.
pub type Answer<Q, R> = Arc<dyn Fn(Request<Q>) -> Result<Response<R>, Status> + Send + Sync>;

impl<Q, R> Clone for Reply<Q, R> {
    fn clone(&self) -> Self {
        Self { steps: self.steps.clone(), label: self.label }
    }
}

impl<Q, R> Clone for Step<Q, R> {
    fn clone(&self) -> Self {
        match self {
            Self::Send(message) => Self::Send(Arc::clone(message)),
            Self::Wait(time) => Self::Wait(*time),
            Self::Fail(status) => Self::Fail(status.clone()),
            Self::Hang => Self::Hang,
            Self::Receive(condition) => Self::Receive(Arc::clone(condition)),
            Self::Answer(answer) => Self::Answer(Arc::clone(answer)),
        }
    }
}
