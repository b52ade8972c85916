//! Resolving references by name.

use alloc::format;

use super::declare::Declared;
use crate::reflect::error::{DescriptorError, shortened};
use crate::reflect::pool::Symbol;

impl Declared<'_, '_> {
    /// Returns the element with a name, in the form that descriptors have. protoc writes a full
    /// name after a dot. A name without the dot is looked up in `scope`, and then in the scopes
    /// around it.
    pub(super) fn resolve(&self, name: &str, scope: &str) -> Result<Symbol, DescriptorError> {
        let found = match name.strip_prefix('.') {
            Some(full_name) => self.by_name.get(full_name),
            None => self.resolve_relative(name, scope),
        };
        let is_type = |symbol: &&Symbol| matches!(symbol, Symbol::Message(_) | Symbol::Enum(_));
        found.filter(is_type).copied().ok_or_else(|| {
            let name = shortened(name.trim_start_matches('.'));
            DescriptorError::new(format!("the type `{name}` is not declared"))
        })
    }

    fn resolve_relative(&self, name: &str, scope: &str) -> Option<&Symbol> {
        let mut scope = scope;
        while !scope.is_empty() {
            if let Some(symbol) = self.by_name.get(&*format!("{scope}.{name}")) {
                return Some(symbol);
            }
            scope = scope.rsplit_once('.').map_or("", |(around, _)| around);
        }
        self.by_name.get(name)
    }

    /// Returns the index of the message with a name, in the form that descriptors have.
    pub(super) fn resolve_message(&self, name: &str, scope: &str) -> Result<u32, DescriptorError> {
        match self.resolve(name, scope)? {
            Symbol::Message(index) => Ok(index),
            _ => {
                let name = shortened(name.trim_start_matches('.'));
                Err(DescriptorError::new(format!("`{name}` is not a message")))
            }
        }
    }

    /// Whether a message is the entry of a map.
    pub(super) fn is_map_entry(&self, message: u32) -> bool {
        const MAP_ENTRY: u32 = 7;
        self.messages[message as usize].proto.options.is_set(MAP_ENTRY)
    }
}
