//! Enums as values.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Packable, Sealed, Value, bits, unpack};
use crate::extension::shape::ProtoEnum;
use crate::extension::{Fault, limits::Limits};
use crate::unknown::{UnknownFields, UnknownValue};
use crate::wire::kind::{Bits, Int32, Scalar};
use crate::wire::skip;

/// An open enum. A number that the enum does not declare is an error;
/// [`numbers`](crate::Extension::numbers) reads it.
pub struct Enum<E>(PhantomData<fn(E)>);

/// A closed enum. A number that the enum does not declare is no value of the extension. It stays
/// among the unknown fields, as protobuf specifies, until the extension is set or cleared.
pub struct ClosedEnum<E>(PhantomData<fn(E)>);

macro_rules! enums {
    ($($kind:ident |$number:ident| $undeclared:expr, |$from:ident| $counts:expr;)*) => {$(
        impl<E: ProtoEnum> Sealed for $kind<E> {}

        impl<E: ProtoEnum> Value for $kind<E> {
            type Rust = E;
            const WIRE_TYPE: u32 = skip::VARINT;

            fn merge(
                value: &mut Option<E>,
                from: UnknownValue<'_>,
                _: &Limits,
            ) -> Result<(), Fault> {
                if let Some(read) = Self::from_bits(bits::<Self>(from)?)? {
                    *value = Some(read);
                }
                Ok(())
            }

            fn unpack(list: &mut Vec<E>, bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
                unpack::<Self>(list, bytes, limits)
            }

            fn write(value: E, number: u32, fields: &mut UnknownFields) {
                fields.append(number, UnknownValue::Varint(Self::to_bits(value)));
            }

            fn counts($from: UnknownValue<'_>) -> bool {
                $counts
            }
        }

        impl<E: ProtoEnum> Packable for $kind<E> {
            type Encoding = Int32;

            fn from_bits(bits: u64) -> Result<Option<E>, Fault> {
                let $number = <Int32 as Scalar>::from_bits(bits);
                match E::try_from($number) {
                    Ok(value) => Ok(Some(value)),
                    Err(_) => $undeclared,
                }
            }

            fn to_bits(value: E) -> u64 {
                <Int32 as Bits>::to_bits(value.into())
            }
        }
    )*};
}

enums! {
    Enum |number| Err(Fault::EnumNumber(number)), |_from| true;
    ClosedEnum |_number| Ok(None), |from| match from {
        UnknownValue::Varint(bits) => E::try_from(<Int32 as Scalar>::from_bits(bits)).is_ok(),
        UnknownValue::Fixed32(_)
        | UnknownValue::Fixed64(_)
        | UnknownValue::LengthDelimited(_)
        | UnknownValue::Group(_) => true,
    };
}
