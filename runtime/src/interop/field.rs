//! `prost::Message::merge_field`: a single field, its key already read, in a buffer that may come
//! in pieces. prost calls it when a generated message is a field of a derived one.

use alloc::vec::Vec;

use bytes::{Buf, Bytes};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, encode_varint};

use super::decode::merge_slice;
use super::{budget, decode, foreign};
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::scope::NO_LIMIT;
use crate::wire::{Late, MessageCodec};

/// Merges one field of `message`: number `tag`, the value next in `buf`.
///
/// # Errors
/// The value is malformed, or its wire type is not the declared one and the message keeps no
/// unknown fields.
pub fn merge_field<M: MessageCodec>(
    message: &mut M,
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    if let Some(depth) = foreign::whole_message(tag) {
        return decode::merge_whole(message, buf, depth);
    }
    let record = record(tag, wire_type, buf).map_err(|mut error| {
        if let Some(name) = M::table::<Late>().name(tag << 3) {
            error.push(M::table::<Late>().message(), name);
        }
        error
    })?;
    let depth = budget::of(context, record.len());
    if M::SHARES_BYTES {
        let root = Bytes::from(record);
        merge_slice(message, &root, depth, Some(&root), NO_LIMIT)?;
    } else {
        merge_slice(message, &record, depth, None, NO_LIMIT)?;
    }
    Ok(())
}

/// Bytes to make room for at once: most values are short.
const SHORT: usize = 64;

/// The field as it is encoded, in one piece, key included.
pub(crate) fn record(
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
) -> Result<Vec<u8>, DecodeError> {
    let mut record = Vec::with_capacity(SHORT);
    encode_varint(u64::from(tag << 3 | wire_type as u32), &mut record);
    let mut kept = Kept { buf, record };
    read_over(tag, wire_type, &mut kept, RECURSION_LIMIT)?;
    Ok(kept.record)
}

/// Reads over a value.
///
/// `depth` only bounds the recursion here; what the context allows is checked when the record is
/// merged.
fn read_over(
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
    depth: u32,
) -> Result<(), DecodeError> {
    let length = match wire_type {
        WireType::Varint => {
            decode_varint(buf)?;
            0
        }
        WireType::SixtyFourBit => 8,
        WireType::LengthDelimited => decode_varint(buf)?,
        WireType::StartGroup => {
            let depth = depth.checked_sub(1).ok_or_else(Error::recursion)?;
            loop {
                let (inner, wire_type) = decode_key(buf)?;
                if wire_type == WireType::EndGroup {
                    if inner != tag {
                        return Err(Error::end_group().into());
                    }
                    break 0;
                }
                read_over(inner, wire_type, buf, depth)?;
            }
        }
        // The message refuses it, and knows why.
        WireType::EndGroup => 0,
        WireType::ThirtyTwoBit => 4,
    };
    if length > buf.remaining() as u64 {
        return Err(Error::underflow().into());
    }
    buf.advance(length as usize);
    Ok(())
}

/// Keeps what is read: as it is, since a message that preserves unknown fields shows it.
struct Kept<'b, B> {
    buf: &'b mut B,
    record: Vec<u8>,
}

impl<B: Buf> Buf for Kept<'_, B> {
    fn remaining(&self) -> usize {
        self.buf.remaining()
    }

    fn chunk(&self) -> &[u8] {
        self.buf.chunk()
    }

    fn advance(&mut self, mut count: usize) {
        assert!(count <= self.remaining(), "no more than what remains");
        while count > 0 {
            let chunk = self.buf.chunk();
            let part = &chunk[..count.min(chunk.len())];
            self.record.extend_from_slice(part);
            let length = part.len();
            self.buf.advance(length);
            count -= length;
        }
    }
}
