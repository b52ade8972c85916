//! The encoding methods of `prost::Message`, for generated messages.

use alloc::vec::Vec;

use bytes::BufMut;
use prost::EncodeError;

use super::{errors, signals};
use crate::wire::buffer::encode::{self, Encoded, Source};
use crate::wire::buffer::fill::{fill_buf, fill_vec};
use crate::wire::request::Request;
use crate::wire::traits::MessageCodec;

/// Appends `message` to `buf`.
///
/// # Panics
/// Panics if `buf` has too little capacity, as prost's function does.
#[inline]
pub fn encode_raw<M: MessageCodec>(message: &M, buf: &mut impl BufMut) {
    append(message, buf).expect("a buffer with enough capacity");
}

/// Appends `message` to `buf`.
///
/// # Errors
/// Returns an error if `buf` has too little capacity. Nothing is written then.
#[inline]
pub fn encode<M: MessageCodec>(message: &M, buf: &mut impl BufMut) -> Result<(), EncodeError> {
    append(message, buf)
}

/// Returns the encoded message.
#[inline]
pub fn encode_to_vec<M: MessageCodec>(message: &M) -> Vec<u8> {
    to_vec(message, Request::NONE)
}

/// Returns the encoded length of `message`.
#[inline]
pub fn encoded_len<M: MessageCodec>(message: &M) -> usize {
    encode::measure(message)
}

/// Appends `source` to `buf`, as `buf` requests.
///
/// # Errors
/// Returns an error if `buf` has too little capacity. Nothing is written then.
pub(crate) fn append(source: &dyn Source, buf: &mut impl BufMut) -> Result<(), EncodeError> {
    let request = signals::request(buf);
    let mut scratch = encode::scratch();
    let mut buffer = encode::buffer(&mut scratch, request);
    let encoded = encode::encode(source, &mut buffer);
    let length = match &encoded {
        Encoded::Pieces(pieces) => pieces.length,
        Encoded::Long(length) => *length,
        Encoded::TooDeep => {
            signals::refuse(buf);
            return Ok(());
        }
    };
    if length > buf.remaining_mut() {
        return errors::buffer_too_small(length, buf);
    }
    match encoded {
        Encoded::Pieces(pieces) => match pieces.contiguous() {
            Some(message) => buf.put_slice(message),
            // `put` of a buffer that can grow reserves memory for all pieces first.
            None => buf.put(pieces.into_buf()),
        },
        _ => fill_buf(source, length, request, buf),
    }
    Ok(())
}

/// Returns the encoding of `source`.
///
/// # Panics
/// Panics if `request` limits the levels and the message is deeper.
pub(crate) fn to_vec(source: &dyn Source, request: Request) -> Vec<u8> {
    let mut scratch = encode::scratch();
    let mut buffer = encode::buffer(&mut scratch, request);
    match encode::encode(source, &mut buffer) {
        Encoded::Pieces(pieces) => pieces.into_vec(),
        Encoded::Long(length) => fill_vec(source, length, request),
        Encoded::TooDeep => unreachable!("no message is too deep if there is no limit"),
    }
}

#[cfg(test)]
mod tests {
    use super::errors::OfLength;
    use super::*;
    use crate::wire::binary_writer::BinaryWriter;
    use crate::wire::buffer::Position;
    use crate::wire::traits::WriteFields;

    struct Around(OfLength);

    impl Source for Around {
        fn write<'w>(&'w self, position: Position<'w, 'w>) -> Position<'w, 'w> {
            BinaryWriter(position).foreign_message(10, &self.0).0
        }
    }

    #[test]
    #[should_panic(expected = "a message fits the memory")]
    fn a_length_beyond_all_memory_is_noticed() {
        encode::measure(&Around(OfLength(usize::MAX)));
    }
}
