//! Services.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::declare::{Declared, Element};
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::{MethodInfo, ServiceInfo};
use crate::reflect::proto::{MethodProto, ServiceProto};

impl Declared<'_, '_> {
    /// Builds a service.
    pub(super) fn service(
        &self,
        element: &Element<'_, ServiceProto<'_>>,
    ) -> Result<ServiceInfo, DescriptorError> {
        let mut names = BTreeSet::new();
        let mut methods = Vec::with_capacity(element.proto.methods.len());
        for method in &element.proto.methods {
            let is_new = names.insert(method.name);
            let made = self.method(element, method, is_new).map_err(|error| {
                error.of(&alloc::format!("{}.{}", element.full_name, method.name))
            })?;
            methods.push(made);
        }
        Ok(ServiceInfo {
            file: element.file,
            full_name: element.full_name.clone(),
            methods: methods.into(),
            options: element.proto.options.to_bytes(),
        })
    }

    fn method(
        &self,
        element: &Element<'_, ServiceProto<'_>>,
        method: &MethodProto<'_>,
        is_new: bool,
    ) -> Result<MethodInfo, DescriptorError> {
        if !is_new {
            return Err(DescriptorError::new("two methods have this name"));
        }
        Ok(MethodInfo {
            name: method.name.into(),
            input: self.resolve_message(method.input, &element.full_name)?,
            output: self.resolve_message(method.output, &element.full_name)?,
            is_client_streaming: method.is_client_streaming,
            is_server_streaming: method.is_server_streaming,
            options: method.options.to_bytes(),
        })
    }
}
