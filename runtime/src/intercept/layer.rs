//! The channel of a client and the service of a server with interceptors.

use alloc::boxed::Box;
use alloc::string::ToString;
use core::fmt::Display;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, StdError};
use tower_layer::Layer;
use tower_service::Service;

use super::run::run;
use super::{Interceptors, Side};

type Answered<E> = Pin<Box<dyn Future<Output = Result<Response<Body>, E>> + Send>>;

/// The layer of a server with interceptors. [`Interceptors::server_layer`] returns it.
#[derive(Debug, Clone)]
pub struct ServerLayer {
    interceptors: Interceptors,
}

impl ServerLayer {
    pub(super) fn new(interceptors: Interceptors) -> Self {
        Self { interceptors }
    }
}

impl<S> Layer<S> for ServerLayer {
    type Service = Intercepted<S>;

    fn layer(&self, inner: S) -> Intercepted<S> {
        Intercepted::new(inner, self.interceptors.clone())
    }
}

/// A service of a server with interceptors. [`Interceptors::service`] returns it.
#[derive(Debug, Clone)]
pub struct Intercepted<S> {
    inner: S,
    interceptors: Interceptors,
}

impl<S> Intercepted<S> {
    pub(super) fn new(inner: S, interceptors: Interceptors) -> Self {
        Self { inner, interceptors }
    }
}

impl<S: tonic::server::NamedService> tonic::server::NamedService for Intercepted<S> {
    const NAME: &'static str = S::NAME;
}

impl<S, B> Service<Request<Body>> for Intercepted<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Display + Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Answered<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mut inner = ready(&mut self.inner);
        let interceptors = self.interceptors.clone();
        Box::pin(async move {
            let mut inner = async move |request| Ok(inner.call(request).await?.map(Body::new));
            if interceptors.is_empty() {
                return inner(request).await;
            }
            let to_status = |error: &S::Error| Status::unknown(error.to_string());
            run(interceptors, Side::Server, request, inner, to_status).await
        })
    }
}

/// A channel of a client with interceptors. [`Interceptors::channel`] returns it.
#[derive(Debug, Clone)]
pub struct InterceptedChannel<S> {
    inner: S,
    interceptors: Interceptors,
}

impl<S> InterceptedChannel<S> {
    pub(super) fn new(inner: S, interceptors: Interceptors) -> Self {
        Self { inner, interceptors }
    }
}

impl<S, B> Service<Request<Body>> for InterceptedChannel<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<StdError>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    type Response = Response<Body>;
    type Error = Status;
    type Future = Answered<Status>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Status>> {
        self.inner.poll_ready(cx).map_err(|error| Status::from_error(error.into()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mut inner = ready(&mut self.inner);
        let interceptors = self.interceptors.clone();
        Box::pin(async move {
            let mut inner = async move |request| match inner.call(request).await {
                Ok(response) => Ok(response.map(Body::new)),
                Err(error) => Err(Status::from_error(error.into())),
            };
            if interceptors.is_empty() {
                return inner(request).await;
            }
            run(interceptors, Side::Client, request, inner, Status::clone).await
        })
    }
}

/// Takes the service that has been polled until it was ready, and leaves a copy.
fn ready<S: Clone>(service: &mut S) -> S {
    let copy = service.clone();
    mem::replace(service, copy)
}
