//! Marker types for the kinds of field values, for code that is generic over them: packed fields
//! and maps.

use core::marker::PhantomData;

use super::binary_writer::BinaryWriter;
use super::reader::Reader;
use super::skip::{DELIMITED, FIXED32, FIXED64, VARINT};
use super::write_fields::WriteFields;
use super::{MessageCodec, varint};

mod sealed {
    pub trait Sealed {}
}
use sealed::Sealed;

mod enums;

pub use enums::{ClosedEnum, OpenEnum};

/// A kind of value: how it is read and written.
pub trait Kind: Sealed {
    /// The type of a field of this kind.
    type Value: Default;
    /// The wire type of one value.
    const WIRE_TYPE: u32;
    /// Bytes that the default value allocates.
    const DEFAULT_HEAP: usize = 0;

    /// Reads one value; a message is merged into what is there.
    fn merge(value: &mut Self::Value, reader: &mut Reader<'_>);
    /// Writes a field with this key and value.
    fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w Self::Value) -> W;
    /// Writes the field unless the value is the one that a reader assumes anyway.
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
    /// The bits of a value, those of a negative `int32` extended to 64.
    fn to_bits(value: Self::Value) -> u64;
}

/// A kind that has a value for all bits.
pub trait Scalar: Bits {
    /// The value of these bits, as 64 of them; those that are too many are ignored.
    fn from_bits(bits: u64) -> Self::Value;
}

macro_rules! scalars {
    ($(
        $name:ident $value:ty, $width:ident $wire:ident $number:ident,
        |$bits:ident| $from:expr, |$v:ident| $to:expr;
    )*) => {$(
        #[doc = concat!("`", stringify!($name), "`, a `", stringify!($value), "`.")]
        pub struct $name;
        impl Sealed for $name {}
        impl Bits for $name {
            const NUMBER: Number = Number::$number;
            const WIDTH: Width = Width::$width;
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn to_bits($v: $value) -> u64 {
                $to
            }
        }
        impl Scalar for $name {
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn from_bits($bits: u64) -> $value {
                $from
            }
        }
        impl Kind for $name {
            type Value = $value;
            const WIRE_TYPE: u32 = $wire;
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn merge(value: &mut $value, reader: &mut Reader<'_>) {
                *value = reader.scalar::<$name>();
            }
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w $value) -> W {
                writer.scalar::<$name>(tag, *value)
            }
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn write_unless_default<'w>(
                writer: BinaryWriter<'w>,
                tag: u32,
                value: &'w $value,
            ) -> BinaryWriter<'w> {
                if $name::to_bits(*value) == 0 { writer } else { $name::write(writer, tag, value) }
            }
        }
    )*};
}

scalars! {
    Int32 i32, Varint VARINT Int32, |bits| bits as i32, |value| value as i64 as u64;
    Int64 i64, Varint VARINT Int64, |bits| bits as i64, |value| value as u64;
    Uint32 u32, Varint VARINT Uint32, |bits| bits as u32, |value| value.into();
    Uint64 u64, Varint VARINT Uint64, |bits| bits, |value| value;
    Sint32 i32, Varint VARINT Sint32,
        |bits| varint::unzigzag32(bits as u32), |value| varint::zigzag32(value).into();
    Sint64 i64, Varint VARINT Sint64,
        |bits| varint::unzigzag64(bits), |value| varint::zigzag64(value);
    Bool bool, Varint VARINT Bool, |bits| bits != 0, |value| value.into();
    Enum i32, Varint VARINT Int32, |bits| bits as i32, |value| value as i64 as u64;
    Fixed32 u32, Four FIXED32 Uint32, |bits| bits as u32, |value| value.into();
    Fixed64 u64, Eight FIXED64 Uint64, |bits| bits, |value| value;
    Sfixed32 i32, Four FIXED32 Int32, |bits| bits as i32, |value| (value as u32).into();
    Sfixed64 i64, Eight FIXED64 Int64, |bits| bits as i64, |value| value as u64;
    Float f32, Four FIXED32 Float,
        |bits| f32::from_bits(bits as u32), |value| value.to_bits().into();
    Double f64, Eight FIXED64 Double,
        |bits| f64::from_bits(bits), |value| value.to_bits();
}

macro_rules! lengths {
    ($($name:ident $value:ty, $method:ident;)*) => {$(
        #[doc = concat!("A `", stringify!($value), "`.")]
        pub struct $name;
        impl Sealed for $name {}
        impl Kind for $name {
            type Value = $value;
            const WIRE_TYPE: u32 = DELIMITED;
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn merge(value: &mut $value, reader: &mut Reader<'_>) {
                reader.$method(value);
            }
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w $value) -> W {
                writer.$method(tag, value)
            }
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn write_unless_default<'w>(
                writer: BinaryWriter<'w>,
                tag: u32,
                value: &'w $value,
            ) -> BinaryWriter<'w> {
                if value.is_empty() { writer } else { $name::write(writer, tag, value) }
            }
        }
    )*};
}

lengths! {
    String alloc::string::String, string;
    Bytes alloc::vec::Vec<u8>, bytes;
    BytesShared bytes::Bytes, bytes_shared;
}

/// A message of ours. As a value of a map it is left out when it encodes to nothing.
pub struct Message<M>(PhantomData<M>);

impl<M> Sealed for Message<M> {}

impl<M: MessageCodec> Kind for Message<M> {
    type Value = M;
    const WIRE_TYPE: u32 = DELIMITED;
    const DEFAULT_HEAP: usize = M::DEFAULT_HEAP;

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn merge(value: &mut M, reader: &mut Reader<'_>) {
        reader.message(value);
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w M) -> W {
        writer.message(tag, value)
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn write_unless_default<'w>(
        writer: BinaryWriter<'w>,
        tag: u32,
        value: &'w M,
    ) -> BinaryWriter<'w> {
        writer.nonempty_message(tag, value)
    }
}

/// A message of which only `prost::Message` is known. As a value of a map it is left out when it
/// encodes to nothing.
pub struct ForeignMessage<M>(PhantomData<M>);

impl<M> Sealed for ForeignMessage<M> {}

impl<M: prost::Message + Default> Kind for ForeignMessage<M> {
    type Value = M;
    const WIRE_TYPE: u32 = DELIMITED;

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn merge(value: &mut M, reader: &mut Reader<'_>) {
        reader.foreign_message(value);
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w M) -> W {
        writer.foreign_message(tag, value)
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn write_unless_default<'w>(
        writer: BinaryWriter<'w>,
        tag: u32,
        value: &'w M,
    ) -> BinaryWriter<'w> {
        writer.nonempty_foreign_message(tag, value)
    }
}
