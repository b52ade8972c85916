//! The kinds of values that extensions have.

use alloc::vec::Vec;

use super::{Fault, limits::Limits};
use crate::unknown::{UnknownFields, UnknownValue};
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::kind::{Bits, Scalar, Width};
use crate::wire::skip;

mod enums;
mod messages;
mod texts;

pub use enums::{ClosedEnum, Enum};
pub use messages::{Group, Message};

mod sealed {
    /// Prevents implementations of `Value` in other crates.
    pub trait Sealed {}
}
use sealed::Sealed;

/// The kind of a value: its type in Rust, and its encoding.
pub trait Value: Sealed {
    /// The type of the value in Rust.
    type Rust: Default;

    /// The wire type of a value.
    #[doc(hidden)]
    const WIRE_TYPE: u32;

    /// Merges an occurrence with the wire type `WIRE_TYPE`.
    #[doc(hidden)]
    fn merge(
        value: &mut Option<Self::Rust>,
        from: UnknownValue<'_>,
        limits: &Limits,
    ) -> Result<(), Fault>;

    /// Appends the elements of a packed occurrence.
    #[doc(hidden)]
    fn unpack(_: &mut Vec<Self::Rust>, _: &[u8], _: &Limits) -> Result<(), Fault> {
        Err(Error::wire_type(skip::DELIMITED, Self::WIRE_TYPE).into())
    }

    /// Appends a field with the value.
    #[doc(hidden)]
    fn write(value: Self::Rust, number: u32, fields: &mut UnknownFields);

    /// Whether an occurrence is a value. A number that a closed enum does not declare is not.
    #[doc(hidden)]
    fn counts(_: UnknownValue<'_>) -> bool {
        true
    }
}

/// The kind of a value that can be packed: a number, a bool or an enum.
pub trait Packable: Value {
    /// The encoding of a value.
    #[doc(hidden)]
    type Encoding: Scalar;

    /// Returns the value of these bits. Returns `None` for a number that a closed enum does not
    /// declare.
    #[doc(hidden)]
    fn from_bits(bits: u64) -> Result<Option<Self::Rust>, Fault>;

    /// Returns the bits of a value.
    #[doc(hidden)]
    fn to_bits(value: Self::Rust) -> u64;
}

/// Returns the wire type of a value.
fn wire_type(value: UnknownValue<'_>) -> u32 {
    match value {
        UnknownValue::Varint(_) => skip::VARINT,
        UnknownValue::Fixed32(_) => skip::FIXED32,
        UnknownValue::Fixed64(_) => skip::FIXED64,
        UnknownValue::LengthDelimited(_) => skip::DELIMITED,
        UnknownValue::Group(_) => skip::START_GROUP,
    }
}

/// Returns the error of an occurrence with another wire type than that of `V`.
fn refused<V: Value>(value: UnknownValue<'_>) -> Fault {
    Error::wire_type(wire_type(value), V::WIRE_TYPE).into()
}

fn bits<V: Value>(value: UnknownValue<'_>) -> Result<u64, Fault> {
    if wire_type(value) != V::WIRE_TYPE {
        return Err(refused::<V>(value));
    }
    match value {
        UnknownValue::Varint(bits) | UnknownValue::Fixed64(bits) => Ok(bits),
        UnknownValue::Fixed32(bits) => Ok(bits.into()),
        UnknownValue::LengthDelimited(_) | UnknownValue::Group(_) => Err(refused::<V>(value)),
    }
}

fn of_bits<S: Scalar>(bits: u64) -> UnknownValue<'static> {
    match S::WIDTH {
        Width::Varint => UnknownValue::Varint(bits),
        Width::Four => UnknownValue::Fixed32(bits as u32),
        Width::Eight => UnknownValue::Fixed64(bits),
    }
}

fn unpack<V: Packable>(
    list: &mut Vec<V::Rust>,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(), Fault> {
    let mut cursor = Cursor::new(bytes);
    while !cursor.is_empty() {
        let bits = match <V::Encoding as Bits>::WIDTH {
            Width::Varint => cursor.varint()?,
            Width::Four => u32::from_le_bytes(cursor.array()?).into(),
            Width::Eight => u64::from_le_bytes(cursor.array()?),
        };
        if let Some(value) = V::from_bits(bits)? {
            limits.push(list, value)?;
        }
    }
    Ok(())
}

/// Encodes the value of a packed field.
pub(super) fn pack<V: Packable>(values: impl IntoIterator<Item = V::Rust>) -> Vec<u8> {
    let mut packed = Vec::new();
    for value in values {
        let bits = V::to_bits(value);
        match <V::Encoding as Bits>::WIDTH {
            Width::Varint => prost::encoding::encode_varint(bits, &mut packed),
            Width::Four => packed.extend_from_slice(&(bits as u32).to_le_bytes()),
            Width::Eight => packed.extend_from_slice(&bits.to_le_bytes()),
        }
    }
    packed
}

impl<K: Scalar<Value: Default>> Sealed for K {}

impl<K: Scalar<Value: Default>> Value for K {
    type Rust = K::Value;
    const WIRE_TYPE: u32 = <K as crate::wire::kind::Kind>::WIRE_TYPE;

    fn merge(
        value: &mut Option<K::Value>,
        from: UnknownValue<'_>,
        _: &Limits,
    ) -> Result<(), Fault> {
        *value = Some(<K as Scalar>::from_bits(bits::<K>(from)?));
        Ok(())
    }

    fn unpack(list: &mut Vec<K::Value>, bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
        unpack::<K>(list, bytes, limits)
    }

    fn write(value: K::Value, number: u32, fields: &mut UnknownFields) {
        fields.append(number, of_bits::<K>(<K as Bits>::to_bits(value)));
    }
}

impl<K: Scalar<Value: Default>> Packable for K {
    type Encoding = K;

    fn from_bits(bits: u64) -> Result<Option<K::Value>, Fault> {
        Ok(Some(<K as Scalar>::from_bits(bits)))
    }

    fn to_bits(value: K::Value) -> u64 {
        <K as Bits>::to_bits(value)
    }
}
