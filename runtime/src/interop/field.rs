//! `prost::Message::merge_field` for generated messages. It merges a single field, whose key has
//! been read, from a buffer that may have several chunks. prost calls it if a generated message is
//! a field of a message of its derive.

use alloc::vec::Vec;

use bytes::{Buf, Bytes};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, encode_varint};

use super::decode::{merge_slice, merge_whole};
use super::{depth, signals};
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::scope::NO_LIMIT;
use crate::wire::traits::{Late, MessageCodec};

/// Merges one field into `message`. `tag` is its field number, and `buf` begins with its value.
///
/// # Errors
/// Returns an error if the value is malformed, or if its wire type is not the declared one and the
/// message keeps no unknown fields.
pub fn merge_field<M: MessageCodec>(
    message: &mut M,
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    if let Some(depth) = signals::whole_message(tag) {
        return merge_whole(message, buf, depth);
    }
    let record = record(tag, wire_type, buf).map_err(|mut error| {
        if let Some(name) = M::table::<Late>().name(tag << 3) {
            error.push(M::table::<Late>().message(), name);
        }
        error
    })?;
    let depth = depth::remaining(context, record.len());
    if M::SHARES_BYTES {
        let root = Bytes::from(record);
        merge_slice(message, &root, depth, Some(&root), NO_LIMIT)?;
    } else {
        merge_slice(message, &record, depth, None, NO_LIMIT)?;
    }
    Ok(())
}

/// The first capacity of a record. Most values are short.
const SHORT: usize = 64;

/// Returns the encoded field, key included, as contiguous bytes.
pub(crate) fn record(
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
) -> Result<Vec<u8>, DecodeError> {
    let mut record = Vec::with_capacity(SHORT);
    encode_varint(u64::from(tag << 3 | wire_type as u32), &mut record);
    let mut kept = Kept { buf, record };
    skip_value(tag, wire_type, &mut kept, RECURSION_LIMIT)?;
    Ok(kept.record)
}

/// Skips a value.
///
/// `depth` only bounds the recursion of this function. The levels that the context allows are
/// checked when the record is merged.
fn skip_value(
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
                skip_value(inner, wire_type, buf, depth)?;
            }
        }
        // The message refuses this wire type, and returns the error.
        WireType::EndGroup => 0,
        WireType::ThirtyTwoBit => 4,
    };
    if length > buf.remaining() as u64 {
        return Err(Error::underflow().into());
    }
    buf.advance(length as usize);
    Ok(())
}

/// A buffer that copies the bytes that are read from it. A message that keeps unknown fields keeps
/// them byte by byte.
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
