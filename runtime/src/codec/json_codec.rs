//! Codecs of messages that also have a JSON form.

use alloc::string::{String, ToString};

use bytes::{Buf, BufMut};
use prost::Message;
use tonic::Status;
use tonic::codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

use super::{CodecSettings, ConfiguredCodec, ProtoCodec};
use crate::json::{JsonError, ParseOptions, PrintOptions};
use crate::stub::Format;
use crate::table::Tabled;

/// A codec of messages that have a JSON form. With the option `grpc_json`, the codecs of a
/// service's methods implement it.
///
/// The codec itself encodes and decodes the messages of calls in the binary encoding. Its options
/// apply to calls with the content type `application/grpc+json`.
///
/// ```
/// use rust_grpc::codec::{CodecSettings, ConfiguredCodec, JsonCodec};
/// use rust_grpc::json::ParseOptions;
/// use rust_grpc::{DecodeOptions, prost_types::Timestamp};
///
/// pub struct Cautious;
///
/// impl CodecSettings for Cautious {
///     const DECODE: DecodeOptions = DecodeOptions::new().max_heap(1 << 20);
/// }
///
/// // The limits of a `ConfiguredCodec` apply to JSON, too.
/// let options = <ConfiguredCodec<Timestamp, Timestamp, Cautious> as JsonCodec>::parse_options();
/// assert!(options.from_json::<Timestamp>("\"1970-01-01T00:01:00Z\"").is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "the codec `{Self}` has no JSON form",
    note = "the option `grpc_json` needs `ProtoCodec`, `ConfiguredCodec`, or a codec that \
            implements `rust_grpc::codec::JsonCodec`"
)]
pub trait JsonCodec: Codec<Encode: Message + Tabled, Decode: Message + Default + Tabled> {
    /// Returns the options for parsing received messages. By default, unknown fields are skipped,
    /// as they are in the binary encoding, so that a peer may have a newer schema.
    fn parse_options() -> ParseOptions<'static> {
        default_parse_options()
    }

    /// Returns the options for printing messages that are sent.
    fn print_options() -> PrintOptions<'static> {
        PrintOptions::new()
    }
}

impl<T, U> JsonCodec for ProtoCodec<T, U>
where
    T: Message + Tabled + 'static,
    U: Message + Default + Tabled + 'static,
{
}

impl<T, U, S> JsonCodec for ConfiguredCodec<T, U, S>
where
    T: Message + Tabled + 'static,
    U: Message + Default + Tabled + 'static,
    S: CodecSettings,
{
    fn parse_options() -> ParseOptions<'static> {
        default_parse_options().decode_options(S::DECODE)
    }
}

/// Returns the parse options of codecs without limits.
pub(crate) fn default_parse_options() -> ParseOptions<'static> {
    ParseOptions::new().ignore_unknown(true)
}

/// A codec for one call, which encodes messages in the format of the call.
pub struct FormatCodec<C> {
    codec: C,
    format: Format,
}

/// The encoder of the messages of a call: the codec's encoder, or the options of JSON.
pub struct FormatEncoder<E> {
    encoder: E,
    json: Option<PrintOptions<'static>>,
}

/// The decoder of the messages of a call: the codec's decoder, or the options of JSON.
pub struct FormatDecoder<D> {
    decoder: D,
    json: Option<ParseOptions<'static>>,
}

impl<C> FormatCodec<C> {
    /// Creates the codec of a call.
    pub(crate) fn new(codec: C, format: Format) -> Self {
        FormatCodec { codec, format }
    }
}

impl<C: JsonCodec> Codec for FormatCodec<C> {
    type Encode = C::Encode;
    type Decode = C::Decode;
    type Encoder = FormatEncoder<C::Encoder>;
    type Decoder = FormatDecoder<C::Decoder>;

    fn encoder(&mut self) -> Self::Encoder {
        let is_json = self.format == Format::Json;
        FormatEncoder { encoder: self.codec.encoder(), json: is_json.then(C::print_options) }
    }

    fn decoder(&mut self) -> Self::Decoder {
        let is_json = self.format == Format::Json;
        FormatDecoder { decoder: self.codec.decoder(), json: is_json.then(C::parse_options) }
    }
}

impl<E> Encoder for FormatEncoder<E>
where
    E: Encoder<Item: Message + Tabled, Error = Status>,
{
    type Item = E::Item;
    type Error = Status;

    fn encode(&mut self, item: E::Item, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        match &self.json {
            None => self.encoder.encode(item, buf),
            Some(options) => {
                buf.put_slice(print(options, &item)?.as_bytes());
                Ok(())
            }
        }
    }

    fn buffer_settings(&self) -> BufferSettings {
        self.encoder.buffer_settings()
    }
}

impl<D> Decoder for FormatDecoder<D>
where
    D: Decoder<Item: Message + Default + Tabled, Error = Status>,
{
    type Item = D::Item;
    type Error = Status;

    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<D::Item>, Status> {
        match &self.json {
            None => self.decoder.decode(buf),
            Some(options) => parse(options, &buf.copy_to_bytes(buf.remaining())).map(Some),
        }
    }

    fn buffer_settings(&self) -> BufferSettings {
        self.decoder.buffer_settings()
    }
}

/// Prints a message.
///
/// # Errors
/// Returns `INTERNAL` if the message has no JSON form.
pub(crate) fn print<M: Message + Tabled>(
    options: &PrintOptions<'_>,
    message: &M,
) -> Result<String, Status> {
    options.to_json(message).map_err(internal)
}

/// Parses a message.
///
/// # Errors
/// Returns `INTERNAL`, the code of a malformed message in the binary encoding, if the message is
/// malformed or exceeds a limit.
pub(crate) fn parse<M: Message + Default + Tabled>(
    options: &ParseOptions<'_>,
    text: &[u8],
) -> Result<M, Status> {
    options.from_slice(text).map_err(internal)
}

#[cold]
fn internal(error: JsonError) -> Status {
    Status::internal(error.to_string())
}
