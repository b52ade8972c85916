//! A layer that tells which method is called.

use alloc::sync::Arc;
use core::task::{Context, Poll};
use std::collections::HashMap;

use http::Request;
use tower_layer::Layer;
use tower_service::Service;

use crate::Method;
use crate::stub::grpc_method;

/// A layer for servers that tells interceptors and other layers which method is called.
///
/// Generated servers put tonic's `GrpcMethod` into the extensions of a request before they call the
/// implementation. An interceptor runs earlier, and sees neither the method nor the path. This
/// layer wraps the server. It puts both `GrpcMethod` and the [`Method`] into the extensions, for
/// all methods that [`MethodLayer::new`] is given. The option `method_constants` generates the
/// constants for it.
///
/// ```
/// # mod weather_server { pub mod method { pub const ALL: &[rust_grpc::Method] = &[]; } }
/// use rust_grpc::layers::MethodLayer;
///
/// let layer = MethodLayer::new([weather_server::method::ALL]);
/// let server = tonic::transport::Server::builder().layer(layer);
/// ```
#[derive(Debug, Clone)]
pub struct MethodLayer {
    methods: Arc<HashMap<&'static str, Method>>,
}

impl MethodLayer {
    /// Creates a layer for the methods of one or more services.
    pub fn new(services: impl IntoIterator<Item = &'static [Method]>) -> Self {
        let methods = services.into_iter().flatten().map(|method| (method.path(), *method));
        Self { methods: Arc::new(methods.collect()) }
    }
}

impl<S> Layer<S> for MethodLayer {
    type Service = WithMethod<S>;

    fn layer(&self, inner: S) -> WithMethod<S> {
        WithMethod { inner, methods: Arc::clone(&self.methods) }
    }
}

/// A service that [`MethodLayer`] wraps.
#[derive(Debug, Clone)]
pub struct WithMethod<S> {
    inner: S,
    methods: Arc<HashMap<&'static str, Method>>,
}

impl<S: tonic::server::NamedService> tonic::server::NamedService for WithMethod<S> {
    const NAME: &'static str = S::NAME;
}

impl<S: Service<Request<B>>, B> Service<Request<B>> for WithMethod<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> S::Future {
        if let Some(method) = self.methods.get(request.uri().path()).copied() {
            request.extensions_mut().insert(grpc_method(method.path()));
            request.extensions_mut().insert(method);
        }
        self.inner.call(request)
    }
}
