//! A message of a call, as interceptors see it.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;
use std::sync::OnceLock;

use bytes::Bytes;
use tonic::{Response, Status};

use super::active::Active;
use super::answer::Answer;
use super::decompress::decompress;
use super::encode;
use crate::messages::{AnyMessage, MessageType};
use crate::stub::Format;
use crate::stub::frame::HEADER;

/// A message of a request or of a response.
///
/// The message passes as it is, unless an interceptor changes it. It is decoded when the first
/// interceptor asks for it, so an interceptor that does not look costs no time.
///
/// The interceptors know the types of messages if they were given the constants of methods, from
/// code that is generated with the option `method_messages`. Then `{:?}` prints the message as its
/// type does: without the values of fields that have `debug_redact`.
pub struct Message {
    active: Arc<Active>,
    direction: Direction,
    /// The message with the five bytes before it.
    frame: Bytes,
    plain: OnceLock<Result<Bytes, Status>>,
    decoded: OnceLock<Result<Box<dyn AnyMessage>, Status>>,
    is_changed: bool,
    pub(super) answer: Option<Answer>,
}

/// The direction of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Request,
    Response,
}

impl Message {
    pub(super) fn new(active: Arc<Active>, direction: Direction, frame: Bytes) -> Self {
        Self {
            active,
            direction,
            frame,
            plain: OnceLock::new(),
            decoded: OnceLock::new(),
            is_changed: false,
            answer: None,
        }
    }

    /// Returns the message if it has the type `M`.
    ///
    /// The result is `None` if the method has another type in this direction, and if the types are
    /// not known. It is also `None` if the message is malformed. Then the call ends with
    /// `INTERNAL` after this interceptor, as it would have without interceptors.
    pub fn downcast_ref<M: prost::Message + 'static>(&self) -> Option<&M> {
        (self.decoded()? as &dyn Any).downcast_ref()
    }

    /// Returns the message if it has the type `M`, to change it. The message is encoded again.
    ///
    /// The result is `None` in the cases of [`downcast_ref`](Self::downcast_ref).
    pub fn downcast_mut<M: prost::Message + 'static>(&mut self) -> Option<&mut M> {
        self.decoded()?;
        let message: &mut dyn Any = &mut **self.decoded.get_mut()?.as_mut().ok()?;
        let message = message.downcast_mut()?;
        self.is_changed = true;
        Some(message)
    }

    /// Decodes the message as an `M`. The types of the method need not be known.
    ///
    /// # Errors
    /// Returns `INTERNAL` if the message is malformed, or if its format is not the binary encoding.
    pub fn decode<M: prost::Message + Default>(&self) -> Result<M, Status> {
        if self.active.call.format() != Format::Binary {
            return Err(Status::internal("the message is not in the binary encoding"));
        }
        let encoded: Bytes = match self.changed() {
            Some(message) => message.encode().into(),
            None => self.plain()?.clone(),
        };
        M::decode(encoded).map_err(|error| Status::internal(error.to_string()))
    }

    /// Returns the length of the encoded message in bytes. The length of a message that is
    /// compressed and that no interceptor has changed is that of its compressed form.
    pub fn encoded_len(&self) -> usize {
        match self.changed() {
            Some(message) => message.encoded_len(),
            None => self.frame.len() - HEADER,
        }
    }

    /// Returns the message as a dynamic message. The result is `None` if the type of the message is
    /// not known, or if it has no field table (options `json`, `text` and `reflect`).
    ///
    /// # Errors
    /// Returns `INTERNAL` if the message is malformed.
    #[cfg(feature = "reflect")]
    pub fn to_dynamic(&self) -> Result<Option<crate::reflect::DynamicMessage>, Status> {
        let table = self.message_type().and_then(|message_type| message_type.table);
        let (Some(table), Some(message)) = (table, self.decoded()) else {
            return match self.decoded.get() {
                Some(Err(status)) => Err(status.clone()),
                _ => Ok(None),
            };
        };
        let dynamic =
            crate::reflect::DynamicMessage::decode((table.descriptor)(), &message.encode());
        dynamic.map(Some).map_err(|error| Status::internal(error.to_string()))
    }

    /// Replaces the message with a dynamic one of the same type. The result is `false` if the type
    /// of the message is not known, or if the dynamic message has another type. Then the message is
    /// unchanged.
    ///
    /// # Errors
    /// Returns `INTERNAL` if the dynamic message nests too deep for the type.
    #[cfg(feature = "reflect")]
    pub fn assign_dynamic(
        &mut self,
        message: &crate::reflect::DynamicMessage,
    ) -> Result<bool, Status> {
        let Some(message_type) = self.message_type() else { return Ok(false) };
        let Some(table) = message_type.table else { return Ok(false) };
        if (table.descriptor)().full_name() != message.descriptor().full_name() {
            return Ok(false);
        }
        let encoded = message.encode_to_vec();
        let message = encode::decode(&encoded, message_type, Format::Binary)?;
        self.decoded = OnceLock::from(Ok(message));
        self.is_changed = true;
        Ok(true)
    }

    /// Answers the call with one message, as [`Start::answer`](super::Start::answer) does. The
    /// message must be that of a request. The channel or the service below gets no further message
    /// of the call. Interceptors that have seen its start see its end.
    ///
    /// # Errors
    /// Returns `INTERNAL` if the message is that of a response, and in the cases of
    /// [`Start::answer`](super::Start::answer).
    pub fn answer<M: prost::Message + 'static>(
        &mut self,
        response: Response<M>,
    ) -> Result<(), Status> {
        if self.direction == Direction::Response {
            return Err(Status::internal("an interceptor has answered a response"));
        }
        self.answer = Some(Answer::new(&self.active.call, response)?);
        Ok(())
    }

    /// Returns the message with the five bytes before it, as the interceptors have left it.
    pub(super) fn into_frame(self) -> Result<Bytes, Status> {
        match (self.decoded.into_inner(), self.plain.into_inner()) {
            (Some(Err(status)), _) | (_, Some(Err(status))) => Err(status),
            (Some(Ok(message)), _) if self.is_changed => {
                let types = self.active.call.types();
                let message_type = types.map(|types| of(self.direction, types));
                let message_type = message_type.ok_or_else(|| Status::internal("no type"))?;
                encode::framed(&*message, message_type, self.active.call.format())
            }
            _ => Ok(self.frame),
        }
    }

    fn message_type(&self) -> Option<MessageType> {
        self.active.call.types().map(|types| of(self.direction, types))
    }

    /// Returns the message if its type is known and if it is not malformed.
    fn decoded(&self) -> Option<&dyn AnyMessage> {
        let message_type = self.message_type()?;
        let decoded = self
            .decoded
            .get_or_init(|| encode::decode(self.plain()?, message_type, self.active.call.format()));
        decoded.as_ref().ok().map(|message| &**message)
    }

    /// Returns the message if an interceptor has changed it.
    fn changed(&self) -> Option<&dyn AnyMessage> {
        self.decoded().filter(|_| self.is_changed)
    }

    /// Returns the encoded message, not compressed.
    fn plain(&self) -> Result<&Bytes, Status> {
        let plain = self.plain.get_or_init(|| match self.frame.first() {
            Some(0) => Ok(self.frame.slice(HEADER..)),
            _ => decompress(
                &self.frame,
                self.active.encoding(self.direction),
                self.active.limit(self.direction),
            ),
        });
        plain.as_ref().map_err(Clone::clone)
    }
}

fn of(direction: Direction, (request, response): (MessageType, MessageType)) -> MessageType {
    match direction {
        Direction::Request => request,
        Direction::Response => response,
    }
}

/// Prints the message as its type does. If the type is not known, the output has the length of the
/// message and none of its content.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let debug = self.message_type().and_then(|message_type| message_type.debug);
        match (debug, self.decoded()) {
            (Some(debug), Some(message)) => debug(message, f),
            _ => f.debug_struct("Message").field("encoded_len", &self.encoded_len()).finish(),
        }
    }
}
