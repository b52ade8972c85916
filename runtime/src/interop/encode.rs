//! The encoding methods of `prost::Message`, for generated messages.

use alloc::vec::Vec;

use bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, EncodeError, Message};

use crate::wire::room::{self, Purpose, Source};
use crate::wire::{MessageCodec, target};

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
    to_vec(message)
}

/// How long `message` is.
#[inline]
pub fn encoded_len<M: MessageCodec>(message: &M) -> usize {
    room::measure(message)
}

pub(crate) fn append(source: &dyn Source, buf: &mut impl BufMut) -> Result<(), EncodeError> {
    let mut scratch = room::scratch();
    let mut room = room::room(&mut scratch, Purpose::Encode);
    room.wish = target::wish(buf);
    let pieces = room::encode(source, &mut room);
    if pieces.too_deep {
        target::refuse(buf);
        return Ok(());
    }
    let length = pieces.remaining();
    if length > buf.remaining_mut() {
        // Only prost can make its error, so it is asked to encode something as long.
        return Refused(length).encode(buf);
    }
    match pieces.contiguous() {
        Some(message) => buf.put_slice(message),
        // A buffer that can grow makes room for all of it first.
        None => buf.put(pieces),
    }
    Ok(())
}

fn to_vec(source: &dyn Source) -> Vec<u8> {
    let mut scratch = room::scratch();
    let mut room = room::room(&mut scratch, Purpose::Encode);
    room::encode(source, &mut room).into_vec()
}

/// A message that is as long as one that was refused, and is refused for the same reason.
struct Refused(usize);

impl Message for Refused {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(&mut self, _: u32, _: WireType, _: &mut impl Buf, _: DecodeContext) -> Result<(), DecodeError> {
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
    use crate::wire::writer::Writer;

    struct Around(Refused);

    impl Source for Around {
        fn write<'w>(&'w self, writer: Writer<'w>) -> Writer<'w> {
            writer.foreign_message(10, &self.0)
        }
    }

    #[test]
    #[should_panic(expected = "a message fits the memory")]
    fn a_length_beyond_all_memory_is_noticed() {
        room::measure(&Around(Refused(usize::MAX)));
    }
}
