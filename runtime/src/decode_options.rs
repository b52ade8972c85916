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

/// The limits of a decode, for programs that need other limits than those of the methods of
/// `prost::Message`.
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
/// The options apply to every message. They cannot raise the recursion limit of a message with
/// another codec than that of this crate.
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
    /// Returns the limits of the methods of `prost::Message`: messages nest at most 100 levels
    /// deep.
    pub const fn new() -> Self {
        DecodeOptions { recursion_limit: RECURSION_LIMIT, max_heap: NO_LIMIT }
    }

    /// Whether the limits are those of the message's own methods. Then these methods are called,
    /// because those of a message from another crate may do more than merge fields.
    const fn are_default(&self) -> bool {
        self.recursion_limit == RECURSION_LIMIT && self.max_heap == NO_LIMIT
    }

    /// Limits the nesting depth of messages, groups and map entries inside the decoded message. The
    /// limit is at most 10,000. The stack must be large enough for the depth, both where the
    /// message is decoded and where it is dropped.
    pub const fn recursion_limit(self, levels: u32) -> Self {
        let recursion_limit =
            if levels < MAX_RECURSION_LIMIT { levels } else { MAX_RECURSION_LIMIT };
        DecodeOptions { recursion_limit, ..self }
    }

    /// Limits the bytes that a decode may allocate for the message. The bytes are counted so
    /// generously that a decode never allocates more.
    ///
    /// There is no limit by default. A message can take many times more memory than its encoding,
    /// and prost accepts that.
    ///
    /// These bytes are counted:
    ///
    /// * The length of the encoded message. Strings and `bytes` take at most that much.
    /// * Each list, map, box and unknown field, when it grows, including the memory that it had
    ///   before. The defaults of `required` fields are counted, too.
    /// * The strings, lists and maps of a message of prost-types, as prost lets them grow. The
    ///   bytes of such a message are walked over before prost decodes them.
    /// * For a message of prost's derive, 128 bytes for each encoded byte, and 1 KiB. This is a
    ///   guess, and too little for some types.
    ///
    /// These bytes are not counted: the buffer, a copy of a buffer in several chunks, an error, and
    /// the memory that a message of prost-types had before a merge.
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
    /// Returns an error if the message is malformed or exceeds a limit.
    pub fn decode<M: Message + Default>(&self, buf: impl Buf) -> Result<M, DecodeError> {
        if self.are_default() {
            return M::decode(buf);
        }
        let mut message = M::default();
        self.merge(&mut message, buf)?;
        Ok(message)
    }

    /// Decodes a message with a length prefix. `buf` is then at the position after it.
    ///
    /// # Errors
    /// Returns an error if the message is malformed, longer than `buf`, or exceeds a limit.
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
    /// Returns an error if the message is malformed or exceeds a limit. The fields before the error
    /// have been merged. The field with the error may be merged in part.
    pub fn merge<M: Message>(&self, message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
        if self.are_default() {
            return message.merge(buf);
        }
        let length = buf.remaining();
        self.merge_next(message, &mut buf, length, self.recursion_limit)
    }

    /// Merges a message with a length prefix into `message`. `buf` is then at the position after
    /// it.
    ///
    /// # Errors
    /// Returns an error if the message is malformed, longer than `buf`, or exceeds a limit. The
    /// fields before the error have been merged. The field with the error may be merged in part.
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
        // prost counts a message with a length prefix as one level.
        let depth = self.recursion_limit.checked_sub(1).ok_or_else(Error::recursion)?;
        self.merge_next(message, &mut buf, length as usize, depth)
    }

    /// Merges a message that takes up all of `bytes` into `message`. It compiles to less code than
    /// [`DecodeOptions::merge`], which also reads buffers in several chunks.
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
    /// code than [`DecodeOptions::merge_slice`], which also merges messages with another codec.
    pub(crate) fn merge_generated<M: MessageCodec>(
        &self,
        message: &mut M,
        bytes: &[u8],
    ) -> Result<(), DecodeError> {
        merge_slice(message, bytes, self.recursion_limit, None, self.max_heap)?;
        Ok(())
    }

    /// Merges the next `length` bytes of `buf`, which has as many.
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

    /// A message whose methods do more than merge fields: it keeps the name of the called method.
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
