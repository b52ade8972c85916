//! The calls of client traits, for methods with views.

use core::future::Future;

use tonic::codegen::tokio_stream::Stream;
use tonic::{Request, Response, Status, Streaming};

use super::{Received, Sent, ViewCodec};
use crate::stub::Client;
use crate::stub::shared::SharedService;

/// Calls a unary method with a copy of `client`.
pub fn unary<T, M, R>(
    client: &Client<T>,
    request: Request<M>,
    path: &'static str,
) -> impl Future<Output = Result<Response<R>, Status>> + Send + use<T, M, R>
where
    T: SharedService,
    M: Sent,
    R: Received,
{
    let mut client = client.clone();
    async move { super::unary(&mut client, request, path).await }
}

/// Calls a method that answers with a stream.
pub fn server_streaming<T, M, R>(
    client: &Client<T>,
    request: Request<M>,
    path: &'static str,
) -> impl Future<Output = Result<Response<Streaming<R>>, Status>> + Send + use<T, M, R>
where
    T: SharedService,
    M: Sent,
    R: Received,
{
    let mut client = client.clone();
    async move { client.server_streaming(request, path, ViewCodec::default()).await }
}

/// Calls a method that takes a stream.
pub fn client_streaming<T, S, R>(
    client: &Client<T>,
    request: Request<S>,
    path: &'static str,
) -> impl Future<Output = Result<Response<R>, Status>> + Send + use<T, S, R>
where
    T: SharedService,
    S: Stream<Item: Sent> + Send + 'static,
    R: Received,
{
    let mut client = client.clone();
    async move { client.client_streaming(request, path, ViewCodec::default()).await }
}

/// Calls a method that takes a stream and answers with a stream.
pub fn streaming<T, S, R>(
    client: &Client<T>,
    request: Request<S>,
    path: &'static str,
) -> impl Future<Output = Result<Response<Streaming<R>>, Status>> + Send + use<T, S, R>
where
    T: SharedService,
    S: Stream<Item: Sent> + Send + 'static,
    R: Received,
{
    let mut client = client.clone();
    async move { client.streaming(request, path, ViewCodec::default()).await }
}
