//! Objects that are messages.

use alloc::format;
use alloc::string::String;

use super::any::TYPE_KEY;
use super::seen::SeenFields;
use super::string::StringToken;
use super::{Parsed, Parser};
use crate::json::error::{JsonError, shortened};
use crate::schema::{Field, Form, Kind, Type};

/// The kind of object that the fields are in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::json) enum Inside {
    /// The object is the message.
    Plain,
    /// The object is an `Any`, and has the key `@type`, too.
    Any,
}

impl<'t> Parser<'t, '_> {
    /// Parses the fields of a message.
    pub(super) fn object(&mut self, ty: Type<'_>, inside: Inside) -> Parsed<()> {
        if !self.scan.open(b'{', b'}', "an object")? {
            return Ok(());
        }
        let fields = &ty.message().fields;
        let mut seen = self.seen.begin(ty.message());
        let mut expected = 0;
        loop {
            let mut scan = self.scan;
            let at = scan.at;
            let index = match fields.get(expected) {
                // Other programs write the fields in the order of their numbers, so the key of the
                // next field is tried first.
                Some(field) if scan.eat(field.json_key.as_bytes()) => {
                    scan.space();
                    self.scan.at = scan.at;
                    Some(expected)
                }
                _ => self.key(ty, expected, inside, &mut seen)?,
            };
            if let Some(index) = index {
                self.member(ty, index, at, &mut seen)?;
                expected = index + 1;
            }
            let mut scan = self.scan;
            let has_more = scan.more(b'}')?;
            self.scan.at = scan.at;
            if !has_more {
                break;
            }
        }
        self.seen.end(seen);
        Ok(())
    }

    /// Reads a key that is not the expected one, and the colon. Returns the index of the field. If
    /// the key names no declared field, it parses the value, too, and returns `None`.
    fn key(
        &mut self,
        ty: Type<'_>,
        expected: usize,
        inside: Inside,
        seen: &mut SeenFields,
    ) -> Parsed<Option<usize>> {
        let token = self.scan.string("a key")?;
        self.scan.colon()?;
        let index = match token.is_escaped {
            false => ty.message().index_of_json(token.raw, expected),
            true => ty.message().index_of_json(&self.text(token)?, expected),
        };
        if index.is_none() {
            self.undeclared(ty, token, inside, seen)?;
        }
        Ok(index)
    }

    #[cold]
    fn undeclared(
        &mut self,
        ty: Type<'_>,
        token: StringToken<'t>,
        inside: Inside,
        seen: &mut SeenFields,
    ) -> Parsed<()> {
        let name = self.text(token)?;
        if inside == Inside::Any && name == TYPE_KEY {
            // No extension has the number 0, so it stands for the type URL.
            return match self.seen.is_first_extension(seen, 0) {
                true => self.scan.skip(0),
                false => Err(twice(token.at)),
            };
        }
        if let Some(full_name) = in_brackets(&name)
            && self.extension(ty, full_name, token.at, seen)?
        {
            return Ok(());
        }
        self.unknown(ty, &name, token.at)
    }

    /// Skips the value of an unknown field, or reports the field.
    pub(super) fn unknown(&mut self, ty: Type<'_>, name: &str, at: usize) -> Parsed<()> {
        if self.options.ignores_unknown {
            return self.scan.skip(self.levels);
        }
        Err(JsonError::at(at, unknown_field(ty, name)))
    }

    /// Parses the value of the field with this index.
    #[inline]
    fn member(
        &mut self,
        ty: Type<'_>,
        index: usize,
        at: usize,
        seen: &mut SeenFields,
    ) -> Parsed<()> {
        let field = &ty.message().fields[index];
        if !self.seen.is_first(seen, index) {
            return Err(twice(at));
        }
        if self.scan.peek() == b'n' && !has_null(ty, field) {
            return self.scan.literal("null").map_err(|error| error.in_field(&field.json_name));
        }
        if let Some(oneof) = field.oneof
            && !self.seen.is_first(seen, ty.message().fields.len() + oneof as usize)
        {
            return Err(JsonError::at(at, second_of_oneof(ty, oneof)));
        }
        self.field(ty, field).map_err(|error| error.in_field(&field.json_name))
    }
}

/// Whether `null` is a value of the field. For other fields, `null` means that the field is absent.
pub(in crate::json) fn has_null(ty: Type<'_>, field: &Field) -> bool {
    match &field.kind {
        _ if field.has_many() => false,
        Kind::Message(link) => ty.linked(link).message().form == Form::Value,
        Kind::Enum(link) => ty.linked_enum(link).is_null_value(),
        _ => false,
    }
}

/// The error for a field that an object has twice.
pub(in crate::json) const TWICE: &str = "the object already has this field";

#[cold]
pub(super) fn twice(at: usize) -> JsonError {
    JsonError::at(at, TWICE)
}

/// Returns the error of a field that the message does not declare.
#[cold]
pub(in crate::json) fn unknown_field(ty: Type<'_>, name: &str) -> String {
    format!("`{}` has no field `{}`", ty.message().full_name, shortened(name))
}

/// Returns the error for a second field of a oneof.
#[cold]
pub(in crate::json) fn second_of_oneof(ty: Type<'_>, oneof: u32) -> String {
    let name = &ty.message().oneofs[oneof as usize].name;
    format!("the oneof `{name}` already has another field")
}

/// Returns the full name of the extension that a key names, e.g. `acme.v1.gusts` of
/// `[acme.v1.gusts]`.
pub(in crate::json) fn in_brackets(key: &str) -> Option<&str> {
    key.strip_prefix('[')?.strip_suffix(']')
}
