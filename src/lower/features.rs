//! The features of all elements. After this stage, "proto2", "proto3" and editions do not matter
//! any more.
//!
//! The features of an element are the defaults of the edition, overridden by the file, then by the
//! enclosing messages, then by the element itself.

mod editions;
mod own;
#[cfg(test)]
mod tests;

pub(crate) use editions::{SUPPORTED_SYNTAX, supports_edition};

use super::link::{Declared, File, Schema, step};
use crate::descriptor::descriptor_proto::ExtensionRange;
use crate::descriptor::{Edition, FieldDescriptorProto, FileDescriptorProto};
use crate::diagnostics::{Diagnostics, unstable_edition, unsupported_edition};
use crate::index::Column;
use crate::model::{
    EnumId, ExtensionId, Features, FieldId, FileId, MessageId, MethodId, OneofId, ServiceId,
    ValueId,
};

use editions::EditionDefaults;
pub(super) use own::overridden;

/// The features of all elements.
#[derive(Debug, Default)]
pub(super) struct FeatureTable {
    pub files: Column<FileId, Features>,
    pub messages: Column<MessageId, Features>,
    pub oneofs: Column<OneofId, Features>,
    pub fields: Column<FieldId, Features>,
    pub extensions: Column<ExtensionId, Features>,
    pub enums: Column<EnumId, Features>,
    pub values: Column<ValueId, Features>,
    pub services: Column<ServiceId, Features>,
    pub methods: Column<MethodId, Features>,
    /// The editions of the files.
    editions: Column<FileId, Edition>,
}

/// Resolves the features. An element inherits from the element that declares it, and a oneof member
/// from its oneof.
pub(super) fn resolve(schema: &Schema<'_>, found: &mut Diagnostics) -> FeatureTable {
    let mut table = FeatureTable::default();
    let defaults = EditionDefaults::new();
    for file in schema.files.values() {
        table.add_file(file, &defaults, found);
    }
    for message in schema.messages.values() {
        // A message comes before its nested messages.
        let own = message.proto.feature_set();
        table.messages.push(overridden(table.around(&message.at), own.as_ref()));
    }
    for oneof in schema.oneofs.values() {
        let own = oneof.proto.feature_set();
        table.oneofs.push(overridden(table.messages[oneof.message], own.as_ref()));
    }
    for field in schema.fields.values() {
        let inherited = match field.oneof {
            Some(oneof) => table.oneofs[oneof],
            None => table.messages[field.message],
        };
        let file = schema.messages[field.message].at.file;
        table.fields.push(table.of_field(inherited, file, field.proto));
    }
    for extension in schema.extensions.values() {
        let (inherited, file) = (table.around(&extension.at), extension.at.file);
        table.extensions.push(table.of_field(inherited, file, extension.proto));
    }
    for declared in schema.enums.values() {
        let own = declared.proto.feature_set();
        table.enums.push(overridden(table.around(&declared.at), own.as_ref()));
    }
    for value in schema.values.values() {
        let own = value.proto.feature_set();
        table.values.push(overridden(table.enums[value.enumeration], own.as_ref()));
    }
    for service in schema.services.values() {
        let own = service.proto.feature_set();
        table.services.push(overridden(table.around(&service.at), own.as_ref()));
    }
    for method in schema.methods.values() {
        let own = method.proto.feature_set();
        table.methods.push(overridden(table.services[method.service], own.as_ref()));
    }
    table
}

impl FeatureTable {
    /// Returns the features that a message, enum, service or extension inherits.
    fn around(&self, at: &Declared) -> Features {
        at.parent.map_or(self.files[at.file], |parent| self.messages[parent])
    }

    /// Returns the features of a range of a message's extension numbers.
    pub fn of_extension_range(&self, message: MessageId, range: &ExtensionRange) -> Features {
        overridden(self.messages[message], range.feature_set().as_ref())
    }

    /// Returns the name of a file's edition, e.g. `proto3` or `2023`.
    pub fn edition_name(&self, file: FileId) -> &'static str {
        editions::name(self.editions[file])
    }

    /// Returns the features of a field or extension that a file declares.
    fn of_field(
        &self,
        inherited: Features,
        file: FileId,
        field: &FieldDescriptorProto,
    ) -> Features {
        let features = overridden(inherited, field.feature_set().as_ref());
        match editions::is_legacy(self.editions[file]) {
            true => own::legacy(features, field),
            false => features,
        }
    }

    fn add_file(&mut self, file: &File<'_>, defaults: &EditionDefaults, found: &mut Diagnostics) {
        let edition = editions::of_file(file.proto);
        // The edition of a file matters only if code is generated for it. It can be any edition if
        // the file is only imported or only describes options, e.g.
        // `google/protobuf/cpp_features.proto`.
        let is_needed = file.emitted && declares_something(file.proto);
        if is_needed && !editions::is_supported(edition) {
            // protoc records the position of an `edition` statement as that of `syntax`.
            let location = file.location(&[step::FILE_SYNTAX]);
            found.push(match edition {
                Edition::Unstable => unstable_edition(location, SUPPORTED_SYNTAX),
                _ => {
                    let spelled = editions::spelled(file.proto, edition);
                    unsupported_edition(location, &spelled, SUPPORTED_SYNTAX)
                }
            });
        }
        let own = file.proto.feature_set();
        self.files.push(overridden(defaults.of(edition), own.as_ref()));
        self.editions.push(edition);
    }
}

/// Whether the generator would generate code for a file.
fn declares_something(file: &FileDescriptorProto) -> bool {
    !(file.message_type.is_empty() && file.enum_type.is_empty() && file.service.is_empty())
}
