//! The kinds of enums in other Rust types than `i32`.

use core::marker::PhantomData;

use super::scalars::Int32;
use crate::open_enum;
use crate::wire::binary_writer::BinaryWriter;
use crate::wire::reader::Reader;
use crate::wire::skip::VARINT;
use crate::wire::traits::sealed::Sealed;
use crate::wire::traits::{Bits, Kind, Number, Scalar, Width, WriteFields};

macro_rules! kinds {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident: [$($bound:tt)+] $value:ty,
        |$v:ident, $reader:ident| $merge:expr;
    )*) => {$(
        $(#[doc = $doc])+
        pub struct $name<E>(PhantomData<E>);

        impl<E> Sealed for $name<E> {}

        impl<E: $($bound)+> Kind for $name<E> {
            type Value = $value;
            const WIRE_TYPE: u32 = VARINT;

            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn merge($v: &mut $value, $reader: &mut Reader<'_>) {
                $merge
            }

            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn write<'w, W: WriteFields<'w>>(writer: W, tag: u32, value: &'w $value) -> W {
                writer.scalar::<Int32>(tag, (*value).into())
            }

            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn write_unless_default<'w>(
                writer: BinaryWriter<'w>,
                tag: u32,
                value: &'w $value,
            ) -> BinaryWriter<'w> {
                {
                let number: i32 = (*value).into();
                if number == 0 { writer } else { writer.scalar::<Int32>(tag, number) }
            }
            }
        }

        impl<E: $($bound)+> Bits for $name<E> {
            const NUMBER: Number = Number::Int32;
            const WIDTH: Width = Width::Varint;

            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn to_bits(value: $value) -> u64 {
                let number: i32 = value.into();
                number as i64 as u64
            }
        }
    )*};
}

kinds! {
    /// An open enum: any number, whether it is a value of `E` or not.
    OpenEnum: [Default + Into<i32>] open_enum::OpenEnum<E>,
    |value, reader| *value = reader.enumeration();
    /// A closed enum: a value of `E`.
    ///
    /// Reading ignores a number that is not a value of the enum. Messages keep such a number,
    /// because they read it with [`Reader::closed_enum`] and the functions beside it.
    ClosedEnum: [Copy + Default + Into<i32> + TryFrom<i32>] E,
    |value, reader| if let Ok(read) = E::try_from(reader.int32()) {
        *value = read;
    };
}

impl<E: Default + Into<i32>> Scalar for OpenEnum<E> {
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn from_bits(bits: u64) -> open_enum::OpenEnum<E> {
        open_enum::OpenEnum::new(bits as i32)
    }
}
