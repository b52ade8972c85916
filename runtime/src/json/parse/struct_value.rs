//! `google.protobuf.Struct`, `Value` and `ListValue`: any JSON.

use super::{Parsed, Parser};
use crate::schema::Kind;
use crate::wire::skip::{FIXED64, VARINT};

/// The field number of `Struct.fields` and `ListValue.values`.
pub(in crate::json) const CONTENT: u32 = 1;
/// The field number of the value in an entry of `Struct.fields`.
pub(in crate::json) const ENTRY_VALUE: u32 = 2;

// The field numbers of `Value`.
pub(in crate::json) const NULL: u32 = 1;
pub(in crate::json) const NUMBER: u32 = 2;
pub(in crate::json) const STRING: u32 = 3;
pub(in crate::json) const BOOL: u32 = 4;
pub(in crate::json) const STRUCT: u32 = 5;
pub(in crate::json) const LIST: u32 = 6;

impl Parser<'_, '_> {
    /// Parses an object as a `Struct`.
    pub(super) fn struct_fields(&mut self) -> Parsed<()> {
        if !self.scan.open(b'{', b'}', "an object")? {
            return Ok(());
        }
        self.enter()?;
        let keys = self.keys.begin(true);
        loop {
            let entry = self.out.begin(CONTENT);
            let key_at = self.string_key()?;
            let value = self.out.begin(ENTRY_VALUE);
            self.inner_value().map_err(|error| self.in_entry(error, key_at))?;
            self.out.end(value);
            self.out.end(entry);
            if !self.scan.more(b'}')? {
                break;
            }
        }
        self.levels += 1;
        self.end_keys(keys)
    }

    /// Parses a list as a `ListValue`.
    pub(super) fn list_values(&mut self) -> Parsed<()> {
        if !self.scan.open(b'[', b']', "a list")? {
            return Ok(());
        }
        let mut index = 0;
        loop {
            let value = self.out.begin(CONTENT);
            self.inner_value().map_err(|error| error.in_element(index))?;
            self.out.end(value);
            if !self.scan.more(b']')? {
                return Ok(());
            }
            index += 1;
        }
    }

    /// Parses a `Value` that is one level deeper.
    fn inner_value(&mut self) -> Parsed<()> {
        self.enter()?;
        self.json_value()?;
        self.levels += 1;
        self.reserve(0)
    }

    /// Parses any JSON as a `Value`.
    pub(super) fn json_value(&mut self) -> Parsed<()> {
        match self.scan.peek() {
            b'"' => self.string(STRING, false),
            b'{' => {
                let begun = self.out.begin(STRUCT);
                self.enter()?;
                self.struct_fields()?;
                self.levels += 1;
                self.out.end(begun);
                Ok(())
            }
            b'[' => {
                let begun = self.out.begin(LIST);
                self.enter()?;
                self.list_values()?;
                self.levels += 1;
                self.out.end(begun);
                Ok(())
            }
            b't' => self.literal_value("true", BOOL, 1),
            b'f' => self.literal_value("false", BOOL, 0),
            b'n' => self.literal_value("null", NULL, 0),
            b'-' | b'0'..=b'9' => {
                let bits = self.scan.float(&Kind::Double)?;
                self.out.key(NUMBER, FIXED64);
                self.out.bits(FIXED64, bits);
                Ok(())
            }
            _ => Err(self.scan.expected("a value")),
        }
    }

    fn literal_value(&mut self, literal: &'static str, number: u32, value: u64) -> Parsed<()> {
        self.scan.literal(literal)?;
        self.out.key(number, VARINT);
        self.out.varint(value);
        Ok(())
    }
}
