//! The unknown fields of a view.

use alloc::vec;

use super::fields::{Entry, FieldsRef};
use super::pieces::{group, skipped};
use super::single::{last, scalar};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::kind;
use crate::wire::skip::{DELIMITED, FIXED32, FIXED64, START_GROUP, VARINT};

/// The bodies of a message. A whole message has one, without an allocation.
#[derive(Clone)]
pub(super) struct Bodies<'a> {
    pub first: Option<&'a [u8]>,
    pub rest: vec::IntoIter<&'a [u8]>,
}

impl<'a> Iterator for Bodies<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        self.first.take().or_else(|| self.rest.next())
    }
}

/// The unknown fields of a view. The items are pairs of number and value.
#[derive(Clone)]
pub struct UnknownRecords<'a> {
    cursor: Cursor<'a>,
    bodies: Bodies<'a>,
    fields: FieldsRef,
    /// The rest of a packed record of a closed enum.
    numbers: Cursor<'a>,
    /// The field of `numbers`.
    closed: Option<ClosedEnum>,
}

/// A field that is a closed enum.
#[derive(Clone, Copy)]
struct ClosedEnum {
    number: u32,
    /// Whether a number has a name.
    is_known: fn(i32) -> bool,
}

impl<'a> UnknownRecords<'a> {
    pub(super) fn new(bodies: Bodies<'a>, fields: FieldsRef) -> Self {
        let cursor = Cursor::new(&[]);
        UnknownRecords { cursor, bodies, fields, numbers: cursor, closed: None }
    }

    /// Returns the next number without a name of a packed record.
    fn next_number(&mut self) -> Option<(u32, UnknownValue<'a>)> {
        let ClosedEnum { number: field, is_known } = self.closed?;
        while let Some(number) = scalar::<kind::Enum>(&mut self.numbers) {
            if !is_known(number) {
                return Some((field, UnknownValue::Varint(i64::from(number) as u64)));
            }
        }
        self.closed = None;
        None
    }

    /// Whether the record at the cursor is a field of the message. Begins to read a packed record
    /// of a closed enum.
    fn is_declared(&mut self, number: u32, wire_type: u32) -> bool {
        let mut cursor = self.cursor;
        match self.fields.get().entry(number) {
            Entry::Undeclared => false,
            Entry::Varint => wire_type == VARINT,
            Entry::Fixed32 => wire_type == FIXED32,
            Entry::Fixed64 => wire_type == FIXED64,
            Entry::Varints => matches!(wire_type, VARINT | DELIMITED),
            Entry::Fixed32s => matches!(wire_type, FIXED32 | DELIMITED),
            Entry::Fixed64s => matches!(wire_type, FIXED64 | DELIMITED),
            Entry::ClosedEnum(is_known) | Entry::ClosedEnums(is_known) if wire_type == VARINT => {
                scalar::<kind::Enum>(&mut cursor).is_none_or(is_known)
            }
            Entry::ClosedEnums(is_known) if wire_type == DELIMITED => {
                self.numbers = Cursor::new(cursor.delimited().unwrap_or_default());
                self.closed = Some(ClosedEnum { number, is_known });
                true
            }
            Entry::ClosedEnum(_) | Entry::ClosedEnums(_) => false,
            Entry::Message(fields) if wire_type == DELIMITED => match fields.get().entry(2) {
                Entry::ClosedEnum(is_known) if fields.get().is_map_entry() => {
                    let entry = cursor.delimited().unwrap_or_default();
                    let value = last(entry, 2 << 3 | VARINT);
                    let value = value.map_or(Some(0), |mut at| scalar::<kind::Enum>(&mut at));
                    value.is_none_or(is_known)
                }
                _ => true,
            },
            Entry::String
            | Entry::Bytes
            | Entry::Message(_)
            | Entry::LazyMessage(_)
            | Entry::Foreign(_)
            | Entry::LazyForeign(_) => wire_type == DELIMITED,
            Entry::Group(_) | Entry::ForeignGroup(_) => wire_type == START_GROUP,
        }
    }
}

impl<'a> Iterator for UnknownRecords<'a> {
    type Item = (u32, UnknownValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(number) = self.next_number() {
                return Some(number);
            }
            while self.cursor.is_empty() {
                self.cursor = Cursor::new(self.bodies.next()?);
            }
            let key = self.cursor.key().ok()?;
            if self.is_declared(key >> 3, key & 7) {
                self.cursor = skipped(self.cursor, key);
                continue;
            }
            let value = match key & 7 {
                // The owned message keeps the number of a closed enum as it is in Rust.
                VARINT if self.is_closed(key >> 3) => {
                    let number = scalar::<kind::Enum>(&mut self.cursor)?;
                    UnknownValue::Varint(i64::from(number) as u64)
                }
                VARINT => UnknownValue::Varint(self.cursor.varint().ok()?),
                FIXED32 => UnknownValue::Fixed32(u32::from_le_bytes(self.cursor.array().ok()?)),
                FIXED64 => UnknownValue::Fixed64(u64::from_le_bytes(self.cursor.array().ok()?)),
                DELIMITED => UnknownValue::LengthDelimited(self.cursor.delimited().ok()?),
                _ => UnknownValue::Group(group(&mut self.cursor, key >> 3)),
            };
            return Some((key >> 3, value));
        }
    }
}

impl UnknownRecords<'_> {
    /// Whether a field is a closed enum.
    fn is_closed(&self, number: u32) -> bool {
        matches!(self.fields.get().entry(number), Entry::ClosedEnum(_) | Entry::ClosedEnums(_))
    }
}
