//! Map fields.

use super::keys::MapKeys;
use super::scanner::Scanner;
use super::value::key;
use super::{Parsed, Parser};
use crate::json::error::JsonError;
use crate::schema::{Field, MapKey, Type};
use crate::wire::skip::DELIMITED;

impl Parser<'_, '_> {
    /// Parses the object of a map.
    pub(super) fn map(&mut self, ty: Type<'_>, field: &Field, key: MapKey) -> Parsed<()> {
        if !self.scan.open(b'{', b'}', "an object")? {
            return Ok(());
        }
        self.enter()?;
        let keys = self.keys.begin(key == MapKey::String);
        loop {
            self.entry(ty, field, key)?;
            self.reserve(0)?;
            if !self.scan.more(b'}')? {
                break;
            }
        }
        self.levels += 1;
        self.end_keys(keys)
    }

    /// Checks that the keys of a map differ.
    pub(super) fn end_keys(&mut self, keys: MapKeys) -> Parsed<()> {
        let scan = self.scan;
        self.keys.end(keys, |at| Scanner { at, ..scan }.string("a key")?.text())
    }

    fn entry(&mut self, ty: Type<'_>, field: &Field, key: MapKey) -> Parsed<()> {
        let start = self.out.len();
        let begun = self.out.begin(field.number);
        let key_at = match key {
            MapKey::String => self.string_key()?,
            _ => self.scalar_key(key)?,
        };
        match self.single(ty, 2, &field.kind, false) {
            Ok(true) => self.out.end(begun),
            Ok(false) => self.out.truncate(start),
            Err(error) => return Err(self.in_entry(error, key_at)),
        }
        Ok(())
    }

    /// Parses a key that is a string, and the colon. Writes the record of the key, and returns the
    /// position of the key in the text.
    #[inline]
    pub(super) fn string_key(&mut self) -> Parsed<usize> {
        let at = self.scan.at;
        let start = self.out.len();
        self.out.key(1, DELIMITED);
        match self.short_string() {
            Ok(length) => {
                let out = self.out.as_bytes();
                self.keys.add_string(&out[out.len() - length..], at);
            }
            Err(_) => {
                self.out.truncate(start);
                self.long_key()?;
            }
        }
        let mut scan = self.scan;
        scan.colon()?;
        self.scan.at = scan.at;
        Ok(at)
    }

    #[inline(never)]
    fn long_key(&mut self) -> Parsed<()> {
        let token = self.scan.string("a key")?;
        self.reserve(token.raw.len() + 10)?;
        let key = token.text()?;
        self.keys.add_string(key.as_bytes(), token.at);
        self.out.key(1, DELIMITED);
        self.out.delimited(key.as_bytes());
        Ok(())
    }

    /// Parses a key that is a number or boolean in quotes, and the colon. Writes the record of the
    /// key, and returns the position of the key in the text.
    fn scalar_key(&mut self, key: MapKey) -> Parsed<usize> {
        let token = self.scan.string("a key")?;
        match key::from_text(key, &self.text(token)?) {
            Ok(bits) => {
                self.keys.add_number(bits, token.at);
                let wire_type = key.kind().wire_type();
                self.out.key(1, wire_type);
                self.out.bits(wire_type, bits);
            }
            Err(refusal) => return Err(JsonError::at(token.at, refusal)),
        }
        self.scan.colon()?;
        Ok(token.at)
    }

    /// Adds the key at `key_at` to the path of an error.
    #[cold]
    pub(super) fn in_entry(&self, error: JsonError, key_at: usize) -> JsonError {
        let mut scan = Scanner { at: key_at, ..self.scan };
        let key = scan.string("a key").and_then(|token| token.text());
        error.in_entry(&key.unwrap_or_default())
    }
}
