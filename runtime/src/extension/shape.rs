//! The shapes of extensions: at most one value, or a list.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::limits::Limits;
use super::value::pack;
use super::{Fault, Packable, Value};
use crate::decode_options::DecodeOptions;
use crate::unknown::{UnknownFields, UnknownValue};
use crate::wire::skip;

mod sealed {
    /// Prevents implementations of `Shape` in other crates.
    pub trait Sealed {}
}
use sealed::Sealed;

/// A generated enum.
pub trait ProtoEnum: TryFrom<i32> + Into<i32> + Default {}

impl<E: TryFrom<i32> + Into<i32> + Default> ProtoEnum for E {}

/// The shape of an extension.
pub trait Shape: Sealed {
    /// The type of one value, e.g. `i32`.
    type Element;

    /// The type that is read, e.g. `Option<i32>` or `Vec<i32>`.
    type Value;

    /// Reads all occurrences.
    #[doc(hidden)]
    fn read<'a>(
        records: impl Iterator<Item = UnknownValue<'a>>,
        limits: &Limits,
    ) -> Result<Self::Value, Fault>;

    /// Whether an occurrence makes the extension present.
    #[doc(hidden)]
    fn counts(value: UnknownValue<'_>) -> bool;
}

/// The shape of an extension with any number of values.
pub trait List: Shape {
    /// Appends fields with the values.
    #[doc(hidden)]
    fn write(
        values: impl IntoIterator<Item = Self::Element>,
        number: u32,
        fields: &mut UnknownFields,
    );
}

/// At most one value of the kind `V`.
pub struct Optional<V>(PhantomData<fn(V)>);

/// A list of values of the kind `V`. Each value is written as a field of its own.
pub struct Repeated<V>(PhantomData<fn(V)>);

/// A list of values of the kind `V`. All values are written as one field.
pub struct Packed<V>(PhantomData<fn(V)>);

impl<V: Value> Sealed for Optional<V> {}

impl<V: Value> Shape for Optional<V> {
    type Element = V::Rust;
    type Value = Option<V::Rust>;

    fn read<'a>(
        mut records: impl Iterator<Item = UnknownValue<'a>>,
        limits: &Limits,
    ) -> Result<Option<V::Rust>, Fault> {
        records.try_fold(None, |mut value, record| {
            V::merge(&mut value, record, limits)?;
            Ok(value)
        })
    }

    fn counts(value: UnknownValue<'_>) -> bool {
        V::counts(value)
    }
}

macro_rules! lists {
    ($($shape:ident: $bound:ident;)*) => {$(
        impl<V: $bound> Sealed for $shape<V> {}

        impl<V: $bound> Shape for $shape<V> {
            type Element = V::Rust;
            type Value = Vec<V::Rust>;

            fn read<'a>(
                records: impl Iterator<Item = UnknownValue<'a>>,
                limits: &Limits,
            ) -> Result<Vec<V::Rust>, Fault> {
                list::<V>(records, limits)
            }

            fn counts(value: UnknownValue<'_>) -> bool {
                is_in_list::<V>(value)
            }
        }
    )*};
}

lists! {
    Repeated: Value;
    Packed: Packable;
}

/// Whether an occurrence contains elements of a list, or is an error.
fn is_in_list<V: Value>(value: UnknownValue<'_>) -> bool {
    match value {
        UnknownValue::LengthDelimited(bytes) if V::WIRE_TYPE != skip::DELIMITED => {
            let mut list = Vec::new();
            V::unpack(&mut list, bytes, &Limits::new(&DecodeOptions::new())).is_err()
                || !list.is_empty()
        }
        _ => V::counts(value),
    }
}

/// Reads a list. Each occurrence is an element or a packed list.
fn list<'a, V: Value>(
    records: impl Iterator<Item = UnknownValue<'a>>,
    limits: &Limits,
) -> Result<Vec<V::Rust>, Fault> {
    let mut list = Vec::new();
    for record in records {
        match record {
            UnknownValue::LengthDelimited(bytes) if V::WIRE_TYPE != skip::DELIMITED => {
                V::unpack(&mut list, bytes, limits)?;
            }
            _ => {
                let mut element = None;
                V::merge(&mut element, record, limits)?;
                if let Some(element) = element {
                    limits.push(&mut list, element)?;
                }
            }
        }
    }
    Ok(list)
}

impl<V: Value> List for Repeated<V> {
    fn write(values: impl IntoIterator<Item = V::Rust>, number: u32, fields: &mut UnknownFields) {
        values.into_iter().for_each(|value| V::write(value, number, fields));
    }
}

impl<V: Packable> List for Packed<V> {
    fn write(values: impl IntoIterator<Item = V::Rust>, number: u32, fields: &mut UnknownFields) {
        let packed = pack::<V>(values);
        if !packed.is_empty() {
            fields.append(number, UnknownValue::LengthDelimited(&packed));
        }
    }
}
