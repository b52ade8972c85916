//! Values that are not messages.

use super::{Parser, Token};
use crate::schema::{EnumLink, Kind, Type};
use crate::text::TextError;
use crate::text::enum_number::has_form;
use crate::text::error::shortened;
use crate::text::known::Known;
use crate::wire::varint::{zigzag32, zigzag64};

const U32_MAX: u64 = u32::MAX as u64;
const I32_MIN: i64 = i32::MIN as i64;
const I32_MAX: u64 = i32::MAX as u64;
const I64_MAX: u64 = i64::MAX as u64;

impl Parser<'_, '_> {
    /// Reads a value of the field, and writes it without a key.
    pub(super) fn scalar(&mut self, known: Known<'_>) -> Result<(), TextError> {
        self.scalar_of(known.field.kind, known.scope)
    }

    /// Reads a value of the kind, and writes it without a key. `scope` resolves the link of an
    /// enum.
    pub(super) fn scalar_of(&mut self, kind: Kind, scope: Type<'_>) -> Result<(), TextError> {
        match kind {
            Kind::Int32 => {
                let value = self.integer(I32_MIN, I32_MAX)?;
                self.writer.varint(value);
            }
            Kind::Int64 => {
                let value = self.integer(i64::MIN, I64_MAX)?;
                self.writer.varint(value);
            }
            Kind::Uint32 => {
                let value = self.integer(0, U32_MAX)?;
                self.writer.varint(value);
            }
            Kind::Uint64 => {
                let value = self.integer(0, u64::MAX)?;
                self.writer.varint(value);
            }
            Kind::Sint32 => {
                let value = self.integer(I32_MIN, I32_MAX)?;
                self.writer.varint(zigzag32(value as i32).into());
            }
            Kind::Sint64 => {
                let value = self.integer(i64::MIN, I64_MAX)?;
                self.writer.varint(zigzag64(value as i64));
            }
            Kind::Fixed32 => {
                let value = self.integer(0, U32_MAX)?;
                self.writer.raw(&(value as u32).to_le_bytes());
            }
            Kind::Fixed64 => {
                let value = self.integer(0, u64::MAX)?;
                self.writer.raw(&value.to_le_bytes());
            }
            Kind::Sfixed32 => {
                let value = self.integer(I32_MIN, I32_MAX)?;
                self.writer.raw(&(value as u32).to_le_bytes());
            }
            Kind::Sfixed64 => {
                let value = self.integer(i64::MIN, I64_MAX)?;
                self.writer.raw(&value.to_le_bytes());
            }
            Kind::Bool => {
                let value = self.bool()?;
                self.writer.varint(value.into());
            }
            Kind::Float => {
                let value: f32 = self.float()?;
                self.writer.raw(&value.to_le_bytes());
            }
            Kind::Double => {
                let value: f64 = self.float()?;
                self.writer.raw(&value.to_le_bytes());
            }
            Kind::Enum(link) => {
                let number = self.enumeration(scope, &link)?;
                self.writer.varint(i64::from(number) as u64);
            }
            Kind::String => self.string(true)?,
            Kind::Bytes => self.string(false)?,
            // The callers read messages themselves.
            Kind::Message(_) | Kind::Group(_) => {}
        }
        Ok(())
    }

    fn bool(&mut self) -> Result<bool, TextError> {
        let value = match self.token {
            Token::Identifier("true" | "True" | "t") => true,
            Token::Identifier("false" | "False" | "f") => false,
            Token::Integer(_) => return Ok(self.integer(0, 1)? == 1),
            _ => return Err(self.expected(format_args!("`true` or `false`"))),
        };
        self.advance()?;
        Ok(value)
    }

    /// Reads the name or the number of an enum value.
    fn enumeration(&mut self, scope: Type<'_>, link: &EnumLink) -> Result<i32, TextError> {
        let (ty, start) = (scope.linked_enum(link), self.start);
        if let Token::Identifier(name) = self.token {
            let Some(value) = ty.named(name) else {
                let reason = ty.no_value(&shortened(name));
                return Err(self.error(format_args!("{reason}")));
            };
            self.advance()?;
            return Ok(value.number);
        }
        if !matches!(self.token, Token::Integer(_) | Token::Symbol('-')) {
            return Err(self.expected(format_args!("the name of an enum value")));
        }
        let number = self.integer(I32_MIN, I32_MAX)? as i32;
        if !has_form(scope, link, number) {
            let full_name = &ty.full_name;
            return Err(self.error_at(
                start,
                format_args!("`{full_name}` is closed and has no value {number}"),
            ));
        }
        Ok(number)
    }
}
