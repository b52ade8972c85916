//! Unknown fields: fields that a message does not declare.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use prost::DecodeError;

use crate::wire::input::RECURSION_LIMIT;
use crate::wire::skip;

mod iter;
mod unknown_value;

pub use crate::wire::unknown_fields::UnknownFields;
pub use iter::UnknownFieldsIter;
pub use unknown_value::UnknownValue;

impl UnknownFields {
    /// Parses the fields of an encoded message.
    ///
    /// # Errors
    /// Returns an error if `bytes` are malformed, or have fields inside more than 99 groups.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        skip::all(bytes, RECURSION_LIMIT)?;
        Ok(UnknownFields::of(bytes.to_vec()))
    }

    /// Whether there are no fields.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }

    /// Returns the number of fields. Each occurrence of a field number counts. The method walks
    /// over all fields.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Returns all fields as pairs of number and value, in the order in which they were received.
    #[inline]
    pub fn iter(&self) -> UnknownFieldsIter<'_> {
        UnknownFieldsIter::new(self.as_bytes())
    }

    /// Returns the values of a field number, in order. The value of a singular field is the last
    /// one. The value of a singular message is all values, merged.
    pub fn get(&self, number: u32) -> impl Iterator<Item = UnknownValue<'_>> + Clone {
        self.iter().filter(move |(other, _)| *other == number).map(|(_, value)| value)
    }

    /// Appends a field.
    ///
    /// # Panics
    /// Panics if `number` is not a field number (1 to 536,870,911). Panics if the value is a group
    /// whose bytes are not well-formed fields.
    pub fn push(&mut self, number: u32, value: UnknownValue<'_>) {
        assert!((1..1 << 29).contains(&number), "{number} is no field number");
        if let UnknownValue::Group(fields) = value {
            assert!(
                skip::all(fields, RECURSION_LIMIT - 1).is_ok(),
                "the bytes of a group are not well-formed fields"
            );
        }
        value.write(number, self.records());
    }

    /// Appends a field. The caller knows that the number and the bytes of a group are valid.
    pub(crate) fn append(&mut self, number: u32, value: UnknownValue<'_>) {
        value.write(number, self.records());
    }

    /// Removes all fields with a number. Returns `true` if there were any.
    pub fn remove(&mut self, number: u32) -> bool {
        let before = self.as_bytes().len();
        self.retain(|other, _| other != number);
        self.as_bytes().len() < before
    }

    /// Removes the fields for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(u32, UnknownValue<'_>) -> bool) {
        let mut kept = Vec::new();
        let mut iter = self.iter();
        let mut record = iter.rest();
        while let Some((number, value)) = iter.next() {
            let rest = iter.rest();
            if keep(number, value) {
                kept.extend_from_slice(&record[..record.len() - rest.len()]);
            }
            record = rest;
        }
        *self = UnknownFields::of(kept);
    }

    /// Appends all fields of `other`.
    pub fn merge(&mut self, other: &UnknownFields) {
        if !other.is_empty() {
            self.records().extend_from_slice(other.as_bytes());
        }
    }
}

impl PartialEq for UnknownFields {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for UnknownFields {}

/// Orders unknown fields by their bytes. The order has no meaning.
impl Ord for UnknownFields {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl PartialOrd for UnknownFields {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for UnknownFields {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = (u32, UnknownValue<'a>);
    type IntoIter = UnknownFieldsIter<'a>;

    fn into_iter(self) -> UnknownFieldsIter<'a> {
        self.iter()
    }
}

/// # Panics
/// Panics like [`UnknownFields::push`].
impl<'a> Extend<(u32, UnknownValue<'a>)> for UnknownFields {
    fn extend<I: IntoIterator<Item = (u32, UnknownValue<'a>)>>(&mut self, fields: I) {
        for (number, value) in fields {
            self.push(number, value);
        }
    }
}

/// # Panics
/// Panics like [`UnknownFields::push`].
impl<'a> FromIterator<(u32, UnknownValue<'a>)> for UnknownFields {
    fn from_iter<I: IntoIterator<Item = (u32, UnknownValue<'a>)>>(fields: I) -> Self {
        let mut all = UnknownFields::new();
        all.extend(fields);
        all
    }
}
