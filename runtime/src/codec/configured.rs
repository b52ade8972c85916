//! The codec of stubs that need other settings than the defaults.

use alloc::string::ToString;
use core::fmt;
use core::marker::PhantomData;

use bytes::BufMut;
use prost::Message;
use tonic::Status;
use tonic::codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

use crate::{DecodeOptions, encode_deterministic};

/// The settings of a [`ConfiguredCodec`]. They are a type and not a value, because stubs create
/// their codecs themselves, one for each call.
pub trait CodecSettings: Send + Sync + 'static {
    /// The limits of decoding the messages that are received.
    const DECODE: DecodeOptions = DecodeOptions::new();
    /// Whether messages are sent with the entries of maps in the order of their keys.
    const DETERMINISTIC: bool = false;

    /// Returns the settings of tonic's buffers.
    fn buffers() -> BufferSettings {
        BufferSettings::default()
    }
}

/// A tonic [`Codec`] like [`ProtoCodec`](super::ProtoCodec), with settings.
///
/// ```
/// use rust_grpc::DecodeOptions;
/// use rust_grpc::codec::{CodecSettings, ConfiguredCodec};
///
/// pub struct Cautious;
///
/// impl CodecSettings for Cautious {
///     const DECODE: DecodeOptions = DecodeOptions::new().recursion_limit(20);
/// }
///
/// /// For stubs that are generated with `codec_path=crate::CautiousCodec`.
/// pub type CautiousCodec<T, U> = ConfiguredCodec<T, U, Cautious>;
/// ```
pub struct ConfiguredCodec<T, U, S> {
    messages: PhantomData<fn(T, S) -> U>,
}

/// The encoder of the messages of a call, with the settings `S`.
pub struct ConfiguredEncoder<T, S> {
    message: PhantomData<fn(T, S)>,
}

/// The decoder of the messages of a call, with the settings `S`.
pub struct ConfiguredDecoder<U, S> {
    message: PhantomData<fn(S) -> U>,
}

macro_rules! stateless {
    ($($name:ident<$message:ident> $field:ident,)*) => {$(
        impl<$message, S> Default for $name<$message, S> {
            fn default() -> Self {
                $name { $field: PhantomData }
            }
        }

        impl<$message, S> fmt::Debug for $name<$message, S> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}

stateless! {
    ConfiguredEncoder<T> message,
    ConfiguredDecoder<U> message,
}

impl<T, U, S> Default for ConfiguredCodec<T, U, S> {
    fn default() -> Self {
        ConfiguredCodec { messages: PhantomData }
    }
}

impl<T, U, S> Clone for ConfiguredCodec<T, U, S> {
    fn clone(&self) -> Self {
        ConfiguredCodec::default()
    }
}

impl<T, U, S> fmt::Debug for ConfiguredCodec<T, U, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConfiguredCodec")
    }
}

impl<T, U, S> Codec for ConfiguredCodec<T, U, S>
where
    T: Message + 'static,
    U: Message + Default + 'static,
    S: CodecSettings,
{
    type Encode = T;
    type Decode = U;
    type Encoder = ConfiguredEncoder<T, S>;
    type Decoder = ConfiguredDecoder<U, S>;

    fn encoder(&mut self) -> Self::Encoder {
        ConfiguredEncoder::default()
    }

    fn decoder(&mut self) -> Self::Decoder {
        ConfiguredDecoder::default()
    }
}

impl<T: Message, S: CodecSettings> Encoder for ConfiguredEncoder<T, S> {
    type Item = T;
    type Error = Status;

    /// # Errors
    /// Returns no error, because the buffer grows as needed.
    fn encode(&mut self, item: T, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        if S::DETERMINISTIC {
            buf.put_slice(&encode_deterministic(&item));
        } else {
            item.encode_raw(buf);
        }
        Ok(())
    }

    fn buffer_settings(&self) -> BufferSettings {
        S::buffers()
    }
}

impl<U: Message + Default, S: CodecSettings> Decoder for ConfiguredDecoder<U, S> {
    type Item = U;
    type Error = Status;

    /// # Errors
    /// Returns `INTERNAL`, the code that gRPC prescribes, if the message is malformed or exceeds a
    /// limit.
    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<U>, Status> {
        match S::DECODE.decode(buf) {
            Ok(message) => Ok(Some(message)),
            Err(error) => Err(Status::internal(error.to_string())),
        }
    }

    fn buffer_settings(&self) -> BufferSettings {
        S::buffers()
    }
}
