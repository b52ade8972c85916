//! Calls of a generated server whose messages may be ProtoJSON.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::any::Any;
use core::future::Future;

use prost::Message;
use tonic::codegen::http::{self, header::CONTENT_TYPE};
use tonic::{Request, Response, Status};

use super::{Answer, Answered, Call, Server};
use crate::stub::Format;
use crate::stub::json_calls::{decode, encode};
use crate::table::Tabled;

/// Answers a call in the format of its request, which the content type names.
pub fn answer<B>(
    settings: Server,
    request: http::Request<B>,
    answer: impl FnOnce(Server, http::Request<B>) -> Answered,
) -> Answered {
    let format = Format::of(request.headers().get(CONTENT_TYPE));
    let answered = answer(Server { format, ..settings }, request);
    if format == Format::Binary {
        return answered;
    }
    Box::pin(async move {
        let mut response = answered.await?;
        // tonic has set the content type of binary messages, even if the answer is an error.
        response.headers_mut().insert(CONTENT_TYPE, format.content_type());
        Ok(response)
    })
}

/// Calls a unary method that takes `&self`, and encodes its answer.
pub fn answer_unary<'a, T, M, R, F>(
    call: Call<'a>,
    method: impl FnOnce(&'a T, Request<M>) -> F,
) -> Answer<'a>
where
    T: Any,
    M: Message + Default + Tabled,
    R: Message + Tabled + 'a,
    F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
{
    let format = call.format;
    call.answer_as(method, decode(format), encode(format))
}

/// Calls a unary method that takes `Arc<Self>`, and encodes its answer.
pub fn answer_unary_shared<'a, T, M, R, F>(
    call: Call<'a>,
    method: impl FnOnce(Arc<T>, Request<M>) -> F,
) -> Answer<'a>
where
    T: Any + Send + Sync,
    M: Message + Default + Tabled,
    R: Message + Tabled + 'a,
    F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
{
    let format = call.format;
    call.answer_shared_as(method, decode(format), encode(format))
}
