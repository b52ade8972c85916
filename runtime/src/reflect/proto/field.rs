//! Fields and extensions.

use super::{Limits, Options, Part, check_name, each, text};
use crate::reflect::error::DescriptorError;

/// A `FieldDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct FieldProto<'a> {
    pub name: &'a str,
    pub extendee: &'a str,
    pub number: i32,
    /// 1 is optional, 2 is required, 3 is repeated.
    pub label: u64,
    /// The number of the type, e.g. 9 for a string. It is 0 if only the type's name is given.
    pub ty: u64,
    pub type_name: &'a str,
    pub default: Option<&'a str>,
    pub options: Options<'a>,
    pub oneof: Option<i32>,
    pub json_name: Option<&'a str>,
    pub is_proto3_optional: bool,
}

impl<'a> FieldProto<'a> {
    pub(super) fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut field = FieldProto::default();
        each(bytes, |number, part| {
            match (number, part) {
                (1, Part::Bytes(name)) => field.name = text(name)?,
                (2, Part::Bytes(extendee)) => field.extendee = text(extendee)?,
                (3, Part::Number(number)) => field.number = number as i32,
                (4, Part::Number(label)) => field.label = label,
                (5, Part::Number(ty)) => field.ty = ty,
                (6, Part::Bytes(type_name)) => field.type_name = text(type_name)?,
                (7, Part::Bytes(default)) => field.default = Some(text(default)?),
                (8, Part::Bytes(piece)) => field.options.add(piece),
                (9, Part::Number(oneof)) => field.oneof = Some(oneof as i32),
                (10, Part::Bytes(json_name)) => field.json_name = Some(text(json_name)?),
                (17, Part::Number(is_optional)) => field.is_proto3_optional = is_optional != 0,
                _ => {}
            }
            Ok(())
        })
        .map_err(|error| error.of(field.name))?;
        check_name(field.name).map_err(|error| error.of(field.name))?;
        Ok(field)
    }

    /// Whether the label is `repeated`.
    pub(in crate::reflect) fn is_repeated(&self) -> bool {
        self.label == 3
    }
}
