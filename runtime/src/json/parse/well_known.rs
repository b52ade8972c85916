//! Messages in their JSON form: the choice of the form, and the forms that are a string or one
//! value.

use super::object::Inside;
use super::scalar::refused;
use super::value::text_form::TextForm;
use super::{Parsed, Parser};
use crate::json::own_serde::SerdeType;
use crate::schema::{Form, Type};

impl Parser<'_, '_> {
    /// Parses a message in its form.
    pub(super) fn form(&mut self, ty: Type<'_>) -> Parsed<()> {
        match ty.message().form {
            Form::Plain | Form::Empty => self.object(ty, Inside::Plain),
            Form::Any => self.any(ty),
            Form::Timestamp => self.text_form(TextForm::Timestamp),
            Form::Duration => self.text_form(TextForm::Duration),
            Form::FieldMask => self.text_form(TextForm::FieldMask),
            Form::Struct => self.struct_fields(),
            Form::Value => self.json_value(),
            Form::ListValue => self.list_values(),
            Form::Wrapper => self.wrapper(ty),
            Form::Serde(traits) => self.by_serde(traits),
        }
    }

    /// Parses a message with its own implementation of serde's traits.
    fn by_serde(&mut self, traits: SerdeType) -> Parsed<()> {
        let (at, start) = (self.scan.at, self.out.len());
        self.json_value()?;
        match traits.message_of(&self.out.as_bytes()[start..]) {
            Ok(message) => {
                self.reserve(message.len())?;
                self.out.truncate(start);
                self.out.bytes_mut().extend_from_slice(&message);
                Ok(())
            }
            Err(error) => Err(refused(at, error.into())),
        }
    }

    /// Parses the value of the one field that a wrapper has.
    fn wrapper(&mut self, ty: Type<'_>) -> Parsed<()> {
        match ty.message().fields.first() {
            Some(field) => self.field(ty, field),
            None => Err(self.scan.error("the wrapper has no field")),
        }
    }

    fn text_form(&mut self, form: TextForm) -> Parsed<()> {
        let token = self.scan.string(form.expected())?;
        // In the encoded mask, each capital letter takes an underscore more, and each path takes a
        // key and a length prefix.
        self.reserve(token.raw.len() * 3 + 20)?;
        let text = self.text(token)?;
        form.write(&text, &mut self.out).map_err(|refusal| refused(token.at, refusal))
    }
}
