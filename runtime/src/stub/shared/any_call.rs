//! Calls through trait objects of client traits.
//!
//! The trait for trait objects has one method for all rpcs, because a method for each of them would
//! cost as much compile time as the client stub. So the messages of a call are behind `dyn Any`.
//! The position of the method tells both sides their types.

use alloc::boxed::Box;
use core::any::Any;
use core::future::Future;
use core::pin::Pin;

use tonic::{Request, Response, Status};

use super::{BoxCall, SharedCall};

/// A call of a method of a trait object.
pub struct AnyCall {
    method: usize,
    /// A `Request<Q>`.
    request: Box<dyn Any>,
}

/// The future of a call of a method of a trait object. The content of the response is in a box.
pub type AnyReply<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Box<dyn Any>>, Status>> + Send + 'a>>;

/// The message of the panic if a message has another type. The generated code uses one position for
/// a method on both sides of a trait object, so that the types are equal.
const SAME_TYPE: &str = "a position stands for one method";

impl<K, Q: 'static, R: 'static> SharedCall<K, Q, R> {
    /// Makes the call through `object`. `call` is the function of its trait.
    pub fn pass<'a, O: ?Sized>(
        self,
        object: &'a O,
        call: fn(&'a O, AnyCall) -> AnyReply<'a>,
    ) -> BoxCall<'a, R> {
        let reply = call(object, AnyCall { method: self.method, request: Box::new(self.request) });
        Box::pin(
            async move { Ok(reply.await?.map(|content| *content.downcast().expect(SAME_TYPE))) },
        )
    }
}

impl AnyCall {
    /// Returns the position of the method among those of the client stub.
    pub fn method(&self) -> usize {
        self.method
    }

    /// Returns the request.
    ///
    /// # Panics
    /// Panics if `Q` is not the content of the method's requests.
    pub fn request<Q: 'static>(self) -> Request<Q> {
        *self.request.downcast().expect(SAME_TYPE)
    }

    /// Answers the call of a position that no method has.
    pub fn no_method<'a>(self) -> AnyReply<'a> {
        Box::pin(async { Err(Status::internal("the trait has no such method")) })
    }
}

/// Answers a call with the response of a method.
pub fn reply<'a, R: 'static>(
    response: impl Future<Output = Result<Response<R>, Status>> + Send + 'a,
) -> AnyReply<'a> {
    Box::pin(async move { Ok(response.await?.map(|content| Box::new(content) as _)) })
}
