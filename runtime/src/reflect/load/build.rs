//! Builds schemas from the declared elements.

use alloc::vec::Vec;

use super::declare::{Declared, Element};
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::{FileInfo, PoolData};

/// Builds the pool.
pub(super) fn build(mut declared: Declared<'_, '_>) -> Result<PoolData, DescriptorError> {
    let files = declared.files.iter().map(|file| FileInfo {
        name: file.name.into(),
        package: file.package.into(),
        options: file.options.to_bytes(),
    });
    let mut data = PoolData { files: files.collect(), ..PoolData::default() };
    // Defaults of fields refer to enum values, so enums come first.
    for element in &declared.enums {
        let (schema, info) =
            declared.enumeration(element).map_err(|e| declared.placed(e, element))?;
        data.schemas.enums.push(schema);
        data.enums.push(info);
    }
    for (index, element) in (0..).zip(&declared.messages) {
        let built = declared.message(index, element, &data.schemas.enums);
        let (schema, info) = built.map_err(|error| declared.placed(error, element))?;
        data.schemas.messages.push(schema);
        data.messages.push(info);
    }
    let mut extensions = Vec::new();
    for element in &declared.extensions {
        let built = declared.extension(element, &data.schemas.enums);
        extensions.push(built.map_err(|error| declared.placed(error, element))?);
    }
    for (index, (extension, element)) in (0..).zip(extensions.into_iter().zip(&declared.extensions))
    {
        let key = (extension.extendee, extension.field.number);
        if data.extensions_by_number.insert(key, index).is_some() {
            let problem = "another extension of the message has the same number";
            return Err(declared.placed(DescriptorError::new(problem), element));
        }
        if extension.field.is_redacted {
            data.schemas.messages[extension.extendee as usize].hides_unknown = true;
        }
        data.extensions.push(extension);
    }
    for element in &declared.services {
        let built = declared.service(element).map_err(|error| declared.placed(error, element))?;
        data.services.push(built);
    }
    data.by_name = core::mem::take(&mut declared.by_name);
    Ok(data)
}

impl Declared<'_, '_> {
    /// Adds the name and the file of an element to an error.
    fn placed<P>(&self, error: DescriptorError, element: &Element<'_, P>) -> DescriptorError {
        error.of(&element.full_name).in_file(self.files[element.file as usize].name)
    }
}
