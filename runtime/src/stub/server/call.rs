//! A unary call on the server.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::any::Any;
use core::future::Future;
use core::pin::Pin;

use bytes::Bytes;
use prost::Message;
use tonic::{Request, Response, Status};

use super::Shared;
use crate::stub::Format;
use crate::stub::frame::{self, Framed};

/// The answer of a method, encoded.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Framed>, Status>> + Send + 'a>>;

/// A unary call: the implementation of the service, and the encoded request.
pub struct Call<'a> {
    pub(super) inner: &'a Shared,
    pub(super) request: Request<Bytes>,
    pub(super) limit: Option<usize>,
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(super) format: Format,
}

impl<'a> Call<'a> {
    /// Calls a method that takes `&self`, and encodes its answer.
    pub fn answer<T, M, R, F>(self, method: impl FnOnce(&'a T, Request<M>) -> F) -> Answer<'a>
    where
        T: Any,
        M: Message + Default,
        R: Message + 'a,
        F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
    {
        self.answer_as(method, frame::decode, Framed::new)
    }

    /// Calls a method that takes `Arc<Self>`, and encodes its answer.
    pub fn answer_shared<T, M, R, F>(
        self,
        method: impl FnOnce(Arc<T>, Request<M>) -> F,
    ) -> Answer<'a>
    where
        T: Any + Send + Sync,
        M: Message + Default,
        R: Message + 'a,
        F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
    {
        self.answer_shared_as(method, frame::decode, Framed::new)
    }

    /// Calls a method that takes `&self`. These functions decode its request and encode its answer.
    pub(super) fn answer_as<T, M, R, F>(
        self,
        method: impl FnOnce(&'a T, Request<M>) -> F,
        decode: impl FnOnce(Bytes) -> Result<M, Status>,
        encode: impl FnOnce(&R, Option<usize>) -> Result<Framed, Status> + Send + 'a,
    ) -> Answer<'a>
    where
        T: Any,
        R: Send,
        F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
    {
        let limit = self.limit;
        match (self.inner.downcast_ref::<T>(), decoded(self.request, decode)) {
            (Some(inner), Ok(request)) => {
                encoded(method(inner, request), move |message| encode(message, limit))
            }
            (_, Err(status)) => refused(status),
            (None, _) => refused(Status::internal(OTHER_TYPE)),
        }
    }

    /// Calls a method that takes `Arc<Self>`. These functions decode its request and encode its
    /// answer.
    pub(super) fn answer_shared_as<T, M, R, F>(
        self,
        method: impl FnOnce(Arc<T>, Request<M>) -> F,
        decode: impl FnOnce(Bytes) -> Result<M, Status>,
        encode: impl FnOnce(&R, Option<usize>) -> Result<Framed, Status> + Send + 'a,
    ) -> Answer<'a>
    where
        T: Any + Send + Sync,
        R: Send,
        F: Future<Output = Result<Response<R>, Status>> + Send + 'a,
    {
        let limit = self.limit;
        match (Arc::clone(self.inner).downcast::<T>(), decoded(self.request, decode)) {
            (Ok(inner), Ok(request)) => {
                encoded(method(inner, request), move |message| encode(message, limit))
            }
            (_, Err(status)) => refused(status),
            (Err(_), _) => refused(Status::internal(OTHER_TYPE)),
        }
    }
}

/// The panic message if the implementation has another type than the server. This is impossible,
/// because a server passes the implementation that it was created with.
const OTHER_TYPE: &str = "the implementation has another type";

fn decoded<M>(
    request: Request<Bytes>,
    decode: impl FnOnce(Bytes) -> Result<M, Status>,
) -> Result<Request<M>, Status> {
    let (metadata, extensions, message) = request.into_parts();
    Ok(Request::from_parts(metadata, extensions, decode(message)?))
}

fn encoded<'a, R>(
    answer: impl Future<Output = Result<Response<R>, Status>> + Send + 'a,
    encode: impl FnOnce(&R) -> Result<Framed, Status> + Send + 'a,
) -> Answer<'a> {
    Box::pin(async move {
        let (metadata, message, extensions) = answer.await?.into_parts();
        Ok(Response::from_parts(metadata, encode(&message)?, extensions))
    })
}

fn refused<'a>(status: Status) -> Answer<'a> {
    Box::pin(core::future::ready(Err(status)))
}
