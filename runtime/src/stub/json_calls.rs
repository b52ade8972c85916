//! Calls whose messages may be ProtoJSON, for stubs with the option `grpc_json`.

use alloc::boxed::Box;
use core::future::Future;

use bytes::Bytes;
use prost::Message;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::{IntoRequest, Request, Response, Status};

use super::frame::{self, Framed};
use super::shared::{BoxCall, CallKind, SharedCall, SharedService, unary_calls};
use super::{Client, Format};
use crate::codec::{FormatCodec, JsonCodec, ProtoCodec, default_parse_options, parse, print};
use crate::json::PrintOptions;
use crate::table::Tabled;

pub use super::server::json_answers::{answer, answer_unary, answer_unary_shared};

/// Makes a client send and receive ProtoJSON.
pub fn send<T>(client: &mut Client<T>) {
    client.set_format(Format::Json);
}

/// Returns the codec of a call in this format.
pub fn codec<T, U>(format: Format) -> FormatCodec<ProtoCodec<T, U>>
where
    ProtoCodec<T, U>: JsonCodec,
{
    FormatCodec::new(ProtoCodec::new(), format)
}

/// Returns the codec of a call in this format, over a codec other than that of protobuf.
pub fn codec_with<C: JsonCodec>(format: Format, codec: C) -> FormatCodec<C> {
    FormatCodec::new(codec, format)
}

/// Calls a unary method in the format of the client.
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
    M: Message + Tabled,
    R: Message + Default + Tabled,
{
    let format = client.format();
    client.unary_as(request, path, encode(format), decode(format))
}

unary_calls! {
    /// Unary calls in the format of the client.
    JsonUnary by unary,
    shared_unary(impl IntoRequest<M>): IntoRequest::into_request
        as M: [Message + Tabled + 'static] => R: [Message + Default + Tabled]
}

/// Returns the function that encodes a message in this format.
pub(super) fn encode<M: Message + Tabled>(
    format: Format,
) -> impl FnOnce(&M, Option<usize>) -> Result<Framed, Status> {
    move |message, limit| match format {
        Format::Binary => Framed::new(message, limit),
        Format::Json => Framed::text(&print(&PrintOptions::new(), message)?, limit),
    }
}

/// Returns the function that decodes a message in this format.
pub(super) fn decode<M: Message + Default + Tabled>(
    format: Format,
) -> impl FnOnce(Bytes) -> Result<M, Status> {
    move |bytes| match format {
        Format::Binary => frame::decode(bytes),
        Format::Json => parse(&default_parse_options(), &bytes),
    }
}
