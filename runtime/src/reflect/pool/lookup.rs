//! Lookups of schemas in a pool, for the interpreters.

use super::{DescriptorPool, Symbol};
use crate::registry::RegisteredExtension;
use crate::schema::Type;

impl DescriptorPool {
    /// Returns the type with this full name.
    pub(crate) fn schema(&self, full_name: &str) -> Option<Type<'_>> {
        match self.data.by_name.get(full_name)? {
            Symbol::Message(index) => Some(Type::in_pool(&self.data.schemas, *index as usize)),
            _ => None,
        }
    }

    /// Returns the extension with this number of the message with the full name `extendee`.
    pub(crate) fn extension_by_number(
        &self,
        extendee: &str,
        number: u32,
    ) -> Option<RegisteredExtension<'_>> {
        let Symbol::Message(message) = self.data.by_name.get(extendee)? else { return None };
        let index = self.data.extensions_by_number.get(&(*message, number))?;
        Some(self.registered(*index))
    }

    /// Returns the extension with this full name.
    pub(crate) fn extension_by_name(&self, full_name: &str) -> Option<RegisteredExtension<'_>> {
        match self.data.by_name.get(full_name)? {
            Symbol::Extension(index) => Some(self.registered(*index)),
            _ => None,
        }
    }

    /// Whether the pool has any extension.
    pub(crate) fn has_extensions(&self) -> bool {
        !self.data.extensions.is_empty()
    }

    fn registered(&self, index: u32) -> RegisteredExtension<'_> {
        let extension = &self.data.extensions[index as usize];
        let scope = Type::in_pool(&self.data.schemas, extension.extendee as usize);
        let extendee = &scope.message().full_name;
        RegisteredExtension { field: &extension.field, extendee, scope }
    }
}
