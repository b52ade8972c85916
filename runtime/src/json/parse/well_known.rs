//! Messages by their form in JSON, and the forms that are a string or one value.

use super::object::Inside;
use super::scalar::refused;
use super::value::Refusal;
use super::value::duration::parse_duration;
use super::value::field_mask::mask_paths;
use super::value::timestamp::parse_timestamp;
use super::{Parsed, Parser};
use crate::schema::{Form, Type};
use crate::wire::skip::{DELIMITED, VARINT};

impl Parser<'_, '_> {
    /// Parses a message in its form.
    pub(super) fn form(&mut self, ty: Type<'_>) -> Parsed<()> {
        match ty.message().form {
            Form::Plain | Form::Empty => self.object(ty, Inside::Plain),
            Form::Any => self.any(ty),
            Form::Timestamp => self.seconds_and_nanos("a time in a string", parse_timestamp),
            Form::Duration => self.seconds_and_nanos("a duration in a string", parse_duration),
            Form::FieldMask => self.field_mask(),
            Form::Struct => self.struct_fields(),
            Form::Value => self.json_value(),
            Form::ListValue => self.list_values(),
            Form::Wrapper => self.wrapper(ty),
        }
    }

    /// Parses the value of the one field that a wrapper has.
    fn wrapper(&mut self, ty: Type<'_>) -> Parsed<()> {
        match ty.message().fields.first() {
            Some(field) => self.field(ty, field),
            None => Err(self.scan.error("the wrapper has no field")),
        }
    }

    fn seconds_and_nanos(
        &mut self,
        what: &str,
        parse: fn(&str) -> Result<(i64, i32), Refusal>,
    ) -> Parsed<()> {
        let token = self.scan.string(what)?;
        match parse(&token.text()?) {
            Ok((seconds, nanos)) => {
                for (number, value) in [(1, seconds), (2, nanos.into())] {
                    if value != 0 {
                        self.out.key(number, VARINT);
                        self.out.varint(value as u64);
                    }
                }
                Ok(())
            }
            Err(refusal) => Err(refused(token.at, refusal)),
        }
    }

    fn field_mask(&mut self) -> Parsed<()> {
        let token = self.scan.string("a field mask in a string")?;
        for path in mask_paths(&token.text()?) {
            let path = path.map_err(|refusal| refused(token.at, refusal))?;
            self.reserve(path.len() + 10)?;
            self.out.key(1, DELIMITED);
            self.out.delimited(path.as_bytes());
        }
        Ok(())
    }
}
