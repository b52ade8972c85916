//! Fields that a message does not declare.

use alloc::vec::Vec;
use core::fmt;

use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::{skip, varint};

/// The fields of a decoded message that its type does not declare, in the order in which they came.
///
/// They are written again when the message is encoded, before the declared ones: what passes
/// through an older program loses nothing.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownFields {
    /// Whole records, key and value, each of which has been found to be well-formed.
    records: Vec<u8>,
}

/// The value of an unknown field: what is certain without knowing its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnknownValue<'a> {
    /// An integer, a bool or an enum's number. Signed types are up to the reader.
    Varint(u64),
    /// Four bytes, read as a little-endian number.
    Fixed32(u32),
    /// Eight bytes, read as a little-endian number.
    Fixed64(u64),
    /// A string, bytes, a message or a packed field.
    LengthDelimited(&'a [u8]),
    /// The fields of a group, without its start-group and end-group keys.
    Group(&'a [u8]),
}

impl UnknownFields {
    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All fields as pairs of number and value, in the order in which they came.
    #[inline]
    pub fn iter(&self) -> Iter<'_> {
        Iter { cursor: Cursor::new(&self.records) }
    }

    /// Forgets all of them.
    #[inline]
    pub fn clear(&mut self) {
        self.records.clear();
    }

    /// The fields as they are encoded.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.records
    }

    /// Appends a well-formed field: its key, and its encoded value (of a group with its end-group
    /// key).
    pub(crate) fn push(&mut self, key: u32, value: &[u8]) {
        self.records.reserve(varint::len(key.into()) + value.len());
        prost::encoding::encode_varint(key.into(), &mut self.records);
        self.records.extend_from_slice(value);
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = (u32, UnknownValue<'a>);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The iterator of [`UnknownFields::iter`].
#[derive(Clone)]
pub struct Iter<'a> {
    cursor: Cursor<'a>,
}

impl<'a> Iter<'a> {
    fn read(&mut self) -> Result<(u32, UnknownValue<'a>), Error> {
        let key = self.cursor.key()?;
        let value = match key & 7 {
            skip::VARINT => UnknownValue::Varint(self.cursor.varint()?),
            skip::FIXED32 => UnknownValue::Fixed32(u32::from_le_bytes(self.cursor.array()?)),
            skip::FIXED64 => UnknownValue::Fixed64(u64::from_le_bytes(self.cursor.array()?)),
            skip::DELIMITED => UnknownValue::LengthDelimited(self.cursor.delimited()?),
            _ => UnknownValue::Group(self.group()?),
        };
        Ok((key >> 3, value))
    }

    /// The fields up to an end-group key, and goes on behind that.
    fn group(&mut self) -> Result<&'a [u8], Error> {
        let fields = self.cursor.rest();
        loop {
            let length = fields.len() - self.cursor.remaining();
            let key = self.cursor.key()?;
            if key & 7 == skip::END_GROUP {
                return Ok(&fields[..length]);
            }
            self.cursor = skip::payload(self.cursor, key, RECURSION_LIMIT)?;
        }
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = (u32, UnknownValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        // Only well-formed records are kept, so an error is the end.
        if self.cursor.is_empty() { None } else { self.read().ok() }
    }
}

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
