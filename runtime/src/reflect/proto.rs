//! Encoded descriptors, with the fields that a pool needs.
//!
//! The messages of prost-types are not used, because they lack editions and drop custom options.

use super::error::DescriptorError;
use crate::records::Records;
use crate::unknown::UnknownValue;

mod enumeration;
mod field;
mod file;
mod message;
mod options;
mod service;

pub(super) use enumeration::{EnumProto, ValueProto};
pub(super) use field::FieldProto;
pub(super) use file::FileProto;
pub(super) use message::MessageProto;
pub(super) use options::{Options, last_number};
pub(super) use service::{MethodProto, ServiceProto};

/// The limits that remain for a set.
pub(super) struct Limits {
    /// The number of elements that may still be declared.
    pub elements: usize,
    /// The number of levels that messages may still nest.
    pub depth: u32,
}

impl Limits {
    /// Counts an element.
    fn element(&mut self) -> Result<(), DescriptorError> {
        let left = self.elements.checked_sub(1);
        self.elements =
            left.ok_or_else(|| DescriptorError::new("there are too many descriptors"))?;
        Ok(())
    }

    /// Calls `read` for an element one level deeper.
    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DescriptorError>,
    ) -> Result<T, DescriptorError> {
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| DescriptorError::new("messages nest too deep"))?;
        let result = read(self);
        self.depth += 1;
        result
    }
}

/// A value of a descriptor's field. The fields that are read have no other wire types.
#[derive(Clone, Copy)]
enum Part<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// Calls `read` for each field of an encoded descriptor.
fn each<'a>(
    bytes: &'a [u8],
    mut read: impl FnMut(u32, Part<'a>) -> Result<(), DescriptorError>,
) -> Result<(), DescriptorError> {
    let mut records = Records::new(bytes);
    while let Some((number, value)) = records.next()? {
        match value {
            UnknownValue::Varint(value) => read(number, Part::Number(value))?,
            UnknownValue::LengthDelimited(bytes) => read(number, Part::Bytes(bytes))?,
            UnknownValue::Fixed32(_) | UnknownValue::Fixed64(_) | UnknownValue::Group(_) => {}
        }
    }
    Ok(())
}

/// Reads a string.
fn text(bytes: &[u8]) -> Result<&str, DescriptorError> {
    core::str::from_utf8(bytes).map_err(|_| DescriptorError::new("a string is not UTF-8"))
}

/// Reads a range of field numbers: the first number, and the number after the last.
fn range(bytes: &[u8]) -> Result<(i32, i32), DescriptorError> {
    let mut range = (0, 0);
    each(bytes, |number, part| {
        match (number, part) {
            (1, Part::Number(start)) => range.0 = start as i32,
            (2, Part::Number(end)) => range.1 = end as i32,
            _ => {}
        }
        Ok(())
    })?;
    Ok(range)
}

/// Checks the name of an element, which must be an identifier.
fn check_name(name: &str) -> Result<(), DescriptorError> {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    let is_name = name.bytes().next().is_some_and(is_letter)
        && name.bytes().all(|byte| is_letter(byte) || byte.is_ascii_digit());
    if is_name { Ok(()) } else { Err(DescriptorError::new("the name is not an identifier")) }
}
