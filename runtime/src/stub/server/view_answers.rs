//! Answers of a generated server to unary calls with views.

use alloc::sync::Arc;
use core::any::Any;
use core::future::Future;

use tonic::{Request, Response, Status};

use super::{Answer, Call};
use crate::stub::views::{Received, Sent};

/// Calls a unary method that takes `&self`, and encodes its answer.
pub fn answer_unary<'a, T, M, R, F>(
    call: Call<'a>,
    method: impl FnOnce(&'a T, Request<M>) -> F,
) -> Answer<'a>
where
    T: Any,
    M: Received,
    R: Sent,
    F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
{
    call.answer_as(method, M::decode, R::frame)
}

/// Calls a unary method that takes `Arc<Self>`, and encodes its answer.
pub fn answer_unary_shared<'a, T, M, R, F>(
    call: Call<'a>,
    method: impl FnOnce(Arc<T>, Request<M>) -> F,
) -> Answer<'a>
where
    T: Any + Send + Sync,
    M: Received,
    R: Sent,
    F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
{
    call.answer_shared_as(method, M::decode, R::frame)
}

/// The answers of stubs that speak JSON.
#[cfg(feature = "json")]
pub mod json {
    use super::{Answer, Any, Arc, Call, Future, Request, Response, Status};
    use crate::stub::views::json::{ReceivedAsJson, SentAsJson, decode, encode};

    /// Calls a unary method that takes `&self`, and encodes its answer.
    pub fn answer_unary<'a, T, M, R, F>(
        call: Call<'a>,
        method: impl FnOnce(&'a T, Request<M>) -> F,
    ) -> Answer<'a>
    where
        T: Any,
        M: ReceivedAsJson,
        R: SentAsJson,
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
        M: ReceivedAsJson,
        R: SentAsJson,
        F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
    {
        let format = call.format;
        call.answer_shared_as(method, decode(format), encode(format))
    }
}
