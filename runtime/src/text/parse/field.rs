//! Fields: the name, and the value or the list of values.

use alloc::format;
use alloc::string::String;

use super::seen::{Conflict, Seen};
use super::{Parser, Token};
use crate::extension::records::{ITEM, MESSAGE, TYPE_ID};
use crate::schema::{Cardinality, Kind, Type};
use crate::text::TextError;
use crate::text::error::shortened;
use crate::text::known::{self, Known};
use crate::text::names;
use crate::wire::skip::VARINT;

impl Parser<'_, '_> {
    /// Reads a field of a message of the type.
    pub(super) fn field(&mut self, ty: Type<'_>, seen: &mut Seen) -> Result<(), TextError> {
        let start = self.start;
        self.reserve(0)?;
        match self.token {
            Token::Symbol('[') => {
                let name = self.bracketed_name()?;
                match name.contains('/') {
                    true => self.any(ty, &name, start, seen)?,
                    false => self.extension(ty, &name, start, seen)?,
                }
            }
            Token::Identifier(name) => {
                self.advance()?;
                self.declared_field(ty, name, start, seen)?;
            }
            _ => return Err(self.expected(format_args!("the name of a field"))),
        }
        self.separator()
    }

    /// Reads the value of a declared field. The name has been read.
    fn declared_field(
        &mut self,
        ty: Type<'_>,
        name: &str,
        start: usize,
        seen: &mut Seen,
    ) -> Result<(), TextError> {
        let message = ty.message();
        let Some(index) = names::index_of(ty, name) else {
            if message.is_reserved(name) {
                return self.skip_value();
            }
            let reason = message.no_field(name, &shortened(name));
            return Err(self.error_at(start, format_args!("{reason}")));
        };
        if let Err(conflict) = seen.set(message, index) {
            let reason = match conflict {
                Conflict::Field => String::from("the field is set twice"),
                Conflict::Member { oneof, other } => {
                    format!("`{other}` of the oneof `{oneof}` is set, too")
                }
            };
            return Err(self.error_at(start, format_args!("{reason}")).within(name));
        }
        let field = &message.fields[index];
        let known = Known { field, scope: ty, is_extension: false };
        self.values(known).map_err(|error| error.within(name))
    }

    /// Reads the value of an extension. The name has been read.
    fn extension(
        &mut self,
        ty: Type<'_>,
        name: &str,
        start: usize,
        seen: &mut Seen,
    ) -> Result<(), TextError> {
        let in_brackets = || format!("[{}]", shortened(name));
        let Some(known) = known::extension_by_name(self.registry, ty, name) else {
            let full_name = &ty.message().full_name;
            let other = self.registry.and_then(|registry| registry.extension_by_name(name));
            let reason = match (other, self.registry) {
                (Some(other), _) => format!(
                    "`{}` is an extension of `{}`, not of `{full_name}`",
                    shortened(name),
                    other.extendee
                ),
                (None, Some(_)) => {
                    format!("the registry has no extension `{}`", shortened(name))
                }
                (None, None) => {
                    format!("no registry is set, so the extensions of `{full_name}` are unknown")
                }
            };
            return Err(self.error_at(start, format_args!("{reason}")));
        };
        if !seen.set_extension(known) {
            let error = self.error_at(start, format_args!("the field is set twice"));
            return Err(error.within(&in_brackets()));
        }
        let result = match (ty.message().is_message_set, &known.field.kind) {
            (true, Kind::Message(link)) => self.item_of_set(known, known.scope.linked(link)),
            _ => self.values(known),
        };
        result.map_err(|error| error.within(&in_brackets()))
    }

    /// Reads an extension of a message set.
    fn item_of_set(&mut self, known: Known<'_>, ty: Type<'_>) -> Result<(), TextError> {
        self.take(':')?;
        let item = self.writer.begin_group(ITEM);
        self.writer.key(TYPE_ID, VARINT);
        self.writer.varint(known.field.number.into());
        let message = self.writer.begin(MESSAGE);
        let close = self.open()?;
        self.fields(ty, close)?;
        self.writer.end(message);
        self.writer.end(item);
        Ok(())
    }

    /// Reads the value or the list of values after the name of a field.
    fn values(&mut self, known: Known<'_>) -> Result<(), TextError> {
        let field = known.field;
        let is_message = field.is_map() || field.kind.is_message();
        match is_message {
            // The colon is optional before a message.
            true => drop(self.take(':')?),
            false => self.expect(':')?,
        }
        let is_list = field.has_many() && self.take('[')?;
        match field.cardinality {
            Cardinality::Repeated { is_packed: true } => {
                let packed = self.writer.begin(field.number);
                match is_list {
                    true => self.list(|parser| parser.scalar(known))?,
                    false => self.scalar(known)?,
                }
                self.writer.end(packed);
                Ok(())
            }
            _ if is_list => self.list(|parser| parser.value(known)),
            _ => self.value(known),
        }
    }

    /// Reads a value, and writes its record.
    fn value(&mut self, known: Known<'_>) -> Result<(), TextError> {
        let field = known.field;
        if let Cardinality::Map(key) = field.cardinality {
            return self.entry(key, known);
        }
        match &field.kind {
            Kind::Message(link) => self.message(field.number, known.scope.linked(link)),
            Kind::Group(link) => {
                let close = self.open()?;
                let group = self.writer.begin_group(field.number);
                let start = self.writer.len();
                self.fields(known.scope.linked(link), close)?;
                self.sort_in_any(start);
                self.writer.end(group);
                Ok(())
            }
            kind => {
                let before = self.writer.len();
                self.writer.key(field.number, kind.wire_type());
                let behind_key = self.writer.len();
                self.scalar(known)?;
                let value = &self.writer.as_bytes()[behind_key..];
                if field.is_implicit() && value.iter().all(|byte| *byte == 0) {
                    self.writer.truncate(before);
                }
                Ok(())
            }
        }
    }

    /// Reads a message in braces, and writes it as a field with this number.
    pub(super) fn message(&mut self, number: u32, ty: Type<'_>) -> Result<(), TextError> {
        let close = self.open()?;
        let begun = self.writer.begin(number);
        let start = self.writer.len();
        self.fields(ty, close)?;
        self.sort_in_any(start);
        self.writer.end(begun);
        Ok(())
    }
}
