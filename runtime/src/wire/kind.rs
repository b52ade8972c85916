//! Marker types for the kinds of field values. Code that is generic over them reads and writes
//! packed fields and maps.

use core::marker::PhantomData;

use super::binary_writer::BinaryWriter;
use super::foreign::Foreign;
use super::reader::Reader;
use super::skip::DELIMITED;
use super::traits::sealed::Sealed;
use super::traits::{MessageCodec, WriteFields};

mod enums;
mod scalars;

pub use super::traits::{Bits, Kind, Number, Scalar, Width};
pub use enums::{ClosedEnum, OpenEnum};
pub use scalars::{
    Bool, Double, Enum, Fixed32, Fixed64, Float, Int32, Int64, Sfixed32, Sfixed64, Sint32, Sint64,
    Uint32, Uint64,
};

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

/// A generated message. As the value of a map, it is omitted if it encodes to no bytes.
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

/// A foreign message. As the value of a map, it is omitted if it encodes to no bytes.
pub struct ForeignMessage<M>(PhantomData<M>);

impl<M> Sealed for ForeignMessage<M> {}

impl<M: Foreign + Default> Kind for ForeignMessage<M> {
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
