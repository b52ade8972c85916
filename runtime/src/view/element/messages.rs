//! Messages and groups.

use super::{Element, Foreign, ForeignGroup, Group, Message};
use crate::view::fields::Entry;
use crate::view::foreign::decode;
use crate::view::nested::{Bytes, Nested};
use crate::view::pieces::{group, skipped};
use crate::view::source::Source;
use crate::view::traits::{MessageView, whole};
use crate::wire::cursor::Cursor;
use crate::wire::foreign as codec;
use crate::wire::skip::{DELIMITED, START_GROUP};

/// Calls `add` with the body of each record of a field in a map entry.
pub(super) fn each_body<'a>(entry: &'a [u8], number: u32, mut add: impl FnMut(&'a [u8])) {
    let mut cursor = Cursor::new(entry);
    while !cursor.is_empty() {
        let Ok(key) = cursor.key() else { return };
        if key == number << 3 | DELIMITED {
            let Ok(body) = cursor.delimited() else { return };
            add(body);
        } else {
            cursor = skipped(cursor, key);
        }
    }
}

impl<V: MessageView> Element for Message<V> {
    type Value<'a> = V::View<'a>;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::Message(fields) if fields.is(const { V::FIELDS }))
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, depth: u32) -> Option<V::View<'a>> {
        Some(whole::<V>(cursor.delimited().ok()?, depth.saturating_sub(1)))
    }

    unsafe fn of_entry(entry: &[u8], number: u32, depth: u32) -> Option<V::View<'_>> {
        let mut nested = Nested::<V>::default();
        each_body(entry, number, |body| nested.add(body, entry));
        Some(nested.get_or_default(Source::whole(entry, depth)))
    }
}

impl<V: MessageView> Element for Group<V> {
    type Value<'a> = V::View<'a>;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = START_GROUP;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::Group(fields) if fields.is(const { V::FIELDS }))
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, number: u32, depth: u32) -> Option<V::View<'a>> {
        Some(whole::<V>(group(cursor, number), depth.saturating_sub(1)))
    }

    /// Values of maps are not groups.
    unsafe fn of_entry(_: &[u8], _: u32, _: u32) -> Option<V::View<'_>> {
        None
    }
}

impl<M: codec::Foreign + Default> Element for Foreign<M> {
    type Value<'a> = M;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::Foreign(_))
    }

    #[inline]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, _: u32) -> Option<M> {
        decode(Bytes::Whole(cursor.delimited().ok()?), Source::default())
    }

    unsafe fn of_entry(entry: &[u8], number: u32, _: u32) -> Option<M> {
        let mut bytes = Bytes::Absent;
        each_body(entry, number, |body| bytes.add(body, entry));
        Some(decode(bytes, Source::whole(entry, 0)).unwrap_or_default())
    }
}

impl<M: codec::Foreign + Default> Element for ForeignGroup<M> {
    type Value<'a> = M;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = START_GROUP;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::ForeignGroup(_))
    }

    #[inline]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, number: u32, _: u32) -> Option<M> {
        decode(Bytes::Whole(group(cursor, number)), Source::default())
    }

    /// Values of maps are not groups.
    unsafe fn of_entry(_: &[u8], _: u32, _: u32) -> Option<M> {
        None
    }
}
