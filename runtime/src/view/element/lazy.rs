//! Messages in lazy views. Their elements are results of checking them.

use prost::DecodeError;

use super::messages::each_body;
use super::{Element, Lazy, LazyForeign};
use crate::view::fields::Entry;
use crate::view::lazy::{LazyNested, decode};
use crate::view::nested::Bytes;
use crate::view::source::Source;
use crate::view::traits::{MessageView, open};
use crate::wire::cursor::Cursor;
use crate::wire::foreign as codec;
use crate::wire::skip::DELIMITED;

impl<V: MessageView> Element for Lazy<V> {
    type Value<'a> = Result<V::View<'a>, DecodeError>;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::LazyMessage(_))
    }

    #[inline]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, depth: u32) -> Option<Self::Value<'a>> {
        Some(open::<V>(cursor.delimited().ok()?, depth))
    }

    unsafe fn of_entry(entry: &[u8], number: u32, depth: u32) -> Option<Self::Value<'_>> {
        let mut bytes = Bytes::Absent;
        each_body(entry, number, |body| bytes.add(body, entry));
        Some(LazyNested::<V>::of(bytes).get_or_default(Source::whole(entry, depth)))
    }
}

impl<M: codec::Foreign + Default> Element for LazyForeign<M> {
    type Value<'a> = Result<M, DecodeError>;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::LazyForeign(_))
    }

    #[inline]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, depth: u32) -> Option<Self::Value<'a>> {
        let bytes = Bytes::Whole(cursor.delimited().ok()?);
        Some(decode(bytes, Source::whole(&[], depth)).map(Option::unwrap_or_default))
    }

    unsafe fn of_entry(entry: &[u8], number: u32, depth: u32) -> Option<Self::Value<'_>> {
        let mut bytes = Bytes::Absent;
        each_body(entry, number, |body| bytes.add(body, entry));
        Some(decode(bytes, Source::whole(entry, depth)).map(Option::unwrap_or_default))
    }
}
