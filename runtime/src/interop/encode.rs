//! The encoding methods of `prost::Message`, for generated messages.

use alloc::vec::Vec;

use bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, EncodeError, Message};

use crate::wire::MessageCodec;
use crate::wire::room::{self, Encoded, Source};
use crate::wire::target::{self, Wish};

/// Appends `message` to `buf`.
///
/// # Panics
/// If `buf` has too little room, as prost's does.
#[inline]
pub fn encode_raw<M: MessageCodec>(message: &M, buf: &mut impl BufMut) {
    append(message, buf).expect("a buffer with enough room");
}

/// Appends `message` to `buf`.
///
/// # Errors
/// `buf` has too little room; it is as it was.
#[inline]
pub fn encode<M: MessageCodec>(message: &M, buf: &mut impl BufMut) -> Result<(), EncodeError> {
    append(message, buf)
}

/// `message` in a vector of its own.
#[inline]
pub fn encode_to_vec<M: MessageCodec>(message: &M) -> Vec<u8> {
    to_vec(message, Wish::NONE)
}

/// Returns the encoded length of `message`.
#[inline]
pub fn encoded_len<M: MessageCodec>(message: &M) -> usize {
    room::measure(message)
}

pub(crate) fn append(source: &dyn Source, buf: &mut impl BufMut) -> Result<(), EncodeError> {
    let wish = target::wish(buf);
    let mut scratch = room::scratch();
    let mut room = room::room(&mut scratch, wish);
    let encoded = room::encode(source, &mut room);
    let length = match &encoded {
        Encoded::Pieces(pieces) => pieces.length,
        Encoded::Long(length) => *length,
        Encoded::TooDeep => {
            target::refuse(buf);
            return Ok(());
        }
    };
    if length > buf.remaining_mut() {
        // Only prost can make its error, so it is asked to encode something as long.
        return Refused(length).encode(buf);
    }
    match encoded {
        Encoded::Pieces(pieces) => match pieces.contiguous() {
            Some(message) => buf.put_slice(message),
            // A buffer that can grow makes room for all of it first.
            None => buf.put(pieces.into_buf()),
        },
        _ => room::fill_buf(source, length, wish, buf),
    }
    Ok(())
}

/// Returns a message in a vector of its own.
///
/// # Panics
/// If `wish` limits the levels and the message is deeper.
pub(crate) fn to_vec(source: &dyn Source, wish: Wish) -> Vec<u8> {
    let mut scratch = room::scratch();
    let mut room = room::room(&mut scratch, wish);
    match room::encode(source, &mut room) {
        Encoded::Pieces(pieces) => pieces.into_vec(),
        Encoded::Long(length) => room::fill_vec(source, length, wish),
        Encoded::TooDeep => unreachable!("no message is too deep if there is no limit"),
    }
}

/// A message that is as long as one that was refused, and is refused for the same reason.
struct Refused(usize);

impl Message for Refused {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        _: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        self.0
    }

    fn clear(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::binary_writer::BinaryWriter;
    use crate::wire::write_fields::WriteFields;

    struct Around(Refused);

    impl Source for Around {
        fn write<'w>(&'w self, writer: BinaryWriter<'w>) -> BinaryWriter<'w> {
            writer.foreign_message(10, &self.0)
        }
    }

    #[test]
    #[should_panic(expected = "a message fits the memory")]
    fn a_length_beyond_all_memory_is_noticed() {
        room::measure(&Around(Refused(usize::MAX)));
    }
}
