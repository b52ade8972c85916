//! Messages.

use alloc::vec::Vec;

use super::{EnumProto, FieldProto, Limits, Options, Part, check_name, each, range, text};
use crate::reflect::error::DescriptorError;

/// A `DescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct MessageProto<'a> {
    pub name: &'a str,
    pub fields: Vec<FieldProto<'a>>,
    pub messages: Vec<MessageProto<'a>>,
    pub enums: Vec<EnumProto<'a>>,
    pub extensions: Vec<FieldProto<'a>>,
    pub oneofs: Vec<OneofProto<'a>>,
    /// The ranges of extension numbers: the first number, and the number after the last.
    pub extension_ranges: Vec<(i32, i32)>,
    pub reserved_names: Vec<&'a str>,
    pub options: Options<'a>,
}

/// A `OneofDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct OneofProto<'a> {
    pub name: &'a str,
    pub options: Options<'a>,
}

impl<'a> MessageProto<'a> {
    pub(super) fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut message = MessageProto::default();
        each(bytes, |number, part| message.read_part(number, part, limits))
            .map_err(|error| error.of(message.name))?;
        check_name(message.name).map_err(|error| error.of(message.name))?;
        Ok(message)
    }

    fn read_part(
        &mut self,
        number: u32,
        part: Part<'a>,
        limits: &mut Limits,
    ) -> Result<(), DescriptorError> {
        let Part::Bytes(bytes) = part else { return Ok(()) };
        match number {
            1 => self.name = text(bytes)?,
            2 => self.fields.push(FieldProto::read(bytes, limits)?),
            3 => {
                let message = limits.deeper(|limits| MessageProto::read(bytes, limits))?;
                self.messages.push(message);
            }
            4 => self.enums.push(EnumProto::read(bytes, limits)?),
            5 => {
                limits.element()?;
                self.extension_ranges.push(range(bytes)?);
            }
            6 => self.extensions.push(FieldProto::read(bytes, limits)?),
            7 => self.options.add(bytes),
            8 => self.oneofs.push(OneofProto::read(bytes, limits)?),
            10 => {
                limits.element()?;
                self.reserved_names.push(text(bytes)?);
            }
            _ => {}
        }
        Ok(())
    }
}

impl<'a> OneofProto<'a> {
    fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut oneof = OneofProto::default();
        each(bytes, |number, part| {
            match (number, part) {
                (1, Part::Bytes(name)) => oneof.name = text(name)?,
                (2, Part::Bytes(piece)) => oneof.options.add(piece),
                _ => {}
            }
            Ok(())
        })?;
        check_name(oneof.name).map_err(|error| error.of(oneof.name))?;
        Ok(oneof)
    }
}
