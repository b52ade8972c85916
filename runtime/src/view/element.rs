//! The kinds of elements of lists, and of the keys and values of maps.

use core::marker::PhantomData;

use super::fields::Entry;
use crate::wire::cursor::Cursor;
use crate::wire::traits::sealed::Sealed;

#[allow(unsafe_code)]
mod lazy;
#[allow(unsafe_code)]
mod messages;
mod packed;
#[allow(unsafe_code)]
mod scalars;
#[allow(unsafe_code)]
mod strings;

/// A kind of element. Only this crate implements it, because unsafe code trusts the positions that
/// its functions return.
pub trait Element: Sealed {
    /// The element in a view, e.g. `&'a str`.
    type Value<'a>;
    /// The rest of a record of several elements.
    #[doc(hidden)]
    type Packed<'a>: Clone + Default;
    /// Whether a record can have several elements.
    #[doc(hidden)]
    const IS_PACKABLE: bool = false;
    /// Whether a record can have no element, because of its value.
    #[doc(hidden)]
    const IS_OPTIONAL: bool = false;
    /// The wire type of a record of one element.
    #[doc(hidden)]
    const WIRE_TYPE: u32;

    /// Whether a field with this entry in the table has elements of this kind.
    #[doc(hidden)]
    fn is(entry: Entry) -> bool;

    /// Reads the element of a record with this number. `cursor` is at the value of the record. The
    /// message of the record may nest `depth` levels deeper. Moves `cursor` behind the value.
    ///
    /// # Safety
    /// The check by an entry for which [`is`](Element::is) returns `true` has accepted the record.
    #[doc(hidden)]
    #[allow(unsafe_code)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, number: u32, depth: u32)
    -> Option<Self::Value<'a>>;

    /// Returns the key or the value of a map entry, by the number of its field. The entry may nest
    /// `depth` levels deeper.
    ///
    /// # Safety
    /// The check by a table has accepted the entry. The table has an entry for which
    /// [`is`](Element::is) returns `true` at this number.
    #[doc(hidden)]
    #[allow(unsafe_code)]
    unsafe fn of_entry(entry: &[u8], number: u32, depth: u32) -> Option<Self::Value<'_>>;

    /// Returns the elements of a record.
    #[doc(hidden)]
    #[inline(always)]
    fn packed(_: &[u8]) -> Self::Packed<'_> {
        Default::default()
    }

    /// Returns the next element of a record.
    #[doc(hidden)]
    #[inline(always)]
    fn next_packed<'a>(_: &mut Self::Packed<'a>) -> Option<Self::Value<'a>> {
        None
    }

    /// Calls `fold` with each element of a record.
    #[doc(hidden)]
    #[inline(always)]
    fn fold_packed<'a, B>(
        bytes: &'a [u8],
        start: B,
        mut fold: impl FnMut(B, Self::Value<'a>) -> B,
    ) -> B {
        let (mut packed, mut result) = (Self::packed(bytes), start);
        while let Some(value) = Self::next_packed(&mut packed) {
            result = fold(result, value);
        }
        result
    }

    /// Returns the number of elements that are left in a record.
    #[doc(hidden)]
    #[inline(always)]
    fn packed_len(_: &Self::Packed<'_>) -> usize {
        0
    }
}

/// A message with a length prefix. `V` is its view, e.g. `DayView<'static>`.
pub struct Message<V>(PhantomData<fn() -> V>);
impl<V> Sealed for Message<V> {}

/// A message with a length prefix, in a lazy message. It is checked when it is read. `V` is its
/// view, e.g. `DayView<'static>`.
pub struct Lazy<V>(PhantomData<fn() -> V>);
impl<V> Sealed for Lazy<V> {}

/// A message that has another codec, in a lazy message. It is checked when it is read.
pub struct LazyForeign<M>(PhantomData<fn() -> M>);
impl<M> Sealed for LazyForeign<M> {}

/// A group. `V` is the view of the message, e.g. `DayView<'static>`.
pub struct Group<V>(PhantomData<fn() -> V>);
impl<V> Sealed for Group<V> {}

/// A message that has another codec, e.g. `prost_types::Timestamp`.
pub struct Foreign<M>(PhantomData<fn() -> M>);
impl<M> Sealed for Foreign<M> {}

/// A group of a message that has another codec.
pub struct ForeignGroup<M>(PhantomData<fn() -> M>);
impl<M> Sealed for ForeignGroup<M> {}
