//! The types of messages that calls with views send and receive.

use alloc::string::ToString;

use bytes::Bytes;
use prost::Message;
use tonic::Status;
use tonic::codec::EncodeBuf;

use crate::stub::frame::{self, Framed};
use crate::view::{Encoded, OwnedView, Viewed};

/// A message that is sent: a plain message, or an [`Encoded`].
pub trait Sent: Send + Sync + 'static {
    /// Encodes and frames the message.
    ///
    /// # Errors
    /// Returns an error if the message is longer than `limit`.
    fn frame(&self, limit: Option<usize>) -> Result<Framed, Status>;

    /// Writes the encoded message.
    fn write(&self, buf: &mut EncodeBuf<'_>);
}

/// A message that is received: a plain message, or an [`OwnedView`].
pub trait Received: Send + Sync + Sized + 'static {
    /// Decodes or checks an encoded message.
    ///
    /// # Errors
    /// Returns `INTERNAL`, the code that gRPC prescribes, if the message is malformed.
    fn decode(bytes: Bytes) -> Result<Self, Status>;
}

impl<M: Message + 'static> Sent for M {
    fn frame(&self, limit: Option<usize>) -> Result<Framed, Status> {
        Framed::new(self, limit)
    }

    fn write(&self, buf: &mut EncodeBuf<'_>) {
        self.encode_raw(buf);
    }
}

impl<M: Message + 'static> Sent for Encoded<M> {
    fn frame(&self, limit: Option<usize>) -> Result<Framed, Status> {
        Framed::encoded(self.encoded_len(), limit, |frame| self.encode(frame))
    }

    fn write(&self, buf: &mut EncodeBuf<'_>) {
        self.encode(buf);
    }
}

impl<M: Message + Default + 'static> Received for M {
    fn decode(bytes: Bytes) -> Result<Self, Status> {
        frame::decode(bytes)
    }
}

impl<V: Viewed + 'static> Received for OwnedView<V>
where
    OwnedView<V>: Send + Sync,
{
    fn decode(bytes: Bytes) -> Result<Self, Status> {
        OwnedView::decode(bytes).map_err(|error| Status::internal(error.to_string()))
    }
}
