//! Calls of stubs whose JSON depends on a feature of the user's crate, without that feature. The
//! functions are those of [`json_calls`](super::json_calls), for binary messages.

use alloc::sync::Arc;
use core::any::Any;
use core::future::Future;

use bytes::Bytes;
use prost::Message;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Body as HttpBody, StdError, http};
use tonic::{Request, Response, Status};

use super::server::Answered;
use super::{Answer, Call, Client, Format, Server};
use crate::codec::ProtoCodec;

/// Answers a call.
pub fn answer<B>(
    settings: Server,
    request: http::Request<B>,
    answer: impl FnOnce(Server, http::Request<B>) -> Answered,
) -> Answered {
    answer(settings, request)
}

/// Calls a unary method that takes `&self`, and encodes its answer.
pub fn answer_unary<'a, T, M, R, F>(
    call: Call<'a>,
    method: impl FnOnce(&'a T, Request<M>) -> F,
) -> Answer<'a>
where
    T: Any,
    M: Message + Default,
    R: Message + 'a,
    F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
{
    call.answer(method)
}

/// Calls a unary method that takes `Arc<Self>`, and encodes its answer.
pub fn answer_unary_shared<'a, T, M, R, F>(
    call: Call<'a>,
    method: impl FnOnce(Arc<T>, Request<M>) -> F,
) -> Answer<'a>
where
    T: Any + Send + Sync,
    M: Message + Default,
    R: Message + 'a,
    F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
{
    call.answer_shared(method)
}

/// Returns the codec of a call.
pub fn codec<T, U>(_: Format) -> ProtoCodec<T, U> {
    ProtoCodec::new()
}

/// Returns the codec of a call over a codec other than that of protobuf.
pub fn codec_with<C>(_: Format, codec: C) -> C {
    codec
}

/// Calls a unary method.
pub fn unary<T, M, R>(
    client: &mut Client<T>,
    request: Request<M>,
    path: &'static str,
) -> impl Future<Output = Result<Response<R>, Status>>
where
    T: GrpcService<Body>,
    T::Error: Into<StdError>,
    T::ResponseBody: HttpBody<Data = Bytes> + Send + 'static,
    <T::ResponseBody as HttpBody>::Error: Into<StdError> + Send,
    M: Message,
    R: Message + Default,
{
    client.unary(request, path)
}
