//! Limits of decoding.

use bytes::Buf;
use prost::encoding::decode_varint;
use prost::{DecodeError, Message};

use crate::interop::decode::{is_shared, merge_slice};
use crate::interop::foreign;
use crate::wire::MessageCodec;
use crate::wire::error::Error;
use crate::wire::input::{MAX_RECURSION_LIMIT, RECURSION_LIMIT};
use crate::wire::scope::NO_LIMIT;

/// The options of a decode, for programs that need other limits than those of `prost::Message`'s
/// own methods.
///
/// ```
/// use rust_grpc::DecodeOptions;
/// use rust_grpc::prost_types::Timestamp;
///
/// let options = DecodeOptions::new().recursion_limit(20);
/// let message: Timestamp = options.decode(&[8, 1][..]).unwrap();
/// assert_eq!(message.seconds, 1);
/// ```
///
/// The options apply to every message. They cannot raise the recursion limit of a message that does
/// not have the codec of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecodeOptions {
    recursion_limit: u32,
    max_heap: usize,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        DecodeOptions::new()
    }
}

impl DecodeOptions {
    /// Returns the limits of `prost::Message`'s methods: messages nest 100 deep at most.
    pub const fn new() -> Self {
        DecodeOptions { recursion_limit: RECURSION_LIMIT, max_heap: NO_LIMIT }
    }

    /// Whether the limits are those of the message's own methods. These are called then, because a
    /// message from another crate can do more in them than merge fields.
    const fn are_default(&self) -> bool {
        self.recursion_limit == RECURSION_LIMIT && self.max_heap == NO_LIMIT
    }

    /// Limits the nesting depth of messages, groups and map entries inside the message that is
    /// decoded. The limit is 10,000 at most. The stack must be big enough for the depth, both where
    /// the message is decoded and where it is dropped.
    pub const fn recursion_limit(self, levels: u32) -> Self {
        let recursion_limit =
            if levels < MAX_RECURSION_LIMIT { levels } else { MAX_RECURSION_LIMIT };
        DecodeOptions { recursion_limit, ..self }
    }

    /// Limits the bytes that a decode may allocate for the message. The bytes are counted so
    /// generously that a decode never allocates more.
    ///
    /// There is no limit by default. A message can take many times the memory that it takes on the
    /// wire, and prost accepts that.
    ///
    /// * The length of the message is counted first. Strings and `bytes` take no more than that.
    /// * Each list, map, box and unknown field is counted when it grows, with the memory that it
    ///   had before. The defaults of `required` fields are counted, too.
    /// * The bytes of a message of prost-types are walked over before prost decodes them. Each
    ///   string, list and map in them is counted as prost lets it grow.
    /// * A message of prost's derive is counted with 128 bytes for each byte on the wire and 1 KiB.
    ///   That is a guess, and not enough for every type.
    ///
    /// Not counted are the buffer itself, a copy of it if it comes in pieces, an error, and the
    /// memory that a message of prost-types had before a merge.
    pub const fn max_heap(self, bytes: usize) -> Self {
        DecodeOptions { max_heap: bytes, ..self }
    }

    /// Returns the greatest nesting depth, and the bytes that may be allocated.
    pub(crate) const fn limits(&self) -> (u32, usize) {
        (self.recursion_limit, self.max_heap)
    }

    /// Decodes a message that takes up all of `buf`.
    ///
    /// # Errors
    /// It is malformed or exceeds a limit.
    pub fn decode<M: Message + Default>(&self, buf: impl Buf) -> Result<M, DecodeError> {
        if self.are_default() {
            return M::decode(buf);
        }
        let mut message = M::default();
        self.merge(&mut message, buf)?;
        Ok(message)
    }

    /// Decodes a message with a length prefix, and leaves `buf` behind it.
    ///
    /// # Errors
    /// It is malformed, longer than `buf`, or exceeds a limit.
    pub fn decode_length_delimited<M: Message + Default>(
        &self,
        buf: impl Buf,
    ) -> Result<M, DecodeError> {
        if self.are_default() {
            return M::decode_length_delimited(buf);
        }
        let mut message = M::default();
        self.merge_length_delimited(&mut message, buf)?;
        Ok(message)
    }

    /// Merges a message that takes up all of `buf` into `message`.
    ///
    /// # Errors
    /// It is malformed or exceeds a limit. Fields before the error have been merged, and the field
    /// with it in part.
    pub fn merge<M: Message>(&self, message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
        if self.are_default() {
            return message.merge(buf);
        }
        let length = buf.remaining();
        self.merge_next(message, &mut buf, length, self.recursion_limit)
    }

    /// Merges a message with a length prefix into `message`, and leaves `buf` behind it.
    ///
    /// # Errors
    /// It is malformed, longer than `buf`, or exceeds a limit. Fields before the error have been
    /// merged, and the field with it in part.
    pub fn merge_length_delimited<M: Message>(
        &self,
        message: &mut M,
        mut buf: impl Buf,
    ) -> Result<(), DecodeError> {
        if self.are_default() {
            return message.merge_length_delimited(buf);
        }
        let length = decode_varint(&mut buf)?;
        if length > buf.remaining() as u64 {
            return Err(Error::underflow().into());
        }
        // To prost, a message behind a length is one level deep.
        let depth = self.recursion_limit.checked_sub(1).ok_or_else(Error::recursion)?;
        self.merge_next(message, &mut buf, length as usize, depth)
    }

    /// Merges a message that takes up all of `bytes` into `message`. It compiles to less code than
    /// [`DecodeOptions::merge`], which is ready for buffers of several pieces.
    pub(crate) fn merge_slice<M: Message>(
        &self,
        message: &mut M,
        bytes: &[u8],
    ) -> Result<(), DecodeError> {
        if self.are_default() {
            return message.merge(bytes);
        }
        foreign::merge_limited(message, bytes, self.recursion_limit, self.max_heap)?;
        Ok(())
    }

    /// Merges a generated message that takes up all of `bytes` into `message`. It compiles to less
    /// code than [`DecodeOptions::merge_slice`], which also serves messages of other codecs.
    pub(crate) fn merge_generated<M: MessageCodec>(
        &self,
        message: &mut M,
        bytes: &[u8],
    ) -> Result<(), DecodeError> {
        merge_slice(message, bytes, self.recursion_limit, None, self.max_heap)?;
        Ok(())
    }

    /// Merges the next `length` bytes of `buf`, which are there.
    fn merge_next<M: Message>(
        &self,
        message: &mut M,
        buf: &mut impl Buf,
        length: usize,
        depth: u32,
    ) -> Result<(), DecodeError> {
        if !is_shared(buf)
            && let Some(bytes) = buf.chunk().get(..length)
        {
            foreign::merge_limited(message, bytes, depth, self.max_heap)?;
            buf.advance(length);
            return Ok(());
        }
        foreign::merge_limited(message, buf.copy_to_bytes(length), depth, self.max_heap)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use bytes::BufMut;
    use prost::encoding::{DecodeContext, WireType};

    use super::*;

    /// A message that does more than merge fields: it holds the name of the called method.
    #[derive(Debug, Default, PartialEq)]
    struct Own(&'static str);

    impl Message for Own {
        fn encode_raw(&self, _: &mut impl BufMut) {}

        fn merge_field(
            &mut self,
            _: u32,
            _: WireType,
            buf: &mut impl Buf,
            _: DecodeContext,
        ) -> Result<(), DecodeError> {
            self.0 = "merge_field";
            buf.advance(buf.remaining());
            Ok(())
        }

        fn merge(&mut self, mut buf: impl Buf) -> Result<(), DecodeError> {
            self.0 = "merge";
            buf.advance(buf.remaining());
            Ok(())
        }

        fn encoded_len(&self) -> usize {
            0
        }

        fn clear(&mut self) {}
    }

    #[test]
    fn default_options_are_the_methods_of_the_message() {
        let bytes = &[8, 1][..];
        for (options, called) in [
            (DecodeOptions::new(), "merge"),
            (DecodeOptions::new().recursion_limit(99), "merge_field"),
        ] {
            assert_eq!(options.decode(bytes), Ok(Own(called)));
            let mut message = Own("");
            assert_eq!((options.merge(&mut message, bytes), message), (Ok(()), Own(called)));
        }
    }
}
