//! Values that are enums.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Packable, Sealed, Value, bits, unpack};
use crate::OpenEnum;
use crate::extension::shape::ProtoEnum;
use crate::extension::{Fault, limits::Limits};
use crate::unknown::{UnknownFields, UnknownValue};
use crate::wire::kind::{Bits, Int32, Scalar};
use crate::wire::skip;

/// An open enum. Its values are of type [`OpenEnum`], which keeps a number that the enum does not
/// declare.
pub struct Enum<E>(PhantomData<fn(E)>);

/// A closed enum. A number that the enum does not declare is not a value of the extension. It stays
/// among the unknown fields, as protobuf specifies, until the program sets or clears the extension.
pub struct ClosedEnum<E>(PhantomData<fn(E)>);

macro_rules! enums {
    ($(
        $kind:ident $rust:ty, |$bits:ident| $of_bits:expr, |$value:ident| $number:expr,
        |$from:ident| $counts:expr;
    )*) => {$(
        impl<E: ProtoEnum> Sealed for $kind<E> {}

        impl<E: ProtoEnum> Value for $kind<E> {
            type Rust = $rust;
            const WIRE_TYPE: u32 = skip::VARINT;

            fn merge(
                value: &mut Option<$rust>,
                from: UnknownValue<'_>,
                _: &Limits,
            ) -> Result<(), Fault> {
                if let Some(read) = Self::from_bits(bits::<Self>(from)?)? {
                    *value = Some(read);
                }
                Ok(())
            }

            fn unpack(list: &mut Vec<$rust>, bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
                unpack::<Self>(list, bytes, limits)
            }

            fn write(value: $rust, number: u32, fields: &mut UnknownFields) {
                fields.append(number, UnknownValue::Varint(Self::to_bits(value)));
            }

            fn counts($from: UnknownValue<'_>) -> bool {
                $counts
            }
        }

        impl<E: ProtoEnum> Packable for $kind<E> {
            type Encoding = Int32;

            fn from_bits(bits: u64) -> Result<Option<$rust>, Fault> {
                let $bits = <Int32 as Scalar>::from_bits(bits);
                Ok($of_bits)
            }

            fn to_bits($value: $rust) -> u64 {
                <Int32 as Bits>::to_bits($number)
            }
        }
    )*};
}

enums! {
    Enum OpenEnum<E>, |number| Some(OpenEnum::new(number)), |value| value.number(), |_from| true;
    ClosedEnum E, |number| E::try_from(number).ok(), |value| value.into(), |from| match from {
        UnknownValue::Varint(bits) => E::try_from(<Int32 as Scalar>::from_bits(bits)).is_ok(),
        UnknownValue::Fixed32(_)
        | UnknownValue::Fixed64(_)
        | UnknownValue::LengthDelimited(_)
        | UnknownValue::Group(_) => true,
    };
}
