//! The inherent methods that prost's derive gives to a oneof.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::{budget, encode, field};
use crate::table::Table;
use crate::wire::OneofCodec;
use crate::wire::binary_writer::BinaryWriter;
use crate::wire::cursor::Cursor;
use crate::wire::input::{Input, Nesting};
use crate::wire::reader::Reader;
use crate::wire::room::{self, Source};
use crate::wire::scope::Scope;
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
    let scope = Scope::new(None);
    let depth = budget::of(context, record.len());
    let input = Cursor::new(&record);
    let mut reader = Reader::new(Input(input), Nesting { scope: &scope, depth });
    reader.merge_if_member(field);
    if !scope.has_failed() {
        return Ok(());
    }
    // What holds the oneof adds itself to the path.
    Err(scope.error(Table::NONE, input, depth).into())
}

/// Returns the encoded length of the member.
pub fn oneof_encoded_len<O: OneofCodec>(oneof: &O) -> usize {
    room::measure(&Member(oneof))
}

/// A oneof's member as something to encode.
struct Member<'o, O>(&'o O);

impl<O: OneofCodec> Source for Member<'_, O> {
    fn write<'w>(&'w self, writer: BinaryWriter<'w>) -> BinaryWriter<'w> {
        self.0.write(Writer::new(writer)).into_inner()
    }
}
