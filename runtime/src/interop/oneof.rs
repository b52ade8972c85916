//! The inherent methods that prost's derive gives to a oneof.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::{budget, encode, field};
use crate::wire::OneofCodec;
use crate::wire::input::{Input, Scope};
use crate::wire::reader::Reader;
use crate::wire::room::Source;
use crate::wire::writer::Writer;

/// Appends the member to `buf`.
///
/// # Panics
/// If `buf` has too little room, as prost's does.
pub fn oneof_encode<O: OneofCodec>(oneof: &O, buf: &mut impl BufMut) {
    encode::append(&Member(oneof), buf).expect("a buffer with enough room");
}

/// Merges the member of number `tag`, its value next in `buf`, into `field`.
///
/// # Errors
/// The value is malformed, or its wire type is not the member's.
pub fn oneof_merge<O: OneofCodec>(
    field: &mut Option<O>,
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    let record = field::record(tag, wire_type, buf)?;
    let mut reader = Reader::new(Input { bytes: &record, depth: budget::of(context, record.len()), scope: &Scope::COPYING });
    if let Some(tag) = reader.tag()? {
        O::merge_field(field, tag, &mut reader)?;
    }
    Ok(())
}

/// A oneof's member as something to encode.
struct Member<'o, O>(&'o O);

impl<O: OneofCodec> Source for Member<'_, O> {
    fn size(&self) -> usize {
        self.0.size()
    }

    fn write<'w>(&self, writer: Writer<'w>) -> Writer<'w> {
        self.0.write(writer)
    }
}
