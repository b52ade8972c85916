//! The output of `{:?}` and `{:#?}` for messages, which is that of prost's derive.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
#[cfg(feature = "std")]
use std::collections::HashMap;

/// Begins the output of a message: its name. The caller adds the fields in declaration order with
/// [`field`](DebugStruct::field).
#[inline]
pub fn debug_struct<'f, 'a>(f: &'f mut Formatter<'a>, name: &str) -> DebugStruct<'f, 'a> {
    DebugStruct(f.debug_struct(name))
}

/// The output of a message that has begun.
pub struct DebugStruct<'f, 'a>(fmt::DebugStruct<'f, 'a>);

impl DebugStruct<'_, '_> {
    /// Adds a field: its name and its value.
    ///
    /// This function creates the trait object of the value. If its callers created it, the code of
    /// each field would cost the compiler more than the call does.
    #[inline]
    pub fn field(&mut self, name: &str, value: &impl Debug) -> &mut Self {
        self.0.field(name, value);
        self
    }

    /// Ends the output.
    #[cold]
    pub fn finish(&mut self) -> fmt::Result {
        self.0.finish()
    }
}

/// Writes a member of a oneof: the name of the variant and its value.
#[inline]
pub fn debug_variant(f: &mut Formatter<'_>, name: &str, value: &impl Debug) -> fmt::Result {
    f.debug_tuple(name).field(value).finish()
}

/// Returns a value that prints a field of enum numbers with the names of `E`. A number without a
/// name prints as a number. The field is a number, an `Option` or a `Vec` of numbers, or a map with
/// numbers as values.
#[inline]
pub fn debug_enum<E>(field: &impl EnumField) -> impl Debug
where
    E: TryFrom<i32> + Debug,
{
    DebugEnum::<_, E>(field, PhantomData)
}

/// A field of enum numbers.
pub trait EnumField {
    /// Prints the field with the names of `E`.
    fn fmt<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result;
}

struct DebugEnum<'f, F, E>(&'f F, PhantomData<fn() -> E>);

impl<F: EnumField, E: TryFrom<i32> + Debug> Debug for DebugEnum<'_, F, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt::<E>(f)
    }
}

impl EnumField for i32 {
    fn fmt<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match E::try_from(*self) {
            Ok(value) => value.fmt(f),
            Err(_) => Debug::fmt(self, f),
        }
    }
}

impl EnumField for Option<i32> {
    fn fmt<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.as_ref().map(debug_enum::<E>), f)
    }
}

impl EnumField for Vec<i32> {
    fn fmt<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(debug_enum::<E>)).finish()
    }
}

impl<K: Debug> EnumField for BTreeMap<K, i32> {
    fn fmt<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let entries = self.iter().map(|(key, value)| (key, debug_enum::<E>(value)));
        f.debug_map().entries(entries).finish()
    }
}

#[cfg(feature = "std")]
impl<K: Debug, S> EnumField for HashMap<K, i32, S> {
    fn fmt<E: TryFrom<i32> + Debug>(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let entries = self.iter().map(|(key, value)| (key, debug_enum::<E>(value)));
        f.debug_map().entries(entries).finish()
    }
}
