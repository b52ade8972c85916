//! Finds elements in encoded descriptors. Other elements are not decoded.

use crate::unknown::{UnknownFieldsIter, UnknownValue};

/// `FileDescriptorSet.file`.
const FILE: u32 = 1;
/// `FileDescriptorProto.package`.
const PACKAGE: u32 = 2;
/// `FileDescriptorProto.message_type`, `enum_type`, `service` and `options`.
const FILE_MESSAGE: u32 = 4;
const FILE_ENUM: u32 = 5;
const FILE_SERVICE: u32 = 6;
const FILE_OPTIONS: u32 = 8;
/// `DescriptorProto.nested_type` and `enum_type`.
const NESTED_MESSAGE: u32 = 3;
const NESTED_ENUM: u32 = 4;
/// The field `name` of every descriptor.
const NAME: u32 = 1;

/// The kind of an element in the descriptor that contains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Message,
    Enum,
    Service,
    Field,
    Oneof,
    Value,
    Method,
}

impl Step {
    /// Returns the number of the field with such elements in the descriptor of a message, enum or
    /// service.
    fn field(self) -> u32 {
        match self {
            Self::Message => NESTED_MESSAGE,
            Self::Enum => NESTED_ENUM,
            Self::Service => FILE_SERVICE,
            Self::Oneof => 8,
            Self::Field | Self::Value | Self::Method => 2,
        }
    }

    /// Returns the number of the field with such elements in the descriptor of a file.
    fn field_of_file(self) -> u32 {
        match self {
            Self::Message => FILE_MESSAGE,
            Self::Enum => FILE_ENUM,
            Self::Service => FILE_SERVICE,
            Self::Field | Self::Oneof | Self::Value | Self::Method => self.field(),
        }
    }

    /// Returns the number of the field with the element's number in the element's descriptor.
    fn number(self) -> u32 {
        if self == Self::Value { 2 } else { 3 }
    }

    /// Returns the number of the field with the element's options in the element's descriptor.
    fn options(self) -> u32 {
        match self {
            Self::Message => 7,
            Self::Enum | Self::Service | Self::Value => 3,
            Self::Field => 8,
            Self::Oneof => 2,
            Self::Method => 4,
        }
    }
}

/// The descriptor of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    bytes: &'a [u8],
    /// The number of the field with the options.
    options: u32,
}

impl<'a> Element<'a> {
    fn new(bytes: &'a [u8], step: Step) -> Self {
        Element { bytes, options: step.options() }
    }

    /// Returns the encoded options. The caller merges options that occur several times.
    pub(super) fn options(self) -> impl Iterator<Item = &'a [u8]> {
        parts(self.bytes, self.options)
    }

    /// Returns the first inner element with this number.
    pub(super) fn numbered(self, step: Step, number: u32) -> Option<Element<'a>> {
        let is_meant = |part: &&[u8]| {
            // A descriptor without a number has the number 0.
            let values = UnknownFieldsIter::new(part).filter_map(|(field, value)| match value {
                UnknownValue::Varint(bits) if field == step.number() => Some(bits as u32),
                _ => None,
            });
            values.last().unwrap_or_default() == number
        };
        Some(Element::new(parts(self.bytes, step.field()).find(is_meant)?, step))
    }

    /// Returns the first inner element with this name.
    pub(super) fn named(self, step: Step, name: &str) -> Option<Element<'a>> {
        named(self.bytes, step.field(), name).map(|bytes| Element::new(bytes, step))
    }
}

/// Returns the file with this name.
pub(super) fn file<'a>(descriptors: &'a [u8], name: &str) -> Option<Element<'a>> {
    Some(Element { bytes: named(descriptors, FILE, name)?, options: FILE_OPTIONS })
}

/// Returns the message, enum or service with this full name.
pub(super) fn find<'a>(descriptors: &'a [u8], full_name: &str, step: Step) -> Option<Element<'a>> {
    let found = parts(descriptors, FILE).find_map(|file| {
        let package = text(file, PACKAGE).unwrap_or_default();
        let rest = full_name.as_bytes().strip_prefix(package)?;
        let rest = if package.is_empty() { rest } else { rest.strip_prefix(b".")? };
        in_file(file, core::str::from_utf8(rest).ok()?, step)
    });
    found.map(|bytes| Element::new(bytes, step))
}

/// Returns the element with this name below the package, e.g. `Forecast.Day`.
fn in_file<'a>(file: &'a [u8], path: &str, step: Step) -> Option<&'a [u8]> {
    let Some((outer, rest)) = path.split_once('.') else {
        return named(file, step.field_of_file(), path);
    };
    let mut message = named(file, FILE_MESSAGE, outer)?;
    let mut rest = rest;
    while let Some((outer, inner)) = rest.split_once('.') {
        message = named(message, NESTED_MESSAGE, outer)?;
        rest = inner;
    }
    named(message, step.field(), rest)
}

/// Returns the first descriptor with this name in the field.
fn named<'a>(bytes: &'a [u8], field: u32, name: &str) -> Option<&'a [u8]> {
    parts(bytes, field).find(|part| text(part, NAME) == Some(name.as_bytes()))
}

/// Returns the text of a field. The last occurrence counts.
fn text(bytes: &[u8], field: u32) -> Option<&[u8]> {
    parts(bytes, field).last()
}

/// Returns the values of a field that holds descriptors or text.
fn parts(bytes: &[u8], field: u32) -> impl Iterator<Item = &[u8]> {
    UnknownFieldsIter::new(bytes).filter_map(move |(number, value)| match value {
        UnknownValue::LengthDelimited(part) if number == field => Some(part),
        _ => None,
    })
}
