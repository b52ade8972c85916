//! The codec of calls with views that tonic makes: those that stream or are compressed.

use core::fmt;
use core::marker::PhantomData;

use bytes::Buf;
use tonic::Status;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

use super::{Received, Sent};
use crate::stub::Format;

/// A codec for messages of the types `T`, which are sent, and `U`, which are received.
pub struct ViewCodec<T, U> {
    messages: PhantomData<fn(T) -> U>,
}

/// Returns the codec of a call of stubs whose JSON depends on a feature of the user's crate,
/// without that feature.
pub fn codec_of<T, U>(_: Format) -> ViewCodec<T, U> {
    ViewCodec::default()
}

impl<T, U> Default for ViewCodec<T, U> {
    fn default() -> Self {
        ViewCodec { messages: PhantomData }
    }
}

impl<T, U> fmt::Debug for ViewCodec<T, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ViewCodec")
    }
}

impl<T: Sent, U: Received> Codec for ViewCodec<T, U> {
    type Encode = T;
    type Decode = U;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self::default()
    }

    fn decoder(&mut self) -> Self {
        Self::default()
    }
}

impl<T: Sent, U: Received> Encoder for ViewCodec<T, U> {
    type Item = T;
    type Error = Status;

    fn encode(&mut self, item: T, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        item.write(buf);
        Ok(())
    }
}

impl<T: Sent, U: Received> Decoder for ViewCodec<T, U> {
    type Item = U;
    type Error = Status;

    /// The message takes its bytes out of tonic's buffer, without a copy.
    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<U>, Status> {
        U::decode(buf.copy_to_bytes(buf.remaining())).map(Some)
    }
}
