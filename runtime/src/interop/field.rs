//! `prost::Message::merge_field`: a single field, its key already read, in a buffer that may come
//! in pieces. prost calls it when a generated message is a field of a derived one.

use alloc::vec::Vec;

use bytes::{Buf, Bytes};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, encode_varint};

use super::decode::merge_slice;
use super::{budget, decode, foreign};
use crate::wire::MessageCodec;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;

/// Merges one field of `message`: number `tag`, the value next in `buf`.
///
/// # Errors
/// The value is malformed, or its wire type is not the field's.
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
        if let Some(name) = M::FIELDS.name(tag << 3) {
            error.push(M::FIELDS.message, name);
        }
        error
    })?;
    let depth = budget::of(context, record.len());
    if M::SHARES_BYTES {
        let root = Bytes::from(record);
        merge_slice(message, &root, depth, Some(&root), None)?;
    } else {
        merge_slice(message, &record, depth, None, None)?;
    }
    Ok(())
}

/// Bytes to make room for at once.
const SHORT: usize = 64;

/// The field as it is encoded, in one piece, key included.
pub(super) fn record(tag: u32, wire_type: WireType, buf: &mut impl Buf) -> Result<Vec<u8>, DecodeError> {
    // Most values are short, and of those that are not the length is known.
    let mut record = Vec::with_capacity(SHORT);
    gather(tag, wire_type, buf, &mut record, RECURSION_LIMIT)?;
    Ok(record)
}

/// Moves one field from `buf` to the end of `record`.
///
/// `depth` only bounds the recursion here; what the context allows is checked when the record is
/// merged.
fn gather(tag: u32, wire_type: WireType, buf: &mut impl Buf, record: &mut Vec<u8>, depth: u32) -> Result<(), DecodeError> {
    encode_varint(u64::from(tag << 3 | wire_type as u32), record);
    match wire_type {
        WireType::Varint => encode_varint(decode_varint(buf)?, record),
        WireType::SixtyFourBit => take(8, buf, record)?,
        WireType::LengthDelimited => {
            let length = decode_varint(buf)?;
            encode_varint(length, record);
            take(length, buf, record)?;
        }
        WireType::StartGroup => {
            let depth = depth.checked_sub(1).ok_or_else(Error::recursion)?;
            loop {
                let (inner, wire_type) = decode_key(buf)?;
                if wire_type == WireType::EndGroup {
                    if inner != tag {
                        return Err(Error::end_group().into());
                    }
                    encode_varint(u64::from(tag << 3 | WireType::EndGroup as u32), record);
                    break;
                }
                gather(inner, wire_type, buf, record, depth)?;
            }
        }
        // The message refuses it, and knows why.
        WireType::EndGroup => {}
        WireType::ThirtyTwoBit => take(4, buf, record)?,
    }
    Ok(())
}

/// Moves `length` bytes. Nothing is allocated for a length that `buf` does not have.
fn take(length: u64, buf: &mut impl Buf, record: &mut Vec<u8>) -> Result<(), DecodeError> {
    if length > buf.remaining() as u64 {
        return Err(Error::underflow().into());
    }
    let mut left = length as usize;
    if record.len() + left > record.capacity() && record.len() < SHORT {
        record.reserve_exact(left);
    } else {
        record.reserve(left);
    }
    while left > 0 {
        let chunk = buf.chunk();
        let part = &chunk[..left.min(chunk.len())];
        record.extend_from_slice(part);
        let length = part.len();
        buf.advance(length);
        left -= length;
    }
    Ok(())
}
