//! Services.

use alloc::vec::Vec;

use super::{Limits, Options, Part, check_name, each, text};
use crate::reflect::error::DescriptorError;

/// A `ServiceDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct ServiceProto<'a> {
    pub name: &'a str,
    pub methods: Vec<MethodProto<'a>>,
    pub options: Options<'a>,
}

/// A `MethodDescriptorProto`.
#[derive(Debug, Default)]
pub(in crate::reflect) struct MethodProto<'a> {
    pub name: &'a str,
    pub input: &'a str,
    pub output: &'a str,
    pub is_client_streaming: bool,
    pub is_server_streaming: bool,
    pub options: Options<'a>,
}

impl<'a> ServiceProto<'a> {
    pub(super) fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut service = ServiceProto::default();
        each(bytes, |number, part| {
            match (number, part) {
                (1, Part::Bytes(name)) => service.name = text(name)?,
                (2, Part::Bytes(method)) => {
                    service.methods.push(MethodProto::read(method, limits)?);
                }
                (3, Part::Bytes(piece)) => service.options.add(piece),
                _ => {}
            }
            Ok(())
        })
        .map_err(|error| error.of(service.name))?;
        check_name(service.name).map_err(|error| error.of(service.name))?;
        Ok(service)
    }
}

impl<'a> MethodProto<'a> {
    fn read(bytes: &'a [u8], limits: &mut Limits) -> Result<Self, DescriptorError> {
        limits.element()?;
        let mut method = MethodProto::default();
        each(bytes, |number, part| {
            match (number, part) {
                (1, Part::Bytes(name)) => method.name = text(name)?,
                (2, Part::Bytes(input)) => method.input = text(input)?,
                (3, Part::Bytes(output)) => method.output = text(output)?,
                (4, Part::Bytes(piece)) => method.options.add(piece),
                (5, Part::Number(value)) => method.is_client_streaming = value != 0,
                (6, Part::Number(value)) => method.is_server_streaming = value != 0,
                _ => {}
            }
            Ok(())
        })?;
        check_name(method.name).map_err(|error| error.of(method.name))?;
        Ok(method)
    }
}
