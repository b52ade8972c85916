//! The code of a call in a generated server.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::any::Any;
use core::convert::Infallible;
use core::future::Future;
use core::mem;

use tonic::body::Body;
use tonic::codec::{Codec, CompressionEncoding, EnabledCompressionEncodings};
use tonic::codegen::http::{self, HeaderMap, header::CONTENT_TYPE};
use tonic::codegen::{Body as HttpBody, BoxFuture, StdError, tokio_stream::Stream};
use tonic::metadata::{GRPC_CONTENT_TYPE, MetadataMap};
use tonic::{Request, Response, Status, Streaming};

use super::frame::Framed;
use super::incoming::{self, Incoming};
use super::raw::Raw;
use super::reserved::{self, Reserved};
use super::{Format, grpc_method};

mod call;
#[cfg(feature = "json")]
pub mod json_answers;
mod tonic_method;
pub mod view_answers;

pub use call::{Answer, Call};

use tonic_method::{Method, RawMethod};

/// The future that every call of a server returns.
pub type Answered = BoxFuture<http::Response<Body>, Infallible>;
/// The implementation of a service, of any type.
type Shared = Arc<dyn Any + Send + Sync>;
/// The function that answers a call of a method.
type Handler = for<'a> fn(Call<'a>) -> Answer<'a>;

/// The settings of a generated server.
#[derive(Debug, Clone, Copy, Default)]
pub struct Server {
    accept: EnabledCompressionEncodings,
    send: EnabledCompressionEncodings,
    /// Whether any compression is enabled.
    compresses: bool,
    /// The format of a call. Generated code answers each call with settings of its own.
    format: Format,
    max_decoding_message_size: Option<usize>,
    max_encoding_message_size: Option<usize>,
}

impl Server {
    /// Returns the format of the call that these settings are for.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Accepts requests with this compression.
    pub fn accept_compressed(&mut self, encoding: CompressionEncoding) {
        self.accept.enable(encoding);
        self.compresses = true;
    }

    /// Compresses responses with this encoding.
    pub fn send_compressed(&mut self, encoding: CompressionEncoding) {
        self.send.enable(encoding);
        self.compresses = true;
    }

    /// Limits the length of a received message.
    pub fn max_decoding_message_size(&mut self, limit: usize) {
        self.max_decoding_message_size = Some(limit);
    }

    /// Limits the length of a sent message.
    pub fn max_encoding_message_size(&mut self, limit: usize) {
        self.max_encoding_message_size = Some(limit);
    }

    /// Answers a unary call.
    pub fn unary<T, B>(
        self,
        inner: &Arc<T>,
        request: http::Request<B>,
        path: &'static str,
        handler: Handler,
    ) -> Answered
    where
        T: Any + Send + Sync,
        B: HttpBody + Send + 'static,
        B::Error: Into<StdError>,
    {
        self.serve(Arc::<T>::clone(inner), request.map(incoming::erased), path, handler)
    }

    /// Answers a unary call. The future has no parts of a request twice, because allocators return
    /// memory of more than about a kilobyte slowly.
    fn serve(
        self,
        inner: Shared,
        mut request: http::Request<Body>,
        path: &'static str,
        handler: Handler,
    ) -> Answered {
        request.extensions_mut().insert(grpc_method(path));
        Box::pin(async move {
            // The future of the rare call is boxed, so that other calls move a small future.
            if self.compresses || Reserved::of(request.headers()).is_compressed() {
                return Ok(Box::pin(self.raw(inner, request, handler)).await);
            }
            let body = mem::take(request.body_mut());
            let message = match incoming::read(body, self.max_decoding_message_size).await {
                Incoming::One(message, trailers) => {
                    if let Some(trailers) = trailers {
                        request.headers_mut().extend(trailers);
                    }
                    message
                }
                Incoming::Other(body) => {
                    *request.body_mut() = body;
                    return Ok(Box::pin(self.raw(inner, request, handler)).await);
                }
            };
            let request = Request::from_parts(
                MetadataMap::from_headers(mem::take(request.headers_mut())),
                mem::take(request.extensions_mut()),
                message,
            );
            let limit = self.max_encoding_message_size;
            let call = Call { inner: &inner, request, limit, format: self.format };
            Ok(match handler(call).await {
                Ok(response) => http_response(response),
                Err(status) => status.into_http(),
            })
        })
    }

    /// Lets tonic answer a unary call that is not ordinary.
    async fn raw(
        self,
        inner: Shared,
        request: http::Request<Body>,
        handler: Handler,
    ) -> http::Response<Body> {
        let method = RawMethod { inner, handler, format: self.format };
        self.grpc(Raw).unary(method, request).await
    }

    /// Answers a unary call whose messages have another codec.
    pub fn unary_with<T, B, C, F>(
        self,
        codec: C,
        inner: &Arc<T>,
        mut request: http::Request<B>,
        path: &'static str,
        call: impl FnOnce(Arc<T>, Request<C::Decode>) -> F + Send + 'static,
    ) -> Answered
    where
        T: Send + Sync + 'static,
        B: HttpBody + Send + 'static,
        B::Error: Into<StdError> + Send + 'static,
        C: Codec + Send + 'static,
        F: Future<Output = Result<Response<C::Encode>, Status>> + Send + 'static,
    {
        request.extensions_mut().insert(grpc_method(path));
        let (method, mut grpc) = (Method::new(inner, call), self.grpc(codec));
        Box::pin(async move { Ok(grpc.unary(method, request).await) })
    }

    /// Answers a call of a method that returns a stream.
    pub fn server_streaming<T, B, C, F, S>(
        self,
        codec: C,
        inner: &Arc<T>,
        mut request: http::Request<B>,
        path: &'static str,
        call: impl FnOnce(Arc<T>, Request<C::Decode>) -> F + Send + 'static,
    ) -> Answered
    where
        T: Send + Sync + 'static,
        B: HttpBody + Send + 'static,
        B::Error: Into<StdError> + Send + 'static,
        C: Codec + Send + 'static,
        F: Future<Output = Result<Response<S>, Status>> + Send + 'static,
        S: Stream<Item = Result<C::Encode, Status>> + Send + 'static,
    {
        request.extensions_mut().insert(grpc_method(path));
        let (method, mut grpc) = (Method::new(inner, call), self.grpc(codec));
        Box::pin(async move { Ok(grpc.server_streaming(method, request).await) })
    }

    /// Answers a call of a method that takes a stream.
    pub fn client_streaming<T, B, C, F>(
        self,
        codec: C,
        inner: &Arc<T>,
        mut request: http::Request<B>,
        path: &'static str,
        call: impl FnOnce(Arc<T>, Request<Streaming<C::Decode>>) -> F + Send + 'static,
    ) -> Answered
    where
        T: Send + Sync + 'static,
        B: HttpBody + Send + 'static,
        B::Error: Into<StdError> + Send + 'static,
        C: Codec + Send + 'static,
        F: Future<Output = Result<Response<C::Encode>, Status>> + Send + 'static,
    {
        request.extensions_mut().insert(grpc_method(path));
        let (method, mut grpc) = (Method::new(inner, call), self.grpc(codec));
        Box::pin(async move { Ok(grpc.client_streaming(method, request).await) })
    }

    /// Answers a call of a method that takes a stream and returns a stream.
    pub fn streaming<T, B, C, F, S>(
        self,
        codec: C,
        inner: &Arc<T>,
        mut request: http::Request<B>,
        path: &'static str,
        call: impl FnOnce(Arc<T>, Request<Streaming<C::Decode>>) -> F + Send + 'static,
    ) -> Answered
    where
        T: Send + Sync + 'static,
        B: HttpBody + Send + 'static,
        B::Error: Into<StdError> + Send + 'static,
        C: Codec + Send + 'static,
        F: Future<Output = Result<Response<S>, Status>> + Send + 'static,
        S: Stream<Item = Result<C::Encode, Status>> + Send + 'static,
    {
        request.extensions_mut().insert(grpc_method(path));
        let (method, mut grpc) = (Method::new(inner, call), self.grpc(codec));
        Box::pin(async move { Ok(grpc.streaming(method, request).await) })
    }

    /// Returns the answer to a call of a method that the service does not have.
    pub fn unimplemented() -> Answered {
        Box::pin(core::future::ready(Ok(Status::unimplemented("").into_http())))
    }

    /// Returns tonic's server with these settings, for one call.
    fn grpc<C: Codec>(self, codec: C) -> tonic::server::Grpc<C> {
        tonic::server::Grpc::new(codec)
            .apply_compression_config(self.accept, self.send)
            .apply_max_message_size_config(
                self.max_decoding_message_size,
                self.max_encoding_message_size,
            )
    }
}

fn http_response(response: Response<Framed>) -> http::Response<Body> {
    let (metadata, message, extensions) = response.into_parts();
    let mut headers: HeaderMap = reserved::sanitized(metadata);
    headers.insert(CONTENT_TYPE, GRPC_CONTENT_TYPE);
    let mut response = http::Response::new(message.response());
    *response.version_mut() = http::Version::HTTP_2;
    *response.headers_mut() = headers;
    *response.extensions_mut() = extensions;
    response
}
