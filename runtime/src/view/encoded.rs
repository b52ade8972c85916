//! Messages that may have been encoded before.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use bytes::{BufMut, Bytes};
use prost::encoding::{WireType, encode_key, encode_varint};
use prost::{DecodeError, Message};

/// A message `M` to send: a message, or the bytes of one.
///
/// It is what methods of stubs with the options `view_requests` and `view_responses` send. A
/// message and a view become one by `into()`. The bytes of a view are sent as they are, so that
/// forwarding a message decodes nothing:
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::view::Encoded;
///
/// let encoded: Encoded<Timestamp> = Timestamp { seconds: 1, nanos: 0 }.into();
/// assert_eq!(encoded.into_bytes()[..], [8, 1]);
/// ```
///
/// # Adding fields
///
/// [`merge`](Encoded::merge) and [`with_field`](Encoded::with_field) add fields at the end of the
/// encoding. They decode nothing, because protobuf defines what encodings in a row mean:
///
/// * A scalar, string or enum of a singular field replaces the value that was there.
/// * A message of a singular field is merged with the message that was there, by these rules.
/// * The elements of a repeated field are added at its end.
/// * An entry of a map replaces the entry with the same key.
/// * A member of a oneof replaces the member that was there, unless both are the same message
///   field. Then they are merged.
///
/// So they cannot remove or unset anything.
#[derive(Clone)]
pub struct Encoded<M> {
    start: Start<M>,
    /// The encoding of the fields that were added, which follows that of `start`.
    added: Vec<u8>,
}

#[derive(Clone)]
enum Start<M> {
    Message(M),
    Bytes(Bytes),
}

impl<M> Encoded<M> {
    /// Returns an empty message.
    pub const fn new() -> Self {
        Encoded { start: Start::Bytes(Bytes::new()), added: Vec::new() }
    }

    /// Returns the message with this encoding. The bytes are not checked. If they are malformed,
    /// the fields that [`merge`](Encoded::merge) and [`with_field`](Encoded::with_field) add may
    /// become a part of their last value. Check bytes from outside with
    /// [`OwnedView::decode`](super::OwnedView::decode).
    pub const fn from_bytes(bytes: Bytes) -> Self {
        Encoded { start: Start::Bytes(bytes), added: Vec::new() }
    }

    /// Adds a message to a field: sets or merges a singular field, or adds an element to a repeated
    /// one. The bytes of a view are copied and not decoded.
    ///
    /// Views have constants for these fields, e.g. `ReplyView::FORECAST` for the field `forecast`
    /// of `Reply`:
    ///
    /// ```text
    /// let reply = Encoded::from(Reply { note, ..Reply::default() })
    ///     .with_field(ReplyView::FORECAST, request.get().forecast().unwrap_or_default());
    /// ```
    #[must_use]
    pub fn with_field<'a, F>(
        mut self,
        field: MessageField<M, F>,
        value: impl EncodedMessage<'a, Message = F>,
    ) -> Self {
        let bytes = value.encoded_bytes();
        let MessageField { number, is_group, messages: _ } = field;
        // The two keys and the length have at most 5 + 10 bytes.
        self.added.reserve(bytes.len().saturating_add(15));
        if is_group {
            encode_key(number, WireType::StartGroup, &mut self.added);
            self.added.extend_from_slice(&bytes);
            encode_key(number, WireType::EndGroup, &mut self.added);
        } else {
            encode_key(number, WireType::LengthDelimited, &mut self.added);
            encode_varint(bytes.len() as u64, &mut self.added);
            self.added.extend_from_slice(&bytes);
        }
        self
    }
}

impl<M: Message> Encoded<M> {
    /// Adds the fields that are set in `fields`.
    #[must_use]
    pub fn merge(mut self, fields: &M) -> Self {
        fields.encode_raw(&mut self.added);
        self
    }

    /// Returns the length of the encoding.
    pub fn encoded_len(&self) -> usize {
        let start = match &self.start {
            Start::Message(message) => message.encoded_len(),
            Start::Bytes(bytes) => bytes.len(),
        };
        start.saturating_add(self.added.len())
    }

    /// Returns the encoding. It is not copied if nothing was added to the bytes of a view.
    pub fn into_bytes(self) -> Bytes {
        match self.start {
            Start::Bytes(bytes) if self.added.is_empty() => bytes,
            Start::Message(_) | Start::Bytes(_) => self.to_vec().into(),
        }
    }

    /// Returns the message. A message to which nothing was added is not encoded and decoded.
    ///
    /// # Errors
    /// Returns an error if the encoding is malformed. The encoding of a message never is, and that
    /// of a view only if the view is lazy.
    pub fn into_message(self) -> Result<M, DecodeError>
    where
        M: Default,
    {
        let (mut message, bytes) = match self.start {
            Start::Message(message) => (message, Bytes::new()),
            Start::Bytes(bytes) => (M::default(), bytes),
        };
        message.merge(bytes)?;
        message.merge(&*self.added)?;
        Ok(message)
    }

    /// Writes the encoding.
    pub(crate) fn encode(&self, buf: &mut impl BufMut) {
        match &self.start {
            Start::Message(message) => message.encode_raw(buf),
            Start::Bytes(bytes) => buf.put_slice(bytes),
        }
        if !self.added.is_empty() {
            buf.put_slice(&self.added);
        }
    }

    fn to_vec(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.encoded_len());
        self.encode(&mut bytes);
        bytes
    }
}

/// An empty message.
impl<M> Default for Encoded<M> {
    fn default() -> Self {
        Encoded::new()
    }
}

/// Prints the lengths of the parts. The message may have fields that nothing may print.
impl<M> fmt::Debug for Encoded<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shape = f.debug_struct("Encoded");
        match &self.start {
            Start::Message(_) => shape.field("is_message", &true),
            Start::Bytes(bytes) => shape.field("bytes", &bytes.len()),
        };
        shape.field("added", &self.added.len()).finish()
    }
}

impl<M: Message> From<M> for Encoded<M> {
    fn from(message: M) -> Self {
        Encoded { start: Start::Message(message), added: Vec::new() }
    }
}

/// A value with the encoding of a message: a view, a reference to an
/// [`OwnedView`](super::OwnedView), or an [`Encoded`] or a reference to it.
pub trait EncodedMessage<'a>: EncodedBytes<'a> {}

/// The part of [`EncodedMessage`] that only this crate can use, because it is exported nowhere.
pub trait EncodedBytes<'a> {
    /// The message, e.g. `Forecast`.
    type Message;

    /// Returns the encoding.
    fn encoded_bytes(self) -> Cow<'a, [u8]>;
}

impl<'a, T: EncodedBytes<'a>> EncodedMessage<'a> for T {}

impl<'a, M: Message> EncodedBytes<'a> for &'a Encoded<M> {
    type Message = M;

    fn encoded_bytes(self) -> Cow<'a, [u8]> {
        match &self.start {
            Start::Bytes(bytes) if self.added.is_empty() => Cow::Borrowed(bytes),
            Start::Message(_) | Start::Bytes(_) => Cow::Owned(self.to_vec()),
        }
    }
}

impl<M: Message> EncodedBytes<'static> for Encoded<M> {
    type Message = M;

    fn encoded_bytes(self) -> Cow<'static, [u8]> {
        Cow::Owned(self.into_bytes().into())
    }
}

/// A field of the message `M` that holds a message `F`, or several. The constants of views are
/// such fields, e.g. `ReplyView::FORECAST`.
pub struct MessageField<M, F> {
    number: u32,
    is_group: bool,
    messages: PhantomData<fn(M) -> F>,
}

impl<M, F> MessageField<M, F> {
    /// Creates a field whose messages have a length prefix.
    #[doc(hidden)]
    pub const fn new(number: u32) -> Self {
        MessageField { number, is_group: false, messages: PhantomData }
    }

    /// Creates a field whose messages are groups.
    #[doc(hidden)]
    pub const fn group(number: u32) -> Self {
        MessageField { number, is_group: true, messages: PhantomData }
    }

    /// Returns the number of the field.
    pub const fn number(self) -> u32 {
        self.number
    }
}

impl<M, F> Clone for MessageField<M, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, F> Copy for MessageField<M, F> {}

impl<M, F> fmt::Debug for MessageField<M, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MessageField").field(&self.number).finish()
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec;

    use prost_types::{Duration, Struct, Timestamp, Value, value::Kind};

    use super::*;

    const VALUE: MessageField<Struct, Value> = MessageField::new(1);
    const GROUP: MessageField<Struct, Duration> = MessageField::group(20);

    #[test]
    fn added_fields_follow_the_message() {
        let encoded = Encoded::from(Timestamp { seconds: 1, nanos: 5 })
            .merge(&Timestamp { seconds: 2, nanos: 0 })
            .merge(&Timestamp { seconds: 0, nanos: 7 });
        assert_eq!(encoded.encoded_len(), 8);
        assert_eq!(encoded.clone().into_message().unwrap(), Timestamp { seconds: 2, nanos: 7 });
        assert_eq!(encoded.into_bytes()[..], [8, 1, 16, 5, 8, 2, 16, 7]);
    }

    #[test]
    fn bytes_are_the_same_bytes() {
        let bytes = Bytes::from(vec![8, 1]);
        let encoded = Encoded::<Timestamp>::from_bytes(bytes.clone());
        assert_eq!(encoded.into_bytes().as_ptr(), bytes.as_ptr());
        assert!(Encoded::<Timestamp>::new().into_bytes().is_empty());
        assert_eq!(Encoded::<Timestamp>::default().into_message(), Ok(Timestamp::default()));
    }

    #[test]
    fn malformed_bytes_are_refused_when_they_are_decoded() {
        let encoded = Encoded::<Timestamp>::from_bytes(Bytes::from_static(&[8]));
        assert!(encoded.into_message().is_err());
    }

    #[test]
    fn added_fields_can_end_a_malformed_value() {
        // The value of the field 20 has four bytes, which are missing.
        let malformed = Bytes::from_static(&[162, 1, 4]);
        let encoded =
            Encoded::<Timestamp>::from_bytes(malformed).merge(&Timestamp { seconds: 1, nanos: 5 });
        assert_eq!(Timestamp::decode(encoded.into_bytes()), Ok(Timestamp::default()));
    }

    #[test]
    fn messages_are_put_into_fields() {
        let value = Encoded::from(Value { kind: Some(Kind::StringValue("x".to_string())) });
        let group = Encoded::from(Duration { seconds: 3, nanos: 0 });
        let encoded = Encoded::<Struct>::new()
            .with_field(VALUE, value.clone().merge(&Value { kind: Some(Kind::BoolValue(true)) }))
            .with_field(VALUE, Encoded::from_bytes(Bytes::from(vec![0; 200])))
            .with_field(GROUP, &group);
        let mut expected = vec![10, 5, 26, 1, b'x', 32, 1, 10, 200, 1];
        expected.extend([0; 200]);
        expected.extend([163, 1, 8, 3, 164, 1]);
        assert_eq!(encoded.into_bytes()[..], expected);
        assert_eq!(VALUE.number(), 1);
    }

    #[test]
    fn debug_shows_no_values() {
        let encoded = Encoded::from(Timestamp { seconds: 77, nanos: 0 })
            .merge(&Timestamp { seconds: 1, nanos: 0 });
        assert_eq!(alloc::format!("{encoded:?}"), "Encoded { is_message: true, added: 2 }");
        let encoded = Encoded::<Timestamp>::from_bytes(Bytes::from_static(&[8, 1]));
        assert_eq!(alloc::format!("{encoded:?}"), "Encoded { bytes: 2, added: 0 }");
    }
}
