//! The entries of a map.

use super::{Parser, Token};
use crate::schema::{Kind, MapKey, Type};
use crate::text::TextError;
use crate::text::known::Known;
use crate::wire::skip::{FIXED32, FIXED64};

/// The field number of the key in an entry.
const KEY: u32 = 1;
/// The field number of the value in an entry.
const VALUE: u32 = 2;

impl Parser<'_, '_> {
    /// Reads an entry in braces: a message with the fields `key` and `value`.
    pub(super) fn entry(&mut self, map_key: MapKey, known: Known<'_>) -> Result<(), TextError> {
        let close = self.open()?;
        let entry = self.writer.begin(known.field.number);
        let start = self.writer.len();
        let (mut has_key, mut has_value) = (false, false);
        while !self.close(close)? {
            let (name, has) = match self.token {
                Token::Identifier("key") => ("key", &mut has_key),
                Token::Identifier("value") => ("value", &mut has_value),
                _ => return Err(self.expected(format_args!("`key` or `value`"))),
            };
            if core::mem::replace(has, true) {
                return Err(self.error(format_args!("the field is set twice")).within(name));
            }
            self.advance()?;
            let result = match name {
                "key" => self.key(map_key, known),
                _ => self.value_of_entry(known),
            };
            result.map_err(|error| error.within(name))?;
            self.separator()?;
        }
        // Encoders write the key and the value, also if they have their default values.
        if !has_key {
            self.default(KEY, map_key.kind(), known.scope);
        }
        if !has_value {
            self.default(VALUE, known.field.kind, known.scope);
        }
        self.sort_in_any(start);
        self.writer.end(entry);
        Ok(())
    }

    /// Writes the default value of a key or value that the text does not have.
    fn default(&mut self, number: u32, kind: Kind, scope: Type<'_>) {
        self.writer.key(number, kind.wire_type());
        match (kind, kind.wire_type()) {
            (Kind::Enum(link), _) => {
                self.writer.varint(scope.linked_enum(&link).default_number() as u64);
            }
            (_, FIXED32) => self.writer.raw(&[0; 4]),
            (_, FIXED64) => self.writer.raw(&[0; 8]),
            // For a number, 0 is the value. For a string or message, it is the length.
            _ => self.writer.varint(0),
        }
    }

    fn key(&mut self, map_key: MapKey, known: Known<'_>) -> Result<(), TextError> {
        self.expect(':')?;
        let kind = map_key.kind();
        self.writer.key(KEY, kind.wire_type());
        self.scalar_of(kind, known.scope)
    }

    fn value_of_entry(&mut self, known: Known<'_>) -> Result<(), TextError> {
        match &known.field.kind {
            Kind::Message(link) | Kind::Group(link) => {
                self.take(':')?;
                self.message(VALUE, known.scope.linked(link))
            }
            kind => {
                self.expect(':')?;
                self.writer.key(VALUE, kind.wire_type());
                self.scalar(known)
            }
        }
    }
}
