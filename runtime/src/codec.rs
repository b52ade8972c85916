//! The codec that generated stubs give to tonic.
//!
//! `prost::Message` encodes and decodes the messages. The codec connects it to tonic's buffers.

use alloc::string::ToString;
use core::fmt;
use core::marker::PhantomData;

use prost::Message;
use tonic::Status;
use tonic::codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

mod configured;
#[cfg(feature = "json")]
mod json_codec;

pub use configured::{CodecSettings, ConfiguredCodec, ConfiguredDecoder, ConfiguredEncoder};
#[cfg(feature = "json")]
pub use json_codec::JsonCodec;
#[cfg(feature = "json")]
pub(crate) use json_codec::{FormatCodec, default_parse_options, parse, print};

/// A tonic [`Codec`] for messages that implement `prost::Message`.
///
/// `T` is the type of sent messages, and `U` the type of received messages.
pub struct ProtoCodec<T, U> {
    messages: PhantomData<fn(T) -> U>,
}

/// The encoder of the messages of a call. Its settings say how tonic's buffer grows.
pub struct ProtoEncoder<T> {
    settings: BufferSettings,
    message: PhantomData<fn(T)>,
}

/// The decoder of the messages of a call. Its settings say how tonic's buffer grows.
pub struct ProtoDecoder<U> {
    settings: BufferSettings,
    message: PhantomData<fn() -> U>,
}

impl<T, U> ProtoCodec<T, U> {
    /// Creates a codec with tonic's default buffer settings.
    pub const fn new() -> Self {
        ProtoCodec { messages: PhantomData }
    }
}

impl<T, U> Default for ProtoCodec<T, U> {
    fn default() -> Self {
        ProtoCodec::new()
    }
}

impl<T, U> Clone for ProtoCodec<T, U> {
    fn clone(&self) -> Self {
        ProtoCodec::new()
    }
}

impl<T, U> fmt::Debug for ProtoCodec<T, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProtoCodec")
    }
}

impl<T, U> Codec for ProtoCodec<T, U>
where
    T: Message + 'static,
    U: Message + Default + 'static,
{
    type Encode = T;
    type Decode = U;
    type Encoder = ProtoEncoder<T>;
    type Decoder = ProtoDecoder<U>;

    fn encoder(&mut self) -> ProtoEncoder<T> {
        ProtoEncoder::default()
    }

    fn decoder(&mut self) -> ProtoDecoder<U> {
        ProtoDecoder::default()
    }
}

macro_rules! with_settings {
    ($name:ident) => {
        impl<M> $name<M> {
            #[doc = concat!("Creates a `", stringify!($name), "` with buffer settings.")]
            pub const fn new(settings: BufferSettings) -> Self {
                $name { settings, message: PhantomData }
            }
        }

        impl<M> Default for $name<M> {
            fn default() -> Self {
                $name::new(BufferSettings::default())
            }
        }

        impl<M> Clone for $name<M> {
            fn clone(&self) -> Self {
                $name::new(self.settings)
            }
        }

        impl<M> fmt::Debug for $name<M> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut shape = f.debug_struct(stringify!($name));
                shape.field("settings", &self.settings).finish()
            }
        }
    };
}

with_settings!(ProtoEncoder);
with_settings!(ProtoDecoder);

impl<T: Message> Encoder for ProtoEncoder<T> {
    type Item = T;
    type Error = Status;

    /// # Errors
    /// Returns no error, because the buffer grows as needed.
    fn encode(&mut self, item: T, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        // `encode` would compute the length first, only to compare it with the capacity of a buffer
        // that always has enough. A generated message computes no length unless it is long. It
        // reserves memory for all its bytes at once.
        item.encode_raw(buf);
        Ok(())
    }

    fn buffer_settings(&self) -> BufferSettings {
        self.settings
    }
}

impl<U: Message + Default> Decoder for ProtoDecoder<U> {
    type Item = U;
    type Error = Status;

    /// # Errors
    /// Returns `INTERNAL`, the code that gRPC prescribes, if the message is malformed.
    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<U>, Status> {
        match U::decode(buf) {
            Ok(message) => Ok(Some(message)),
            Err(error) => Err(Status::internal(error.to_string())),
        }
    }

    fn buffer_settings(&self) -> BufferSettings {
        self.settings
    }
}
