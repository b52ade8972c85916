//! Calls with views whose messages may be ProtoJSON, for stubs with the option `grpc_json`.
//!
//! A view is of binary messages. So in a call with JSON, a received message is parsed, and encoded
//! for its view. An [`Encoded`](crate::view::Encoded) is decoded, and printed.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::convert::identity;
use core::future::Future;
use core::marker::PhantomData;

use bytes::{Buf, BufMut, Bytes};
use prost::Message;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::codegen::{Body as HttpBody, StdError};
use tonic::{Request, Response, Status};

use super::{Received, Sent};
use crate::codec::{default_parse_options, parse, print};
use crate::json::PrintOptions;
use crate::stub::frame::Framed;
use crate::stub::shared::{BoxCall, CallKind, SharedCall, SharedService, unary_calls};
use crate::stub::{Client, Format};
use crate::table::Tabled;
use crate::view::{Encoded, MessageOf, MessageView, OwnedView, Viewed};

pub use crate::stub::server::view_answers::json::{answer_unary, answer_unary_shared};

/// A message that is sent and has a JSON form.
pub trait SentAsJson: Sent {
    /// Prints the message.
    ///
    /// # Errors
    /// Returns `INTERNAL` if the message has no JSON form or is malformed.
    fn print(&self) -> Result<String, Status>;
}

/// A message that is received and has a JSON form.
pub trait ReceivedAsJson: Received {
    /// Parses a message.
    ///
    /// # Errors
    /// Returns `INTERNAL` if the message is malformed.
    fn parse(text: &[u8]) -> Result<Self, Status>;
}

impl<M: Message + Tabled + 'static> SentAsJson for M {
    fn print(&self) -> Result<String, Status> {
        print(&PrintOptions::new(), self)
    }
}

impl<M: Message + Default + Tabled + Clone + 'static> SentAsJson for Encoded<M> {
    fn print(&self) -> Result<String, Status> {
        let message = self.clone().into_message();
        print(&PrintOptions::new(), &message.map_err(|error| Status::internal(error.to_string()))?)
    }
}

impl<M: Message + Default + Tabled + 'static> ReceivedAsJson for M {
    fn parse(text: &[u8]) -> Result<Self, Status> {
        parse(&default_parse_options(), text)
    }
}

impl<V: Viewed<Static: MessageView<Message: Tabled>> + 'static> ReceivedAsJson for OwnedView<V>
where
    OwnedView<V>: Received,
{
    fn parse(text: &[u8]) -> Result<Self, Status> {
        let message: MessageOf<V> = parse(&default_parse_options(), text)?;
        <Self as Received>::decode(message.encode_to_vec().into())
    }
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
    M: SentAsJson,
    R: ReceivedAsJson,
{
    let format = client.format();
    client.unary_as(request, path, encode(format), decode(format))
}

unary_calls! {
    /// Unary calls with views, in the format of the client.
    JsonViewUnary by unary,
    shared_unary(Request<M>): identity as M: [SentAsJson] => R: [ReceivedAsJson]
}

/// Returns the function that encodes a message in this format.
pub(in crate::stub) fn encode<M: SentAsJson>(
    format: Format,
) -> impl FnOnce(&M, Option<usize>) -> Result<Framed, Status> {
    move |message, limit| match format {
        Format::Binary => message.frame(limit),
        Format::Json => Framed::text(&message.print()?, limit),
    }
}

/// Returns the function that decodes a message in this format.
pub(in crate::stub) fn decode<M: ReceivedAsJson>(
    format: Format,
) -> impl FnOnce(Bytes) -> Result<M, Status> {
    move |bytes| match format {
        Format::Binary => M::decode(bytes),
        Format::Json => M::parse(&bytes),
    }
}

/// Returns the codec of a call in this format.
pub fn codec<T, U>(format: Format) -> JsonViewCodec<T, U> {
    JsonViewCodec { format, messages: PhantomData }
}

/// A codec for messages of the types `T`, which are sent, and `U`, which are received.
pub struct JsonViewCodec<T, U> {
    format: Format,
    messages: PhantomData<fn(T) -> U>,
}

impl<T: SentAsJson, U: ReceivedAsJson> Codec for JsonViewCodec<T, U> {
    type Encode = T;
    type Decode = U;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        codec(self.format)
    }

    fn decoder(&mut self) -> Self {
        codec(self.format)
    }
}

impl<T: SentAsJson, U: ReceivedAsJson> Encoder for JsonViewCodec<T, U> {
    type Item = T;
    type Error = Status;

    fn encode(&mut self, item: T, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        match self.format {
            Format::Binary => item.write(buf),
            Format::Json => buf.put_slice(item.print()?.as_bytes()),
        }
        Ok(())
    }
}

impl<T: SentAsJson, U: ReceivedAsJson> Decoder for JsonViewCodec<T, U> {
    type Item = U;
    type Error = Status;

    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<U>, Status> {
        decode(self.format)(buf.copy_to_bytes(buf.remaining())).map(Some)
    }
}
