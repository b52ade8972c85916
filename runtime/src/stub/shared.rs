//! The parts of client traits that all services share.
//!
//! A client trait has one implementation, for everything that can make a [`SharedCall`]: the client
//! stub, which sends the call, and pointers to implementations and trait objects, which pass it on
//! as an [`AnyCall`]. Each further implementation would repeat the signatures of all methods, and
//! they are most of the time that rustc needs for the trait (`bench -- stubs --check`).

use alloc::boxed::Box;
use core::convert::identity;
use core::future::{self, Future};
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use prost::Message;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codec::Codec;
use tonic::codegen::tokio_stream::Stream;
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::{IntoRequest, IntoStreamingRequest, Request, Response, Status, Streaming};

use super::{Client, Format};

mod any_call;

pub use any_call::{AnyCall, AnyReply, reply};

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

/// The future of a call.
pub type BoxCall<'a, R> = Pin<Box<dyn Future<Output = Result<Response<R>, Status>> + Send + 'a>>;

/// The messages that a client sends.
// It is no alias: rustc cannot prove that a future is `Send` if a parameter has a `dyn Stream`.
pub struct BoxMessages<M>(Pin<Box<dyn Stream<Item = M> + Send>>);

impl<M> Stream for BoxMessages<M> {
    type Item = M;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<M>> {
        self.0.as_mut().poll_next(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

/// Answers a call of a method that has no implementation.
pub fn not_implemented<R: Send>() -> future::Ready<Result<Response<R>, Status>> {
    future::ready(Err(Status::unimplemented("Not yet implemented")))
}

/// A call of a client trait's method that has not begun. `K` is the kind of the call, `Q` the
/// content of the request, and `R` the content of the response.
pub struct SharedCall<K, Q, R> {
    /// The position of the method among those of the client stub.
    method: usize,
    /// The full method.
    path: &'static str,
    request: Request<Q>,
    kind: K,
    response: PhantomData<fn() -> R>,
}

/// A kind of calls, with the codec of their messages.
pub trait CallKind<Q, R> {
    /// Makes a call.
    fn send<'a, T: SharedService + 'a>(
        self,
        client: Client<T>,
        request: Request<Q>,
        path: &'static str,
    ) -> BoxCall<'a, R>;
}

// The functions have no bound `Q: Send` or `R: Send`, because rustc would look at all fields of a
// message. An implementation of `CallKind` implies it.
impl<K, Q: 'static, R: 'static> SharedCall<K, Q, R> {
    /// Makes the call with a copy of `client`.
    pub fn send<'a, T>(self, client: &Client<T>) -> BoxCall<'a, R>
    where
        T: SharedService + 'a,
        K: CallKind<Q, R>,
    {
        self.kind.send(client.clone(), self.request, self.path)
    }
}

impl<K, Q, R> SharedCall<K, Q, R> {
    pub(super) fn new(kind: K, method: usize, path: &'static str, request: Request<Q>) -> Self {
        Self { method, path, request, kind, response: PhantomData }
    }
}

/// Defines a kind of unary calls, and the function that returns such a call.
macro_rules! unary_calls {
    (
        $(#[$docs:meta])* $kind:ident by $call:path,
        $function:ident($argument:ty): $into:path as M: [$($sent:tt)+] => R: [$($received:tt)+]
    ) => {
        $(#[$docs])*
        pub struct $kind;

        impl<M: $($sent)+, R: $($received)+> CallKind<M, R> for $kind {
            fn send<'a, T: SharedService + 'a>(
                self,
                mut client: Client<T>,
                request: Request<M>,
                path: &'static str,
            ) -> BoxCall<'a, R> {
                Box::pin(async move { $call(&mut client, request, path).await })
            }
        }

        #[doc = concat!("Returns a call of the kind `", stringify!($kind), "`.")]
        pub fn $function<M, R>(
            method: usize,
            path: &'static str,
            request: $argument,
        ) -> SharedCall<$kind, M, R> {
            SharedCall::new($kind, method, path, $into(request))
        }
    };
}

pub(super) use unary_calls;

unary_calls! {
    /// Unary calls with binary messages.
    Unary by Client::unary,
    unary(impl IntoRequest<M>): IntoRequest::into_request
        as M: [Message + 'static] => R: [Message + Default]
}

/// Boxes the messages of a request.
fn boxed<M>(request: impl IntoStreamingRequest<Message = M>) -> Request<BoxMessages<M>> {
    request.into_streaming_request().map(|messages| BoxMessages(Box::pin(messages)))
}

/// Defines kinds of calls whose codec is an argument, and the functions that return such calls. The
/// function in the kind returns the codec for the format of the client.
macro_rules! calls_with_codec {
    ($(
        $(#[$docs:meta])* $kind:ident,
        $function:ident($argument:ty): $into:path as $request:ty => $response:ty;
    )+) => {$(
        $(#[$docs])*
        pub struct $kind<F>(F);

        impl<F, C, M, R> CallKind<$request, $response> for $kind<F>
        where
            F: FnOnce(Format) -> C,
            C: Codec<Encode = M, Decode = R> + Send + 'static,
            M: Send + Sync + 'static,
            R: Send + Sync + 'static,
        {
            fn send<'a, T: SharedService + 'a>(
                self,
                mut client: Client<T>,
                request: Request<$request>,
                path: &'static str,
            ) -> BoxCall<'a, $response> {
                let codec = self.0(client.format());
                Box::pin(async move { client.$function(request, path, codec).await })
            }
        }

        #[doc = concat!("Returns a call of the kind `", stringify!($kind), "`.")]
        pub fn $function<F, C, M, R>(
            method: usize,
            path: &'static str,
            request: $argument,
            codec: F,
        ) -> SharedCall<$kind<F>, $request, $response>
        where
            F: FnOnce(Format) -> C,
            C: Codec<Encode = M, Decode = R>,
        {
            SharedCall::new($kind(codec), method, path, $into(request))
        }
    )+};
}

calls_with_codec! {
    /// Unary calls with another codec.
    UnaryWith, unary_with(Request<M>): identity as M => R;
    /// Server streaming calls.
    ServerStreaming, server_streaming(Request<M>): identity as M => Streaming<R>;
    /// Client streaming calls.
    ClientStreaming, client_streaming(impl IntoStreamingRequest<Message = M>): boxed
        as BoxMessages<M> => R;
    /// Bidi streaming calls.
    BidiStreaming, streaming(impl IntoStreamingRequest<Message = M>): boxed
        as BoxMessages<M> => Streaming<R>;
}
