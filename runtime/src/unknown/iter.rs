//! Iteration over unknown fields.

use core::fmt;

use super::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::skip;

/// The iterator of [`UnknownFields`](super::UnknownFields) and of the groups in them. Its items are
/// pairs of number and value.
#[derive(Clone)]
pub struct UnknownFieldsIter<'a> {
    cursor: Cursor<'a>,
}

impl<'a> UnknownFieldsIter<'a> {
    /// Returns an iterator over records. It ends at a malformed record.
    #[inline]
    pub(crate) fn new(records: &'a [u8]) -> Self {
        UnknownFieldsIter { cursor: Cursor::new(records) }
    }

    /// Returns the bytes of the remaining records.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.cursor.rest()
    }

    /// Reads a record. Returns `None` after the last one.
    #[cfg(feature = "table")]
    #[inline]
    pub(crate) fn try_next(&mut self) -> Result<Option<(u32, UnknownValue<'a>)>, Error> {
        if self.cursor.is_empty() { Ok(None) } else { self.read().map(Some) }
    }

    fn read(&mut self) -> Result<(u32, UnknownValue<'a>), Error> {
        let key = self.cursor.key()?;
        let value = match key & 7 {
            skip::VARINT => UnknownValue::Varint(self.cursor.varint()?),
            skip::FIXED32 => UnknownValue::Fixed32(u32::from_le_bytes(self.cursor.array()?)),
            skip::FIXED64 => UnknownValue::Fixed64(u64::from_le_bytes(self.cursor.array()?)),
            skip::DELIMITED => UnknownValue::LengthDelimited(self.cursor.delimited()?),
            skip::START_GROUP => UnknownValue::Group(self.group(key >> 3)?),
            // Records of a message have no such key, but raw bytes of a descriptor can.
            _ => return Err(Error::no_such_wire_type(key)),
        };
        match key >> 3 {
            0 => Err(Error::number_zero()),
            number => Ok((number, value)),
        }
    }

    /// Reads a group with this number to its end-group key. Returns the fields in it.
    ///
    /// The function is not recursive. The iterator over these fields checks that the groups in them
    /// end in order.
    fn group(&mut self, number: u32) -> Result<&'a [u8], Error> {
        let fields = self.cursor.rest();
        let mut open = 1;
        loop {
            let length = fields.len() - self.cursor.remaining();
            let key = self.cursor.key()?;
            match key & 7 {
                skip::START_GROUP => open += 1,
                skip::END_GROUP => open -= 1,
                _ => self.cursor = skip::payload(self.cursor, key, 1)?,
            }
            if open == 0 {
                let is_end = key >> 3 == number;
                return if is_end { Ok(&fields[..length]) } else { Err(Error::end_group()) };
            }
        }
    }
}

impl<'a> Iterator for UnknownFieldsIter<'a> {
    type Item = (u32, UnknownValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        // An error ends the iteration. Kept records are well-formed and have none.
        if self.cursor.is_empty() { None } else { self.read().ok() }
    }
}

impl fmt::Debug for UnknownFieldsIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
