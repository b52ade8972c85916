//! Enums.

use alloc::vec::Vec;

use super::{Limits, Options, Part, check_name, each, text};
use crate::reflect::error::DescriptorError;

/// An `EnumDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct EnumProto<'a> {
    pub name: &'a str,
    pub values: Vec<ValueProto<'a>>,
    pub options: Options<'a>,
}

/// An `EnumValueDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct ValueProto<'a> {
    pub name: &'a str,
    pub number: i32,
    pub options: Options<'a>,
}

impl<'a> EnumProto<'a> {
    pub(super) fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut enumeration = EnumProto::default();
        each(bytes, |number, part| {
            match (number, part) {
                (1, Part::Bytes(name)) => enumeration.name = text(name)?,
                (2, Part::Bytes(value)) => {
                    enumeration.values.push(ValueProto::read(value, limits)?);
                }
                (3, Part::Bytes(piece)) => enumeration.options.add(piece),
                _ => {}
            }
            Ok(())
        })
        .map_err(|error| error.of(enumeration.name))?;
        check_name(enumeration.name).map_err(|error| error.of(enumeration.name))?;
        Ok(enumeration)
    }
}

impl<'a> ValueProto<'a> {
    fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut value = ValueProto::default();
        each(bytes, |number, part| {
            match (number, part) {
                (1, Part::Bytes(name)) => value.name = text(name)?,
                (2, Part::Number(number)) => value.number = number as i32,
                (3, Part::Bytes(piece)) => value.options.add(piece),
                _ => {}
            }
            Ok(())
        })?;
        check_name(value.name).map_err(|error| error.of(value.name))?;
        Ok(value)
    }
}
