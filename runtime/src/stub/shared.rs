//! The parts of client traits that all services share.

use alloc::boxed::Box;
use core::future::{self, Future};
use core::pin::Pin;

use bytes::Bytes;
use prost::Message;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::tokio_stream::Stream;
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::{IntoStreamingRequest, Request, Response, Status, Streaming};

use super::Client;
use crate::codec::ProtoCodec;

/// A service that a client stub with a client trait can be over: each call uses a copy of it, and
/// any thread can make the call.
pub trait SharedService:
    GrpcService<
        Body,
        Error: Into<StdError>,
        Future: Send,
        ResponseBody: HttpBody<Data = Bytes, Error: Into<StdError> + Send> + Send + 'static,
    > + Clone
    + Send
    + Sync
{
}

impl<T> SharedService for T where
    T: GrpcService<
            Body,
            Error: Into<StdError>,
            Future: Send,
            ResponseBody: HttpBody<Data = Bytes, Error: Into<StdError> + Send> + Send + 'static,
        > + Clone
        + Send
        + Sync
{
}

/// The future that a method of a trait object returns.
pub type BoxCall<'a, R> = Pin<Box<dyn Future<Output = Result<Response<R>, Status>> + Send + 'a>>;

/// The messages that a client sends to a method of a trait object.
pub type BoxMessages<M> = Pin<Box<dyn Stream<Item = M> + Send>>;

/// Boxes the future of a call.
pub fn box_call<'a, R>(
    call: impl Future<Output = Result<Response<R>, Status>> + Send + 'a,
) -> BoxCall<'a, R> {
    Box::pin(call)
}

/// Boxes the messages of a request.
pub fn box_messages<M>(request: impl IntoStreamingRequest<Message = M>) -> Request<BoxMessages<M>> {
    request.into_streaming_request().map(|messages| Box::pin(messages) as BoxMessages<M>)
}

/// Answers a call of a method that has no implementation.
pub fn not_implemented<R: Send>() -> future::Ready<Result<Response<R>, Status>> {
    future::ready(Err(Status::unimplemented("Not yet implemented")))
}

/// Calls a unary method with a copy of `client`.
pub fn unary<T, M, R>(
    client: &Client<T>,
    request: Request<M>,
    path: &'static str,
) -> impl Future<Output = Result<Response<R>, Status>> + Send + use<T, M, R>
where
    T: SharedService,
    M: Message,
    R: Message + Default,
{
    let mut client = client.clone();
    async move { client.unary(request, path).await }
}

/// Calls a method that answers with a stream.
pub fn server_streaming<T, M, R>(
    client: &Client<T>,
    request: Request<M>,
    path: &'static str,
) -> impl Future<Output = Result<Response<Streaming<R>>, Status>> + Send + use<T, M, R>
where
    T: SharedService,
    M: Message + 'static,
    R: Message + Default + 'static,
{
    let mut client = client.clone();
    async move { client.server_streaming(request, path, ProtoCodec::default()).await }
}

/// Calls a method that takes a stream.
pub fn client_streaming<T, S, R>(
    client: &Client<T>,
    request: Request<S>,
    path: &'static str,
) -> impl Future<Output = Result<Response<R>, Status>> + Send + use<T, S, R>
where
    T: SharedService,
    S: Stream<Item: Message + 'static> + Send + 'static,
    R: Message + Default + 'static,
{
    let mut client = client.clone();
    async move { client.client_streaming(request, path, ProtoCodec::default()).await }
}

/// Calls a method that takes a stream and answers with a stream.
pub fn streaming<T, S, R>(
    client: &Client<T>,
    request: Request<S>,
    path: &'static str,
) -> impl Future<Output = Result<Response<Streaming<R>>, Status>> + Send + use<T, S, R>
where
    T: SharedService,
    S: Stream<Item: Message + 'static> + Send + 'static,
    R: Message + Default + 'static,
{
    let mut client = client.clone();
    async move { client.streaming(request, path, ProtoCodec::default()).await }
}
