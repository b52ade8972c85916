//! The declarations of elements: positions, features and options.

use super::Assembly;
use crate::lower::features::FeatureTable;
use crate::lower::link::{ElementId, File, step};
use crate::model::{Declaration, EncodedOptions, FileId, Position};

impl Assembly<'_, '_> {
    /// Returns the declaration of an element.
    pub(super) fn declaration(&self, element: ElementId) -> Declaration {
        let (schema, table) = (self.schema, self.features);
        let (features, options) = match element {
            ElementId::Message(id) => (table.messages[id], &schema.messages[id].proto.options),
            ElementId::Field(id) => (table.fields[id], &schema.fields[id].proto.options),
            ElementId::Oneof(id) => (table.oneofs[id], &schema.oneofs[id].proto.options),
            ElementId::Enum(id) => (table.enums[id], &schema.enums[id].proto.options),
            ElementId::Value(id) => (table.values[id], &schema.values[id].proto.options),
            ElementId::Service(id) => (table.services[id], &schema.services[id].proto.options),
            ElementId::Method(id) => (table.methods[id], &schema.methods[id].proto.options),
            ElementId::Extension(id) => {
                (table.extensions[id], &schema.extensions[id].proto.options)
            }
        };
        Declaration {
            position: schema.position(element).and_then(Position::new),
            features,
            options: EncodedOptions::new(options.as_deref()),
        }
    }
}

/// Returns the declaration of a file. protoc records a position for its `syntax` or `edition`.
pub(in crate::lower) fn of_file(
    id: FileId,
    file: &File<'_>,
    features: &FeatureTable,
) -> Declaration {
    Declaration {
        position: file.position(&[step::FILE_SYNTAX]).and_then(Position::new),
        features: features.files[id],
        options: EncodedOptions::new(file.proto.options.as_deref()),
    }
}
