//! A log of calls and messages.

use rust_grpc::intercept::{Call, End, Interceptor, Message, Start};
use tonic::Status;

use crate::{Caller, RequestId};

/// An interceptor that writes a line for each message, and one for the end of each call.
///
/// `{:?}` of a message honours `debug_redact`. So no secret is in the log, whatever the method.
pub struct Audit {
    write: Box<dyn Fn(String) + Send + Sync>,
}

impl Audit {
    /// Creates the interceptor. `write` gets each line.
    pub fn new(write: impl Fn(String) + Send + Sync + 'static) -> Self {
        Self { write: Box::new(write) }
    }

    fn line(&self, call: &Call, event: &str) {
        let id = call.state().get().map_or("-", RequestId::as_str);
        let caller = call.state().get().map_or("-", |Caller(caller)| caller);
        (self.write)(format!("{id} {caller} {} {event}", call.name()));
    }
}

impl Interceptor for Audit {
    async fn start(&self, start: &mut Start) -> Result<(), Status> {
        let timeout = start.call().deadline().is_some();
        self.line(start.call(), if timeout { "begins, with a deadline" } else { "begins" });
        Ok(())
    }

    async fn request(&self, call: &Call, message: &mut Message) -> Result<(), Status> {
        self.line(call, &format!("<- {message:?}"));
        Ok(())
    }

    async fn response(&self, call: &Call, message: &mut Message) -> Result<(), Status> {
        self.line(call, &format!("-> {message:?}"));
        Ok(())
    }

    async fn end(&self, call: &Call, end: &mut End) {
        self.line(call, &format!("ends: {:?}", end.code()));
    }

    fn cancelled(&self, call: &Call) {
        self.line(call, "is cancelled");
    }
}
