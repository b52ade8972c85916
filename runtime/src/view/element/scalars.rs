//! Scalars and enums.

use super::Element;
use super::packed::{self, Packed};
use crate::view::fields::Entry;
use crate::view::single::{last, scalar};
use crate::wire::cursor::Cursor;
use crate::wire::kind::{self, Kind, Scalar, Width};

impl<K: Scalar> Element for K {
    type Value<'a> = K::Value;
    type Packed<'a> = Packed<'a>;
    const IS_PACKABLE: bool = true;
    const WIRE_TYPE: u32 = <K as Kind>::WIRE_TYPE;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        match K::WIDTH {
            Width::Varint => matches!(entry, Entry::Varints | Entry::Varint),
            Width::Four => matches!(entry, Entry::Fixed32s | Entry::Fixed32),
            Width::Eight => matches!(entry, Entry::Fixed64s | Entry::Fixed64),
        }
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, _: u32) -> Option<K::Value> {
        scalar::<K>(cursor)
    }

    #[inline]
    unsafe fn of_entry(entry: &[u8], number: u32, _: u32) -> Option<K::Value> {
        match last(entry, number << 3 | <K as Kind>::WIRE_TYPE) {
            Some(mut cursor) => scalar::<K>(&mut cursor),
            // A map of an enum has 0 as its default, whatever the first value of the enum is.
            None => Some(K::from_bits(0)),
        }
    }

    #[inline(always)]
    fn packed(bytes: &[u8]) -> Packed<'_> {
        Packed::new::<K>(bytes)
    }

    #[inline(always)]
    fn next_packed<'a>(packed: &mut Self::Packed<'a>) -> Option<Self::Value<'a>> {
        packed.next::<K>()
    }

    #[inline(always)]
    fn fold_packed<'a, B>(
        bytes: &'a [u8],
        start: B,
        fold: impl FnMut(B, Self::Value<'a>) -> B,
    ) -> B {
        packed::fold::<K, B>(bytes, start, fold)
    }

    #[inline(always)]
    fn packed_len(packed: &Packed<'_>) -> usize {
        packed.len::<K>()
    }
}

/// A number without a name is no element.
impl<E: TryFrom<i32>> Element for kind::ClosedEnum<E> {
    type Value<'a> = E;
    type Packed<'a> = Packed<'a>;
    const IS_PACKABLE: bool = true;
    const IS_OPTIONAL: bool = true;
    const WIRE_TYPE: u32 = <kind::Enum as Kind>::WIRE_TYPE;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::ClosedEnums(_) | Entry::ClosedEnum(_))
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, _: u32) -> Option<E> {
        E::try_from(scalar::<kind::Enum>(cursor)?).ok()
    }

    #[inline]
    unsafe fn of_entry(entry: &[u8], number: u32, _: u32) -> Option<E> {
        let number = match last(entry, number << 3 | Self::WIRE_TYPE) {
            Some(mut cursor) => scalar::<kind::Enum>(&mut cursor)?,
            None => 0,
        };
        E::try_from(number).ok()
    }

    #[inline(always)]
    fn packed(bytes: &[u8]) -> Packed<'_> {
        Packed::new::<kind::Enum>(bytes)
    }

    #[inline(always)]
    fn next_packed<'a>(packed: &mut Self::Packed<'a>) -> Option<Self::Value<'a>> {
        loop {
            if let Ok(value) = E::try_from(packed.next::<kind::Enum>()?) {
                return Some(value);
            }
        }
    }
}
