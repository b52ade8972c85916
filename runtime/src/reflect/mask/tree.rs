//! The paths of a mask as a tree.

use alloc::collections::BTreeMap;

use crate::reflect::{FieldDescriptor, Kind, MessageDescriptor, PathError};

/// The greatest number of fields in a path. Messages do not nest deeper.
const MAX_FIELDS: usize = 100;

/// The fields of a message that a mask names, by number.
#[derive(Default)]
pub(super) struct Tree {
    /// Whether the mask names the message itself, and so all of its fields.
    pub is_whole: bool,
    pub fields: BTreeMap<u32, Tree>,
}

impl Tree {
    /// Makes a tree of the paths of a mask for messages of a type.
    pub(super) fn new(
        descriptor: &MessageDescriptor,
        paths: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, PathError> {
        let mut tree = Tree::default();
        for path in paths {
            tree.add(descriptor, path.as_ref())?;
        }
        Ok(tree)
    }

    /// Whether the mask has no paths.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_whole && self.fields.is_empty()
    }

    fn add(&mut self, descriptor: &MessageDescriptor, path: &str) -> Result<(), PathError> {
        if path == "*" {
            self.is_whole = true;
            return Ok(());
        }
        let mut at = self;
        let mut message = Some(descriptor.clone());
        for (index, name) in path.split('.').enumerate() {
            if index == MAX_FIELDS {
                return Err(PathError::new(path, "the path has too many fields"));
            }
            let Some(descriptor) = message else {
                return Err(PathError::new(path, "a list, map or scalar is not the last field"));
            };
            let field = descriptor.field_by_name(name);
            let field = field.ok_or_else(|| PathError::no_field(path, &descriptor, name))?;
            at = at.fields.entry(field.number()).or_default();
            message = inner(&field);
        }
        at.is_whole = true;
        Ok(())
    }
}

/// Returns the type of a field that is a singular message.
pub(super) fn inner(field: &FieldDescriptor) -> Option<MessageDescriptor> {
    match field.kind() {
        Kind::Message(message) if !field.schema().has_many() => Some(message),
        _ => None,
    }
}
