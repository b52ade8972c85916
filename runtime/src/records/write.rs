//! Writes records.

use alloc::vec::Vec;

use crate::wire::skip::{DELIMITED, END_GROUP, FIXED32, FIXED64, START_GROUP};
use crate::wire::varint;

/// A writer of records, from the first to the last.
///
/// The length of a message is known after its last field has been written. The writer keeps one
/// byte free for it. A longer length moves the message.
#[derive(Default)]
pub(crate) struct RecordWriter {
    bytes: Vec<u8>,
}

/// A message or list that the writer has begun.
#[must_use]
pub(crate) struct Begun {
    /// The position after the byte that is kept free for the length.
    start: usize,
    /// The end-group key, if a group has begun.
    end_key: Option<u32>,
}

impl RecordWriter {
    /// Returns a writer that appends to `bytes`.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        RecordWriter { bytes }
    }

    /// Returns the number of bytes.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Returns the records.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the records.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Returns the records, for the caller to append a value.
    pub(crate) fn bytes_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Drops the bytes after the first `length` bytes.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Writes a key.
    #[inline]
    pub(crate) fn key(&mut self, number: u32, wire_type: u32) {
        self.short_varint((number << 3 | wire_type).into());
    }

    /// Writes a varint that most probably has one byte, i.e. a key or a length.
    #[inline]
    fn short_varint(&mut self, value: u64) {
        match value {
            0..0x80 => self.bytes.push(value as u8),
            _ => self.varint(value),
        }
    }

    /// Writes a varint. No branch depends on its length, because the lengths of the numbers in a
    /// list are hard to predict.
    #[inline]
    pub(crate) fn varint(&mut self, value: u64) {
        let length = varint::len(value);
        let start = self.bytes.len();
        if length <= 8 {
            // Each byte but the last one has the highest bit.
            let more = 0x8080_8080_8080_8080 & ((1 << (8 * (length - 1))) - 1);
            self.raw(&(varint::spread(value) | more).to_le_bytes());
        } else {
            self.raw(&varint::nine_or_ten(value).to_le_bytes());
        }
        self.bytes.truncate(start + length);
    }

    /// Writes the value of a varint, or the bits of a fixed-width value.
    #[inline(always)]
    pub(crate) fn bits(&mut self, wire_type: u32, bits: u64) {
        match wire_type {
            FIXED32 => self.raw(&(bits as u32).to_le_bytes()),
            FIXED64 => self.raw(&bits.to_le_bytes()),
            _ => self.varint(bits),
        }
    }

    /// Writes bytes unchanged: a fixed-width value, or whole records.
    #[inline]
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a length prefix and the bytes of a string or of `bytes`.
    #[inline]
    pub(crate) fn delimited(&mut self, bytes: &[u8]) {
        self.short_varint(bytes.len() as u64);
        self.raw(bytes);
    }

    /// Begins a message with a length prefix, a packed list, or an entry of a map.
    #[inline]
    pub(crate) fn begin(&mut self, number: u32) -> Begun {
        self.key(number, DELIMITED);
        self.begin_value()
    }

    /// Begins a value with a length prefix and without a key.
    #[inline]
    pub(crate) fn begin_value(&mut self) -> Begun {
        self.bytes.push(0);
        Begun { start: self.bytes.len(), end_key: None }
    }

    /// Begins a group.
    pub(crate) fn begin_group(&mut self, number: u32) -> Begun {
        self.key(number, START_GROUP);
        Begun { start: self.bytes.len(), end_key: Some(number << 3 | END_GROUP) }
    }

    /// Ends the message, the list or the group.
    #[inline]
    pub(crate) fn end(&mut self, begun: Begun) {
        match begun.end_key {
            Some(key) => self.short_varint(key.into()),
            None => {
                let length = self.bytes.len() - begun.start;
                match length {
                    0..0x80 => self.bytes[begun.start - 1] = length as u8,
                    _ => self.end_long(begun.start, length),
                }
            }
        }
    }

    #[cold]
    fn end_long(&mut self, start: usize, length: usize) {
        let more = varint::len(length as u64) - 1;
        let end = self.bytes.len();
        self.bytes.resize(end + more, 0);
        self.bytes.copy_within(start..end, start + more);
        let mut value = length as u64;
        for byte in &mut self.bytes[start - 1..start + more - 1] {
            *byte = value as u8 | 0x80;
            value >>= 7;
        }
        self.bytes[start + more - 1] = value as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Records;
    use crate::unknown::UnknownValue;

    #[test]
    fn varints_are_those_of_prost() {
        for bit in 0..64 {
            for value in [1_u64 << bit, (1_u64 << bit) - 1, u64::MAX >> bit] {
                let mut writer = RecordWriter::default();
                writer.varint(value);
                let mut expected = Vec::new();
                prost::encoding::encode_varint(value, &mut expected);
                assert_eq!(writer.into_bytes(), expected, "{value:#x}");
            }
        }
    }

    #[test]
    fn lengths_of_any_width_are_read_again() {
        for length in [0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152] {
            let mut writer = RecordWriter::default();
            let outer = writer.begin(1);
            let inner = writer.begin(2);
            writer.raw(&alloc::vec![7; length]);
            writer.end(inner);
            writer.end(outer);
            let bytes = writer.into_bytes();
            let mut records = Records::new(&bytes);
            let Some((1, UnknownValue::LengthDelimited(inner))) = records.next().unwrap() else {
                panic!("{length}: no record of field 1");
            };
            assert_eq!(records.next().unwrap(), None);
            let inner = Records::new(inner).next().unwrap();
            let value = alloc::vec![7; length];
            assert_eq!(inner, Some((2, UnknownValue::LengthDelimited(&value))));
        }
    }
}
