//! Calls of methods with the options `view_requests` and `view_responses`.
//!
//! The side that receives a message gets an `OwnedView`. The side that sends it gives an
//! [`Encoded`](crate::view::Encoded), i.e. a message or bytes. With one of the two options, the
//! messages of the other direction are plain. So the code of a call is generic over what is
//! [`Sent`] and what is [`Received`].

use alloc::boxed::Box;
use core::convert::identity;
use core::future::Future;

use bytes::Bytes;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::{Request, Response, Status};

use super::Client;
use super::shared::{BoxCall, CallKind, SharedCall, SharedService, unary_calls};

mod codec;
#[cfg(feature = "json")]
pub mod json;
mod messages;
mod request;

pub use super::server::view_answers::{answer_unary, answer_unary_shared};
pub use codec::{ViewCodec, codec_of};
pub use messages::{Received, Sent};
pub use request::{IntoEncodedRequest, IntoEncodedStream};

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
    M: Sent,
    R: Received,
{
    client.unary_as(request, path, M::frame, R::decode)
}

unary_calls! {
    /// Unary calls with views.
    ViewUnary by unary,
    shared_unary(Request<M>): identity as M: [Sent] => R: [Received]
}
