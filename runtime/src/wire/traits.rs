//! The traits of the codec.
//!
//! The traits name one another, so they are in one file. It imports none of the files that
//! implement them. The module `kind` implements [`Kind`], `writer` and `binary_writer` have the
//! formats of [`WriteFields`], and generated code implements [`MessageCodec`] and [`OneofCodec`].

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::binary_writer::BinaryWriter;
use super::foreign::Foreign;
use super::input::{Input, Nesting};
use super::map::Map;
use super::reader::Reader;
use super::unknown_fields::UnknownFields;
use super::writer::Writer;
use crate::table::Table;

pub(crate) mod sealed {
    pub trait Sealed {}
}
use sealed::Sealed;

/// A generated message.
///
/// The type parameter `L` has no meaning. It makes a function generic. So the crates that use the
/// message compile the function, and the library of messages does not. A program uses few of the
/// messages in a library. `write` is generic over its writer, because one function serves the
/// binary encoding and JSON.
#[doc(hidden)]
pub trait MessageCodec: Default + Send + Sync {
    /// Whether the message or a message in it has a field of type `Bytes`. Decoding the message
    /// from a `Bytes` then makes such fields slices of the input, as prost does. Each slice keeps
    /// the whole input in memory. `false` is always correct: the fields are copied.
    const SHARES_BYTES: bool = false;

    /// The bytes that the default of the message allocates. The defaults of `required` fields can
    /// be strings and boxes.
    const DEFAULT_HEAP: usize = 0;

    /// Returns the table. It is a function, because each codegen unit that uses a constant would
    /// contain it again, and a constant would cost more to check.
    fn table<L>() -> &'static Table;

    /// Merges the fields in `input` into the message. An error is stored in the scope of `nesting`.
    /// The fields before it stay merged.
    fn merge_fields<L>(&mut self, input: Input<'_>, nesting: Nesting<'_>);

    /// Writes the fields, the last one first.
    fn write<'w, W: WriteFields<'w>>(&'w self, writer: Writer<W>) -> Writer<W>;
}

/// The type argument of a codec's functions.
pub enum Late {}

impl<M: MessageCodec> MessageCodec for Box<M> {
    const SHARES_BYTES: bool = M::SHARES_BYTES;
    const DEFAULT_HEAP: usize = size_of::<M>() + M::DEFAULT_HEAP;

    #[inline]
    fn table<L>() -> &'static Table {
        M::table::<Late>()
    }

    #[inline(always)]
    fn merge_fields<L>(&mut self, input: Input<'_>, nesting: Nesting<'_>) {
        (**self).merge_fields::<Late>(input, nesting);
    }

    #[inline(always)]
    fn write<'w, W: WriteFields<'w>>(&'w self, writer: Writer<W>) -> Writer<W> {
        (**self).write(writer)
    }
}

/// The value of a generated oneof. Its functions have the type parameters of [`MessageCodec`].
#[doc(hidden)]
pub trait OneofCodec: Sized {
    /// Merges the member whose key, `tag`, has been read. A message is merged into a value of its
    /// own member. Every other value replaces the value of the oneof. If no member has the key, the
    /// function calls [`Reader::no_member`].
    fn merge_field<L>(field: &mut Option<Self>, tag: u32, reader: &mut Reader<'_>);

    /// Writes the member.
    fn write<'w, W: WriteFields<'w>>(&'w self, writer: Writer<W>) -> Writer<W>;
}

/// A kind of value, which defines how a value is read and written.
pub trait Kind: Sealed {
    /// The type of a field of this kind.
    type Value: Default;
    /// The wire type of one value.
    const WIRE_TYPE: u32;
    /// The bytes that the default value allocates.
    const DEFAULT_HEAP: usize = 0;

    /// Reads one value. A message is merged into `value`.
    fn merge(value: &mut Self::Value, reader: &mut Reader<'_>);
    /// Writes a field with the key `tag`.
    fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w Self::Value) -> W;
    /// Writes the field, unless the value is the default.
    fn write_unless_default<'w>(
        writer: BinaryWriter<'w>,
        tag: u32,
        value: &'w Self::Value,
    ) -> BinaryWriter<'w>;
}

/// The layout of a scalar's bits on the wire.
pub enum Width {
    /// 1 to 10 bytes.
    Varint,
    /// Four bytes, little-endian.
    Four,
    /// Eight bytes, little-endian.
    Eight,
}

/// The meaning of a scalar's bits, for formats that are not binary.
#[derive(Clone, Copy)]
pub enum Number {
    /// A signed integer of 32 bits, or the number of an enum value.
    Int32,
    /// An unsigned integer of 32 bits.
    Uint32,
    /// A signed integer of 64 bits.
    Int64,
    /// A signed integer of 32 bits in zigzag encoding.
    Sint32,
    /// A signed integer of 64 bits in zigzag encoding.
    Sint64,
    /// An unsigned integer of 64 bits.
    Uint64,
    /// 0 or 1.
    Bool,
    /// The bits of an `f32`.
    Float,
    /// The bits of an `f64`.
    Double,
}

/// A kind whose values are written as bits, and can be packed.
pub trait Bits: Kind<Value: Copy> {
    /// The meaning of a value's bits.
    const NUMBER: Number;
    /// The layout of a value's bits on the wire.
    const WIDTH: Width;
    /// Returns the bits of a value. Those of a negative `int32` are extended to 64.
    fn to_bits(value: Self::Value) -> u64;
}

/// A kind that has a value for any bits.
pub trait Scalar: Bits {
    /// Returns the value of the lowest of `bits`. The kind says how many bits count.
    fn from_bits(bits: u64) -> Self::Value;
}

macro_rules! required_lengths {
    ($($name:ident $each:ident $container:ty, $value:ty;)*) => {$(
        #[doc = concat!("Writes a `", stringify!($container), "`.")]
        fn $name(self, tag: u32, value: &'w $value) -> Self;

        #[doc = concat!("Writes every `", stringify!($container), "`.")]
        fn $each(self, tag: u32, values: &'w [$container]) -> Self;
    )*};
}

macro_rules! required_messages {
    ($($name:ident $each:ident $bound:path, $what:literal;)*) => {$(
        #[doc = concat!("Writes a ", $what, ".")]
        fn $name<M: $bound>(self, tag: u32, message: &'w M) -> Self;

        #[doc = concat!("Writes each ", $what, ".")]
        fn $each<M: $bound>(self, tag: u32, messages: &'w [M]) -> Self;
    )*};
}

/// A format, and the position in the output. The binary encoding is a format, and JSON is another
/// one. Fields are written **backwards**, as [`Writer`] says.
///
/// # Panics
/// The functions for foreign messages panic if such a message does not write as many bytes as its
/// length says.
pub trait WriteFields<'w>: Sized {
    /// Writes a scalar or an enum.
    fn scalar<K: Bits>(self, tag: u32, value: K::Value) -> Self;

    /// Writes a packed field. An empty field writes nothing.
    fn packed<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self;

    /// Writes a repeated field of scalars or enums that is not packed.
    fn expanded<K: Bits>(self, tag: u32, values: &'w [K::Value]) -> Self;

    /// Writes a map field. The entries of a `HashMap` have any order, unless sorted keys are
    /// requested.
    fn map<K, V, C>(self, tag: u32, map: &'w C) -> Self
    where
        K: Kind<Value: 'w>,
        V: Kind<Value: 'w>,
        C: Map<Key = K::Value, Value = V::Value>;

    /// Writes the fields that the message does not declare, as they were read.
    fn unknown_fields(self, unknown: &'w UnknownFields) -> Self;

    required_lengths! {
        string each_string String, str;
        bytes each_bytes Vec<u8>, [u8];
        bytes_shared each_bytes_shared Bytes, Bytes;
    }

    required_messages! {
        message each_message MessageCodec, "message";
        group each_group MessageCodec, "group";
        foreign_message each_foreign_message Foreign, "foreign message";
        foreign_group each_foreign_group Foreign, "foreign message that is framed as a group";
    }
}
