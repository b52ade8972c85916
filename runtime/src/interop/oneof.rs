//! The inherent methods that prost's derive gives to a oneof.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::{depth, encode, field};
use crate::table::Table;
use crate::wire::binary_writer::BinaryWriter;
use crate::wire::buffer::Position;
use crate::wire::buffer::encode::{Source, measure};
use crate::wire::cursor::Cursor;
use crate::wire::input::{Input, Nesting};
use crate::wire::reader::Reader;
use crate::wire::scope::Scope;
use crate::wire::traits::OneofCodec;
use crate::wire::writer::Writer;

/// Appends the member to `buf`.
///
/// # Panics
/// Panics if `buf` has too little capacity, as prost's function does.
pub fn oneof_encode<O: OneofCodec>(oneof: &O, buf: &mut impl BufMut) {
    encode::append(&Member(oneof), buf).expect("a buffer with enough capacity");
}

/// Merges a member into `field`. `tag` is its field number, and `buf` begins with its value.
///
/// # Errors
/// Returns an error if the value is malformed, or if its wire type is not that of the member.
pub fn oneof_merge<O: OneofCodec>(
    field: &mut Option<O>,
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    let record = field::record(tag, wire_type, buf)?;
    let scope = Scope::new(None);
    let depth = depth::remaining(context, record.len());
    let input = Cursor::new(&record);
    let mut reader = Reader::new(Input(input), Nesting { scope: &scope, depth });
    reader.merge_if_member(field);
    if !scope.has_failed() {
        return Ok(());
    }
    // The message that has the oneof adds its field to the path.
    Err(scope.error(Table::NONE, input, depth).into())
}

/// Returns the encoded length of the member.
pub fn oneof_encoded_len<O: OneofCodec>(oneof: &O) -> usize {
    measure(&Member(oneof))
}

/// The member of a oneof, to be encoded.
struct Member<'o, O>(&'o O);

impl<O: OneofCodec> Source for Member<'_, O> {
    fn write<'w>(&'w self, position: Position<'w, 'w>) -> Position<'w, 'w> {
        self.0.write(Writer::new(BinaryWriter(position))).into_inner().0
    }
}
