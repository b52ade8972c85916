//! Faults of calls, by method.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Mutex;

use http::{Request, Response};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tower_layer::Layer;
use tower_service::Service;

mod disturbed;

use disturbed::Disturbed;

/// A layer for servers and channels that disturbs the calls of some methods.
///
/// ```
/// use std::time::Duration;
/// use rust_grpc::testing::{Fault, Faults};
///
/// let faults = Faults::new()
///     .on("/acme.v1.Weather/Get", Fault::status(tonic::Status::unavailable("")).times(2))
///     .on("/acme.v1.Weather/Get", Fault::delay(Duration::from_millis(20)))
///     .on("/acme.v1.Weather/Watch", Fault::break_after(3));
/// let server = tonic::transport::Server::builder().layer(faults.clone());
/// // Further faults can be added while the server runs.
/// let faults = faults.on("/acme.v1.Weather/Record", Fault::lose_trailers());
/// ```
///
/// All faults of a method apply to each of its calls: first the delays, then a status, then those
/// of the response. Copies share their faults.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    rules: Arc<Mutex<Vec<(String, Fault)>>>,
}

/// A fault of the calls of a method.
#[derive(Debug, Clone)]
pub struct Fault {
    kind: Kind,
    /// The number of calls that the fault still applies to. `None` is all calls.
    times: Option<usize>,
}

#[derive(Debug, Clone)]
enum Kind {
    Delay(Duration),
    Status(Status),
    BreakAfter(usize),
    LoseTrailers,
}

impl Fault {
    fn new(kind: Kind) -> Self {
        Self { kind, times: None }
    }

    /// Waits before the call reaches the service.
    pub fn delay(time: Duration) -> Self {
        Self::new(Kind::Delay(time))
    }

    /// Answers with `status`. The call does not reach the service.
    pub fn status(status: Status) -> Self {
        Self::new(Kind::Status(status))
    }

    /// Breaks the response after `messages` messages. On a server the client sees a reset stream.
    pub fn break_after(messages: usize) -> Self {
        Self::new(Kind::BreakAfter(messages))
    }

    /// Ends the response without its trailers, so that the client gets no status.
    pub fn lose_trailers() -> Self {
        Self::new(Kind::LoseTrailers)
    }

    /// Limits the fault to the next `calls` calls of the method.
    pub fn times(self, calls: usize) -> Self {
        Self { times: Some(calls), ..self }
    }
}

impl Faults {
    /// Creates a layer without faults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault for the method with this path, e.g. `/acme.v1.Weather/Get`. With
    /// `method_constants`, `method::GET.path()` is the path.
    pub fn on(self, path: impl Into<String>, fault: Fault) -> Self {
        self.rules.lock().expect("no panic").push((path.into(), fault));
        self
    }

    /// Removes all faults.
    pub fn clear(&self) {
        self.rules.lock().expect("no panic").clear();
    }

    /// Returns the faults of a call, which counts for their limits.
    fn of_call(&self, path: &str) -> Call {
        let mut call = Call::default();
        for (_, fault) in
            self.rules.lock().expect("no panic").iter_mut().filter(|(of, _)| *of == path)
        {
            if fault.times == Some(0) {
                continue;
            }
            fault.times = fault.times.map(|times| times - 1);
            match &fault.kind {
                Kind::Delay(time) => call.delay += *time,
                Kind::Status(status) => call.status = call.status.or(Some(status.clone())),
                Kind::BreakAfter(messages) => {
                    call.break_after =
                        Some(call.break_after.map_or(*messages, |earlier| earlier.min(*messages)));
                }
                Kind::LoseTrailers => call.loses_trailers = true,
            }
        }
        call
    }
}

/// The faults of one call.
#[derive(Default)]
struct Call {
    delay: Duration,
    status: Option<Status>,
    break_after: Option<usize>,
    loses_trailers: bool,
}

impl<S> Layer<S> for Faults {
    type Service = Faulty<S>;

    fn layer(&self, inner: S) -> Faulty<S> {
        Faulty { inner, faults: self.clone() }
    }
}

/// A service that [`Faults`] wrap.
#[derive(Debug, Clone)]
pub struct Faulty<S> {
    inner: S,
    faults: Faults,
}

impl<S: tonic::server::NamedService> tonic::server::NamedService for Faulty<S> {
    const NAME: &'static str = S::NAME;
}

impl<S, B> Service<Request<Body>> for Faulty<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let call = self.faults.of_call(request.uri().path());
        // The service that is ready makes the call, and its copy replaces it.
        let copy = self.inner.clone();
        let mut inner = core::mem::replace(&mut self.inner, copy);
        Box::pin(async move {
            if !call.delay.is_zero() {
                tokio::time::sleep(call.delay).await;
            }
            if let Some(status) = call.status {
                return Ok(status.into_http());
            }
            let mut response = inner.call(request).await?.map(Body::new);
            if call.loses_trailers {
                // A response without messages has its status in the headers.
                for header in ["grpc-status", "grpc-message", "grpc-status-details-bin"] {
                    response.headers_mut().remove(header);
                }
            }
            Ok(response.map(|body| match (call.break_after, call.loses_trailers) {
                (None, false) => body,
                (limit, loses_trailers) => Body::new(Disturbed::new(body, limit, loses_trailers)),
            }))
        })
    }
}
