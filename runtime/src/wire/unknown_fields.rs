//! The unknown fields of a message, as bytes. The module `unknown` has their other functions.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::varint;

/// The fields of a decoded message that its type does not declare, in the order on the wire.
///
/// A field whose number is declared and whose wire type is another one is an unknown field, too.
///
/// Encoding the message writes its unknown fields again, so that a message loses nothing in an
/// older program. Two values are equal if their bytes are equal.
///
/// ```
/// use rust_grpc::{UnknownFields, UnknownValue};
///
/// let mut fields = UnknownFields::new();
/// fields.push(1000, UnknownValue::Varint(7));
/// fields.push(1001, UnknownValue::LengthDelimited(b"a string, bytes or a message"));
/// assert_eq!(fields.get(1000).last(), Some(UnknownValue::Varint(7)));
/// assert!(fields.remove(1000));
/// assert_eq!(fields.len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct UnknownFields {
    /// `None` most of the time, so that a message is only a pointer larger.
    records: Option<Box<Records>>,
}

/// Whole records of key and value. Each record is well-formed.
#[derive(Clone, Default)]
struct Records(Vec<u8>);

impl UnknownFields {
    /// Creates a value without fields.
    pub const fn new() -> Self {
        UnknownFields { records: None }
    }

    /// Returns the encoded fields.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.records.as_ref().map_or(&[], |records| &records.0)
    }

    /// Removes all fields.
    #[inline]
    pub fn clear(&mut self) {
        self.records = None;
    }

    /// Returns the bytes that are allocated at most if a record with this value is appended.
    pub(crate) fn growth(&self, value: &[u8]) -> usize {
        let Some(Records(records)) = self.records.as_deref() else {
            return size_of::<Records>() + (value.len() + 5).max(8);
        };
        let length = records.len() + value.len() + 5;
        if length <= records.capacity() { 0 } else { length.max(2 * records.capacity()) }
    }

    /// Appends a well-formed field: its key, and its encoded value. The value of a group ends with
    /// its end-group key.
    pub(crate) fn push_record(&mut self, key: u32, value: &[u8]) {
        let records = self.records();
        records.reserve(varint::len(key.into()) + value.len());
        let mut rest = key;
        while rest >= 0x80 {
            records.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        records.push(rest as u8);
        records.extend_from_slice(value);
    }

    /// Creates the fields from whole, well-formed records.
    pub(crate) fn of(records: Vec<u8>) -> Self {
        UnknownFields { records: (!records.is_empty()).then(|| Box::new(Records(records))) }
    }

    /// Returns the records, to which the caller appends whole, well-formed records.
    pub(crate) fn records(&mut self) -> &mut Vec<u8> {
        &mut self.records.get_or_insert_default().0
    }
}
