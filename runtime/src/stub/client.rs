//! The code of a call in a generated client.

use alloc::boxed::Box;
use core::future::{Future, poll_fn};
use core::mem;

use bytes::Bytes;
use prost::Message;
use tonic::body::Body;
use tonic::client::{Grpc, GrpcService};
use tonic::codec::{Codec, CompressionEncoding};
use tonic::codegen::http::header::{CONTENT_TYPE, TE};
use tonic::codegen::http::uri::PathAndQuery;
use tonic::codegen::http::{self, Extensions, HeaderValue, Uri};
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::metadata::MetadataMap;
use tonic::{IntoStreamingRequest, Request, Response, Status, Streaming};

use super::frame::{self, Framed};
use super::reserved::sanitized;
use super::{Format, grpc_method, incoming};

mod by_ref;
#[cfg(feature = "blocking")]
mod over;
mod reply;
mod spare_headers;

use by_ref::ByRef;

/// The inside of a generated client: the service below, and the settings of calls.
#[derive(Debug, Clone)]
pub struct Client<T> {
    service: T,
    origin: Uri,
    /// The method of the last call, and its URI, which the next call of the method does not parse.
    last: Option<(&'static str, Uri)>,
    format: Format,
    send: Option<CompressionEncoding>,
    /// The compressions that responses may have. tonic has three, and says that there may be more.
    accept: [Option<CompressionEncoding>; 8],
    max_decoding_message_size: Option<usize>,
    max_encoding_message_size: Option<usize>,
}

/// A request of a unary call.
enum Outgoing {
    /// The request of an ordinary call.
    Plain(http::Request<Body>),
    /// A request that tonic sends.
    ByTonic(Request<Bytes>),
    /// The request has been passed on.
    Sent,
}

impl<T> Client<T> {
    /// Creates a client over a service that speaks HTTP.
    pub fn new(service: T) -> Self {
        Self::with_origin(service, Uri::default())
    }

    /// Creates a client. `origin` has the scheme, the authority and the beginning of the path of
    /// all requests.
    pub fn with_origin(service: T, origin: Uri) -> Self {
        Self {
            service,
            origin,
            last: None,
            format: Format::default(),
            send: None,
            accept: [None; 8],
            max_decoding_message_size: None,
            max_encoding_message_size: None,
        }
    }

    /// Sets the format of all messages, sent and received.
    pub fn set_format(&mut self, format: Format) {
        self.format = format;
    }

    /// Returns the format of messages.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Compresses requests.
    pub fn send_compressed(&mut self, encoding: CompressionEncoding) {
        self.send = Some(encoding);
    }

    /// Accepts responses with this compression.
    pub fn accept_compressed(&mut self, encoding: CompressionEncoding) {
        if !self.accept.contains(&Some(encoding))
            && let Some(free) = self.accept.iter_mut().find(|known| known.is_none())
        {
            *free = Some(encoding);
        }
    }

    /// Limits the length of a received message.
    pub fn max_decoding_message_size(&mut self, limit: usize) {
        self.max_decoding_message_size = Some(limit);
    }

    /// Limits the length of a sent message.
    pub fn max_encoding_message_size(&mut self, limit: usize) {
        self.max_encoding_message_size = Some(limit);
    }
}

impl<T> Client<T>
where
    T: GrpcService<Body>,
    T::Error: Into<StdError>,
    T::ResponseBody: HttpBody<Data = Bytes> + Send + 'static,
    <T::ResponseBody as HttpBody>::Error: Into<StdError> + Send,
{
    /// Calls a unary method.
    pub fn unary<M, R>(
        &mut self,
        request: Request<M>,
        path: &'static str,
    ) -> impl Future<Output = Result<Response<R>, Status>>
    where
        M: Message,
        R: Message + Default,
    {
        self.unary_as(request, path, Framed::new, frame::decode)
    }

    /// Calls a unary method with these functions to encode and decode its messages.
    pub(super) fn unary_as<M, R>(
        &mut self,
        request: Request<M>,
        path: &'static str,
        encode: impl FnOnce(&M, Option<usize>) -> Result<Framed, Status>,
        decode: impl FnOnce(Bytes) -> Result<R, Status>,
    ) -> impl Future<Output = Result<Response<R>, Status>> {
        let (metadata, extensions, message) = request.into_parts();
        let limit = self.max_encoding_message_size.filter(|_| !self.compresses(&extensions));
        let framed = encode(&message, limit);
        drop(message);
        let mut outgoing =
            framed.and_then(|framed| self.outgoing(metadata, extensions, framed, path));
        async move {
            // This future is independent of the types of messages, so that it is compiled once. It
            // borrows the request, because a future would have an argument twice.
            let reply = self.call(&mut outgoing, path).await?;
            let (metadata, message, extensions) = reply.into_parts();
            match decode(message) {
                Ok(message) => Ok(Response::from_parts(metadata, message, extensions)),
                Err(mut status) => {
                    *status.metadata_mut() = metadata;
                    Err(status)
                }
            }
        }
    }

    /// Returns the request of a call.
    fn outgoing(
        &mut self,
        metadata: MetadataMap,
        extensions: Extensions,
        framed: Framed,
        path: &'static str,
    ) -> Result<Outgoing, Status> {
        // tonic uses extensions for its own purposes, e.g. to cancel the call. So tonic makes such
        // a call.
        if self.compresses(&extensions) || !extensions.is_empty() {
            let request = Request::from_parts(metadata, extensions, framed.message());
            return Ok(Outgoing::ByTonic(Self::with_method(request, path)));
        }
        let mut headers = sanitized(metadata);
        if headers.is_empty() {
            headers = spare_headers::take();
        }
        headers.insert(TE, HeaderValue::from_static("trailers"));
        headers.insert(CONTENT_TYPE, self.format.content_type());
        let mut request = http::Request::new(framed.request());
        *request.method_mut() = http::Method::POST;
        *request.version_mut() = http::Version::HTTP_2;
        *request.uri_mut() = self.uri(path)?;
        *request.headers_mut() = headers;
        if Self::is_observed() {
            request.extensions_mut().insert(grpc_method(path));
        }
        Ok(Outgoing::Plain(request))
    }

    async fn call(
        &mut self,
        outgoing: &mut Result<Outgoing, Status>,
        path: &'static str,
    ) -> Result<Response<Bytes>, Status> {
        self.ready().await?;
        match mem::replace(outgoing, Ok(Outgoing::Sent))? {
            Outgoing::Plain(request) => {
                let response = self.service.call(request).await;
                let response = response.map_err(|error| Status::from_error(error.into()))?;
                reply::read(response.map(incoming::tonics), self.max_decoding_message_size).await
            }
            Outgoing::ByTonic(request) => {
                // The future of the rare call is boxed, so that other calls move a small future.
                let mut grpc = self.grpc(request.extensions());
                let path = PathAndQuery::from_static(path);
                Box::pin(grpc.unary(request, path, super::raw::Raw)).await
            }
            Outgoing::Sent => Err(Status::internal("the request has been sent")),
        }
    }

    /// Calls a unary method whose messages have another codec.
    pub async fn unary_with<M, R, C>(
        &mut self,
        request: Request<M>,
        path: &'static str,
        codec: C,
    ) -> Result<Response<R>, Status>
    where
        M: Send + Sync + 'static,
        R: Send + Sync + 'static,
        C: Codec<Encode = M, Decode = R>,
    {
        self.ready().await?;
        let request = Self::with_method(request, path);
        self.grpc(request.extensions()).unary(request, PathAndQuery::from_static(path), codec).await
    }

    /// Calls a method that answers with a stream.
    pub async fn server_streaming<M, R, C>(
        &mut self,
        request: Request<M>,
        path: &'static str,
        codec: C,
    ) -> Result<Response<Streaming<R>>, Status>
    where
        M: Send + Sync + 'static,
        R: Send + Sync + 'static,
        C: Codec<Encode = M, Decode = R>,
    {
        self.ready().await?;
        let request = Self::with_method(request, path);
        self.grpc(request.extensions())
            .server_streaming(request, PathAndQuery::from_static(path), codec)
            .await
    }

    /// Calls a method that takes a stream.
    pub async fn client_streaming<M, R, C>(
        &mut self,
        request: impl IntoStreamingRequest<Message = M>,
        path: &'static str,
        codec: C,
    ) -> Result<Response<R>, Status>
    where
        M: Send + Sync + 'static,
        R: Send + Sync + 'static,
        C: Codec<Encode = M, Decode = R>,
    {
        self.ready().await?;
        let request = Self::with_method(request.into_streaming_request(), path);
        self.grpc(request.extensions())
            .client_streaming(request, PathAndQuery::from_static(path), codec)
            .await
    }

    /// Calls a method that takes a stream and answers with a stream.
    pub async fn streaming<M, R, C>(
        &mut self,
        request: impl IntoStreamingRequest<Message = M>,
        path: &'static str,
        codec: C,
    ) -> Result<Response<Streaming<R>>, Status>
    where
        M: Send + Sync + 'static,
        R: Send + Sync + 'static,
        C: Codec<Encode = M, Decode = R>,
    {
        self.ready().await?;
        let request = Self::with_method(request.into_streaming_request(), path);
        self.grpc(request.extensions())
            .streaming(request, PathAndQuery::from_static(path), codec)
            .await
    }

    async fn ready(&mut self) -> Result<(), Status> {
        poll_fn(|cx| self.service.poll_ready(cx)).await.map_err(|error| {
            let error: StdError = error.into();
            Status::unknown(alloc::format!("Service was not ready: {error}"))
        })
    }

    /// Returns tonic's client over this service, with these settings, for one call. `extensions`
    /// are those of the request.
    fn grpc(&mut self, extensions: &Extensions) -> Grpc<ByRef<'_, T>> {
        let send = self.compression(extensions);
        let service = ByRef { service: &mut self.service, format: self.format };
        let mut grpc = Grpc::with_origin(service, self.origin.clone());
        if let Some(encoding) = send {
            grpc = grpc.send_compressed(encoding);
        }
        for encoding in self.accept.into_iter().flatten() {
            grpc = grpc.accept_compressed(encoding);
        }
        if let Some(limit) = self.max_decoding_message_size {
            grpc = grpc.max_decoding_message_size(limit);
        }
        if let Some(limit) = self.max_encoding_message_size {
            grpc = grpc.max_encoding_message_size(limit);
        }
        grpc
    }
}

impl<T> Client<T> {
    /// Whether the service below can show the extensions of a request to code of the user. tonic's
    /// channel has no such code, and neither tonic nor hyper reads `GrpcMethod`. Adding it takes
    /// three allocations.
    fn is_observed() -> bool {
        #[cfg(feature = "transport")]
        return typeid::of::<T>() != typeid::of::<tonic::transport::Channel>();
        #[cfg(not(feature = "transport"))]
        true
    }

    /// Adds the method to the extensions of a request, for layers and interceptors.
    fn with_method<M>(mut request: Request<M>, path: &'static str) -> Request<M> {
        if Self::is_observed() {
            request.extensions_mut().insert(grpc_method(path));
        }
        request
    }

    fn compresses(&self, extensions: &Extensions) -> bool {
        self.compression(extensions).is_some() || self.accept[0].is_some()
    }

    /// Returns the compression of the requests of a call.
    fn compression(&self, extensions: &Extensions) -> Option<CompressionEncoding> {
        crate::call_options::compression(extensions, self.send)
    }

    /// Returns the URI of a method.
    fn uri(&mut self, path: &'static str) -> Result<Uri, Status> {
        // Generated code passes the same string in each call of a method.
        if let Some((known, uri)) = &self.last
            && core::ptr::eq(*known, path)
        {
            return Ok(uri.clone());
        }
        let uri = self.parsed_uri(path)?;
        self.last = Some((path, uri.clone()));
        Ok(uri)
    }

    fn parsed_uri(&self, path: &'static str) -> Result<Uri, Status> {
        let mut parts = self.origin.clone().into_parts();
        parts.path_and_query = Some(match &parts.path_and_query {
            Some(origin) if origin != "/" => {
                let path = alloc::format!("{}{path}", origin.path());
                path.parse().map_err(|_| Status::internal("the origin's path is malformed"))?
            }
            _ => PathAndQuery::from_static(path),
        });
        Uri::from_parts(parts).map_err(|_| Status::internal("the origin is malformed"))
    }
}
