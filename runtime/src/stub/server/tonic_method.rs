//! Methods of a service as tonic's traits require them.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::future::Future;

use bytes::Bytes;
use tonic::codegen::BoxFuture;
use tonic::codegen::tokio_stream::Stream;
use tonic::server::{
    ClientStreamingService, ServerStreamingService, StreamingService, UnaryService,
};
use tonic::{Request, Response, Status, Streaming};

use super::{Call, Handler, Shared};
use crate::stub::Format;

/// A method of a service, for one call. tonic's traits allow several calls, but tonic makes one.
pub struct Method<T, F>(Option<(Arc<T>, F)>);

impl<T, F> Method<T, F> {
    pub fn new(inner: &Arc<T>, call: F) -> Self {
        Self(Some((Arc::clone(inner), call)))
    }

    fn call<M, R>(&mut self, request: M) -> R
    where
        F: FnOnce(Arc<T>, M) -> R,
    {
        let (inner, call) = self.0.take().expect("one call");
        call(inner, request)
    }
}

impl<T, F, M, R, A> UnaryService<M> for Method<T, F>
where
    F: FnOnce(Arc<T>, Request<M>) -> A,
    A: Future<Output = Result<Response<R>, Status>>,
{
    type Response = R;
    type Future = A;

    fn call(&mut self, request: Request<M>) -> A {
        Method::call(self, request)
    }
}

impl<T, F, M, R, S, A> ServerStreamingService<M> for Method<T, F>
where
    F: FnOnce(Arc<T>, Request<M>) -> A,
    A: Future<Output = Result<Response<S>, Status>>,
    S: Stream<Item = Result<R, Status>>,
{
    type Response = R;
    type ResponseStream = S;
    type Future = A;

    fn call(&mut self, request: Request<M>) -> A {
        Method::call(self, request)
    }
}

impl<T, F, M, R, A> ClientStreamingService<M> for Method<T, F>
where
    F: FnOnce(Arc<T>, Request<Streaming<M>>) -> A,
    A: Future<Output = Result<Response<R>, Status>>,
{
    type Response = R;
    type Future = A;

    fn call(&mut self, request: Request<Streaming<M>>) -> A {
        Method::call(self, request)
    }
}

impl<T, F, M, R, S, A> StreamingService<M> for Method<T, F>
where
    F: FnOnce(Arc<T>, Request<Streaming<M>>) -> A,
    A: Future<Output = Result<Response<S>, Status>>,
    S: Stream<Item = Result<R, Status>>,
{
    type Response = R;
    type ResponseStream = S;
    type Future = A;

    fn call(&mut self, request: Request<Streaming<M>>) -> A {
        Method::call(self, request)
    }
}

/// A unary method with messages of bytes, for tonic.
pub struct RawMethod {
    pub inner: Shared,
    pub handler: Handler,
    pub format: Format,
}

impl UnaryService<Bytes> for RawMethod {
    type Response = Bytes;
    type Future = BoxFuture<Response<Bytes>, Status>;

    fn call(&mut self, request: Request<Bytes>) -> Self::Future {
        let (inner, handler, format) = (Arc::clone(&self.inner), self.handler, self.format);
        Box::pin(async move {
            // tonic checks the limit.
            let response = handler(Call { inner: &inner, request, limit: None, format }).await?;
            let (metadata, message, extensions) = response.into_parts();
            Ok(Response::from_parts(metadata, message.message(), extensions))
        })
    }
}
