//! Files.

use alloc::vec::Vec;

use super::{EnumProto, FieldProto, Limits, MessageProto, Options, Part, ServiceProto, each, text};
use crate::reflect::error::DescriptorError;

/// A `FileDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct FileProto<'a> {
    /// The whole descriptor.
    pub bytes: &'a [u8],
    pub name: &'a str,
    pub package: &'a str,
    pub imports: Vec<&'a str>,
    pub messages: Vec<MessageProto<'a>>,
    pub enums: Vec<EnumProto<'a>>,
    pub services: Vec<ServiceProto<'a>>,
    pub extensions: Vec<FieldProto<'a>>,
    pub options: Options<'a>,
    /// The syntax. It is empty for proto2, and `editions` for editions.
    pub syntax: &'a str,
    pub edition: Option<i32>,
}

impl<'a> FileProto<'a> {
    /// Reads the files of a `FileDescriptorSet`.
    pub(in crate::reflect) fn read_set(
        bytes: &'a [u8],
        limits: &mut Limits,
    ) -> Result<Vec<Self>, DescriptorError> {
        let mut files = Vec::new();
        each(bytes, |number, part| {
            if let (1, Part::Bytes(bytes)) = (number, part) {
                files.push(FileProto::read(bytes, limits)?);
            }
            Ok(())
        })?;
        Ok(files)
    }

    fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut file = FileProto { bytes, ..FileProto::default() };
        each(bytes, |number, part| file.read_part(number, part, limits))
            .map_err(|error| error.in_file(file.name))?;
        Ok(file)
    }

    fn read_part(
        &mut self,
        number: u32,
        part: Part<'a>,
        limits: &mut Limits,
    ) -> Result<(), DescriptorError> {
        match (number, part) {
            (1, Part::Bytes(name)) => self.name = text(name)?,
            (2, Part::Bytes(package)) => self.package = text(package)?,
            (3, Part::Bytes(import)) => {
                limits.element()?;
                self.imports.push(text(import)?);
            }
            (4, Part::Bytes(bytes)) => self.messages.push(MessageProto::read(bytes, limits)?),
            (5, Part::Bytes(bytes)) => self.enums.push(EnumProto::read(bytes, limits)?),
            (6, Part::Bytes(bytes)) => self.services.push(ServiceProto::read(bytes, limits)?),
            (7, Part::Bytes(bytes)) => self.extensions.push(FieldProto::read(bytes, limits)?),
            (8, Part::Bytes(piece)) => self.options.add(piece),
            (12, Part::Bytes(syntax)) => self.syntax = text(syntax)?,
            (14, Part::Number(edition)) => self.edition = Some(edition as i32),
            _ => {}
        }
        Ok(())
    }
}
