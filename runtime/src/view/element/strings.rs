//! Strings and bytes.

use super::Element;
use crate::view::fields::Entry;
use crate::view::single::last;
use crate::view::text;
use crate::wire::cursor::Cursor;
use crate::wire::kind;
use crate::wire::skip::DELIMITED;

impl Element for kind::String {
    type Value<'a> = &'a str;
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::String)
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, _: u32) -> Option<&'a str> {
        let bytes = cursor.delimited().ok()?;
        // SAFETY: the caller establishes that the check by `Entry::String` has accepted the bytes.
        Some(unsafe { text::trusted(bytes) })
    }

    #[inline]
    unsafe fn of_entry(entry: &[u8], number: u32, _: u32) -> Option<&str> {
        match last(entry, number << 3 | DELIMITED) {
            // SAFETY: the caller establishes that the table has `Entry::String` at this number, and
            // that the check by the table has accepted the entry. So it has accepted this record.
            Some(mut cursor) => unsafe { Self::read(&mut cursor, number, 0) },
            None => Some(""),
        }
    }
}

impl Element for kind::Bytes {
    type Value<'a> = &'a [u8];
    type Packed<'a> = ();
    const WIRE_TYPE: u32 = DELIMITED;

    #[inline(always)]
    fn is(entry: Entry) -> bool {
        matches!(entry, Entry::Bytes)
    }

    #[inline(always)]
    unsafe fn read<'a>(cursor: &mut Cursor<'a>, _: u32, _: u32) -> Option<&'a [u8]> {
        cursor.delimited().ok()
    }

    #[inline]
    unsafe fn of_entry(entry: &[u8], number: u32, _: u32) -> Option<&[u8]> {
        match last(entry, number << 3 | DELIMITED) {
            Some(mut cursor) => cursor.delimited().ok(),
            None => Some(&[]),
        }
    }
}
