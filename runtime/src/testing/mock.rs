//! The parts of generated mocks (option `mock`).
//!
//! A mock is a client stub over a [`MockChannel`]. So code under test encodes its requests and
//! decodes the responses as in production, and its interceptors run. The channel answers by
//! [expectations](Expect), which the methods `expect_..` of the mock add.
//!
//! * An expectation answers the calls of one method whose requests its conditions accept, once or
//!   as often as [`times`](Expect::times) says. The first expectation that can answer a call does.
//! * A call that no expectation accepts fails with the status INTERNAL, whose message shows why. A
//!   call that the mock does not expect fails its test, too, even if the code under test ignores
//!   the status.
//! * A mock that is dropped panics if calls are missing or were not expected. Its report shows the
//!   fields in which requests differ from what was expected. It prints messages by their `Debug`,
//!   so a field with `debug_redact` is not shown.
//! * A mock that is dropped by a panic prints its report to the standard error.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use core::fmt::{self, Debug};
use core::marker::PhantomData;
use core::panic::Location;
use core::task::{Context, Poll};
use std::sync::Mutex;

#[cfg(feature = "json")]
use http::header::CONTENT_TYPE;
use http::{Request, Response};
use tonic::TimeoutExpired;
use tonic::body::Body;
use tonic::codec::Codec;
use tonic::codegen::BoxFuture;
use tower_service::Service;

use crate::codec::ProtoCodec;
use crate::layers::Expiry;
#[cfg(feature = "json")]
use crate::stub::Format;
use crate::stub::server::Answered;

mod answer;
mod condition;
mod difference;
mod expect;
mod expectations;
mod reply;
mod times;

pub use expect::{Dialog, Expect, Message, Stream};

use expectations::Expectations;

/// Answers the calls of a method by its expectations.
type Handler = Arc<dyn Fn(Arc<State>, Request<Body>) -> Answered + Send + Sync>;

/// The expectations of a mock. The mock's channels share it.
pub(crate) struct State {
    expectations: Mutex<Expectations>,
    handlers: Mutex<BTreeMap<&'static str, Handler>>,
}

impl State {
    fn expectations(&self) -> std::sync::MutexGuard<'_, Expectations> {
        // A condition of the test may have panicked. The expectations are in order even then.
        self.expectations.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// The inside of a generated mock.
pub struct Mock {
    state: Arc<State>,
}

impl Default for Mock {
    fn default() -> Self {
        let (expectations, handlers) = (Mutex::default(), Mutex::default());
        Self { state: Arc::new(State { expectations, handlers }) }
    }
}

impl Mock {
    /// Returns a channel that the mock answers.
    pub fn channel(&self) -> MockChannel {
        MockChannel { state: Arc::clone(&self.state) }
    }

    /// Expects the calls in the order of their expectations.
    pub fn in_order(&self) {
        self.state.expectations().in_order = true;
    }

    /// Checks that all expected calls have been made, and no others.
    ///
    /// # Panics
    /// Panics otherwise.
    #[track_caller]
    pub fn verify(&self) {
        let report = self.state.expectations().report();
        if let Some(report) = report {
            panic!("{report}");
        }
    }

    /// Expects a call of a unary method.
    #[track_caller]
    pub fn unary<M, R>(&self, path: &'static str) -> Expect<'_, M, R, Message>
    where
        M: prost::Message + Debug + Default + 'static,
        R: prost::Message + 'static,
    {
        self.unary_with(path, ProtoCodec::new)
    }

    /// Expects a call of a unary method whose messages have another codec.
    #[track_caller]
    pub fn unary_with<M, R, C>(
        &self,
        path: &'static str,
        codec: fn() -> C,
    ) -> Expect<'_, M, R, Message>
    where
        M: Debug + Send + Sync + 'static,
        R: Send + 'static,
        C: Codec<Encode = R, Decode = M> + Send + 'static,
    {
        self.expect(
            path,
            true,
            Arc::new(move |state, request| answer::unary(codec(), state, request, path)),
        )
    }

    /// Expects a call of a method that answers with a stream.
    #[track_caller]
    pub fn server_streaming<M, R, C>(
        &self,
        path: &'static str,
        codec: fn() -> C,
    ) -> Expect<'_, M, R, Stream>
    where
        M: Debug + Send + Sync + 'static,
        R: Send + 'static,
        C: Codec<Encode = R, Decode = M> + Send + 'static,
    {
        self.expect(
            path,
            false,
            Arc::new(move |state, request| answer::server_streaming(codec(), state, request, path)),
        )
    }

    /// Expects a call of a method that takes a stream.
    #[track_caller]
    pub fn client_streaming<M, R, C>(
        &self,
        path: &'static str,
        codec: fn() -> C,
    ) -> Expect<'_, alloc::vec::Vec<M>, R, Message>
    where
        M: Debug + Send + Sync + 'static,
        R: Send + 'static,
        C: Codec<Encode = R, Decode = M> + Send + 'static,
    {
        self.expect(
            path,
            true,
            Arc::new(move |state, request| answer::client_streaming(codec(), state, request, path)),
        )
    }

    /// Expects a call of a method that takes a stream and answers with a stream.
    #[track_caller]
    pub fn streaming<M, R, C>(
        &self,
        path: &'static str,
        codec: fn() -> C,
    ) -> Expect<'_, M, R, Dialog>
    where
        M: Debug + Send + Sync + 'static,
        R: Send + 'static,
        C: Codec<Encode = R, Decode = M> + Send + 'static,
    {
        self.expect(
            path,
            false,
            Arc::new(move |state, request| answer::streaming(codec(), state, request, path)),
        )
    }

    /// Adds an expectation. `needs_reply` tells whether its reply is one message.
    #[track_caller]
    fn expect<Q, R, K>(
        &self,
        path: &'static str,
        needs_reply: bool,
        handler: Handler,
    ) -> Expect<'_, Q, R, K>
    where
        Q: Send + 'static,
        R: Send + 'static,
    {
        self.state.handlers.lock().expect("no panic").entry(path).or_insert(handler);
        let location = Location::caller();
        let place = self.state.expectations().add::<Q, R>(path, needs_reply, location);
        Expect { state: &self.state, place, types: PhantomData }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return self.verify();
        }
        // A second panic would abort the tests.
        let report = self.state.expectations().report();
        if let Some(report) = report {
            std::eprintln!("a mock was dropped by a panic. Its report:\n{report}");
        }
    }
}

impl Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").finish_non_exhaustive()
    }
}

/// The channel of a mock's client stub.
#[derive(Clone)]
pub struct MockChannel {
    state: Arc<State>,
}

impl Debug for MockChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockChannel").finish_non_exhaustive()
    }
}

impl MockChannel {
    fn answer(&self, request: Request<Body>) -> Answered {
        let path = request.uri().path();
        #[cfg(feature = "json")]
        if Format::of(request.headers().get(CONTENT_TYPE)) == Format::Json {
            let reason = "the call has JSON (`send_json`), and a mock reads binary messages\n";
            return self.unexpected(path, reason);
        }
        let handler = self.state.handlers.lock().expect("no panic").get(path).cloned();
        match handler {
            Some(handler) => handler(Arc::clone(&self.state), request),
            None => self.unexpected(path, ""),
        }
    }

    fn unexpected(&self, path: &str, reasons: &str) -> Answered {
        let status = self.state.expectations().unexpected(path, None, reasons);
        Box::pin(core::future::ready(Ok(status.into_http())))
    }
}

/// A channel ends a call whose response has not begun at the end of its timeout, as tonic's channel
/// does.
impl Service<Request<Body>> for MockChannel {
    type Response = Response<Body>;
    type Error = TimeoutExpired;
    type Future = BoxFuture<Response<Body>, TimeoutExpired>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TimeoutExpired>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let deadline = Expiry::of(request.headers());
        let answered = self.answer(request);
        Box::pin(async move {
            let Ok(response) = match deadline {
                None => answered.await,
                Some(deadline) => {
                    let response = tokio::time::timeout_at(deadline.end(), answered).await;
                    response.map_err(|_| TimeoutExpired(()))?
                }
            };
            Ok(response)
        })
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn a_call_with_json_is_not_expected() {
        let mock = Mock::default();
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = http::Uri::from_static("/acme.Weather/Get");
        request.headers_mut().insert(CONTENT_TYPE, Format::Json.content_type());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let response = runtime.block_on(mock.channel().call(request)).unwrap();
        let status = tonic::Status::from_header_map(response.headers()).unwrap();
        let expected = "the mock does not expect this call of `/acme.Weather/Get`: the call has \
                        JSON (`send_json`), and a mock reads binary messages";
        assert_eq!((status.code(), status.message()), (tonic::Code::Internal, expected));
        assert!(mock.state.expectations().report().is_some());
    }
}
