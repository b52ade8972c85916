//! The calls of simple services, once for each kind of answer.
//!
//! The signatures say `+ Send`, so that rustc does not prove it for each generated method.

#![allow(clippy::manual_async_fn)]

use alloc::boxed::Box;
use core::future::Future;

use tonic::codegen::BoxStream;
use tonic::{Request, Response, Status};

use super::answers::{Answers, Responses};
use super::context::Context;
use super::trailers::Trailers;

/// Calls a method that answers with a message. The request is a message, or a stream of messages.
pub fn unary<M, R, E, F>(
    request: Request<M>,
    method: impl FnOnce(M, Context) -> F + Send,
) -> impl Future<Output = Result<Response<R>, Status>> + Send
where
    M: Send,
    R: Send,
    E: Into<Status> + Send,
    F: Future<Output = Result<R, E>> + Send,
{
    async move {
        let (message, context, call) = Context::of(request);
        let answer = method(message, context.clone()).await;
        call.complete();
        match answer {
            Ok(answer) => Ok(response(context, answer)),
            Err(error) => Err(context.status(error)),
        }
    }
}

/// Calls a method that answers with a stream.
pub fn streaming<M, R, E, F>(
    request: Request<M>,
    method: impl FnOnce(M, Context) -> F + Send,
) -> impl Future<Output = Result<Response<Answers<R, E>>, Status>> + Send
where
    M: Send,
    E: Into<Status> + Send,
    F: Future<Output = Result<Responses<R, E>, E>> + Send,
{
    async move {
        let (message, context, call) = Context::of(request);
        match method(message, context.clone()).await {
            Ok(answers) => Ok(response(context, Answers::new(answers, call))),
            Err(error) => {
                call.complete();
                Err(context.status(error))
            }
        }
    }
}

fn response<R>(context: Context, answer: R) -> Response<R> {
    let mut response = Response::new(answer);
    *response.metadata_mut() = context.take_metadata();
    response.extensions_mut().insert(Trailers(context));
    response
}

/// Calls a method that answers with a stream, and boxes the stream.
pub fn boxed_streaming<M, R, E, F>(
    request: Request<M>,
    method: impl FnOnce(M, Context) -> F + Send,
) -> impl Future<Output = Result<Response<BoxStream<R>>, Status>> + Send
where
    M: Send,
    R: 'static,
    E: Into<Status> + Send + 'static,
    F: Future<Output = Result<Responses<R, E>, E>> + Send,
{
    let response = streaming(request, method);
    async move { Ok(response.await?.map(|answers| Box::pin(answers) as BoxStream<R>)) }
}
