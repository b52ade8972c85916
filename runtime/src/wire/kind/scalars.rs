//! The kinds of scalars.

use crate::wire::binary_writer::BinaryWriter;
use crate::wire::reader::Reader;
use crate::wire::skip::{FIXED32, FIXED64, VARINT};
use crate::wire::traits::sealed::Sealed;
use crate::wire::traits::{Bits, Kind, Number, Scalar, Width, WriteFields};
use crate::wire::varint;

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
