//! The features that "proto2", "proto3" and editions stand for. After this stage only features are
//! left.
//!
//! Defaults of the edition, then the file's, the enclosing messages' and the element's own
//! features. A descriptor's label and type are trusted only where the edition is older than
//! features: protoc sends a required field of an edition as optional and a delimited one as a plain
//! message.

#[cfg(test)]
mod tests;

use super::link::{Declared, File, Schema, step};
use crate::descriptor::descriptor_proto::ExtensionRange;
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::descriptor::{
    Edition, FeatureSet, FieldDescriptorProto, FileDescriptorProto, feature_set,
};
use crate::diagnostics::{Diagnostics, unsupported_edition};
use crate::index::Column;
use crate::model::{
    EnumId, ExtensionId, Features, FieldId, FileId, Framing, JsonFormat, MessageId, MethodId,
    OneofId, Openness, Packing, Presence, ServiceId, Utf8, ValueId,
};

/// The syntax and editions that code is generated for. The plugin declares a wider range to protoc,
/// because its own error says more than protoc's.
const SUPPORTED: &[Edition] = &[Edition::Proto2, Edition::Proto3];

/// The supported syntax and editions in words.
pub(crate) const SUPPORTED_SYNTAX: &str = "proto2 and proto3";

/// Whether there is code for an edition, by the name that .proto files give it, e.g. `2023`.
pub(crate) fn supports_edition(name: &str) -> bool {
    SUPPORTED.iter().any(|edition| edition.as_str_name().strip_prefix("EDITION_") == Some(name))
}

/// The defaults of proto2.
const PROTO2: Features = Features {
    presence: Presence::Explicit,
    openness: Openness::Closed,
    packing: Packing::Expanded,
    utf8: Utf8::None,
    framing: Framing::LengthPrefixed,
    json: JsonFormat::LegacyBestEffort,
};

/// The defaults of proto3.
const PROTO3: Features = Features {
    presence: Presence::Implicit,
    openness: Openness::Open,
    packing: Packing::Packed,
    utf8: Utf8::Verify,
    framing: Framing::LengthPrefixed,
    json: JsonFormat::Allow,
};

/// The defaults of edition 2023, which edition 2024 shares.
const EDITION_2023: Features = Features { presence: Presence::Explicit, ..PROTO3 };

/// Returns the inherited features with those that an element sets itself. A value that the
/// generator does not know leaves a feature as it was, because it belongs to an edition that is
/// refused.
fn overridden(mut features: Features, own: Option<&FeatureSet>) -> Features {
    let Some(own) = own else { return features };
    match own.field_presence() {
        feature_set::FieldPresence::Explicit => features.presence = Presence::Explicit,
        feature_set::FieldPresence::Implicit => features.presence = Presence::Implicit,
        feature_set::FieldPresence::LegacyRequired => features.presence = Presence::Required,
        feature_set::FieldPresence::Unknown => {}
    }
    match own.enum_type() {
        feature_set::EnumType::Open => features.openness = Openness::Open,
        feature_set::EnumType::Closed => features.openness = Openness::Closed,
        feature_set::EnumType::Unknown => {}
    }
    match own.repeated_field_encoding() {
        feature_set::RepeatedFieldEncoding::Packed => features.packing = Packing::Packed,
        feature_set::RepeatedFieldEncoding::Expanded => features.packing = Packing::Expanded,
        feature_set::RepeatedFieldEncoding::Unknown => {}
    }
    match own.utf8_validation() {
        feature_set::Utf8Validation::Verify => features.utf8 = Utf8::Verify,
        feature_set::Utf8Validation::None => features.utf8 = Utf8::None,
        feature_set::Utf8Validation::Unknown => {}
    }
    match own.message_encoding() {
        feature_set::MessageEncoding::LengthPrefixed => features.framing = Framing::LengthPrefixed,
        feature_set::MessageEncoding::Delimited => features.framing = Framing::Delimited,
        feature_set::MessageEncoding::Unknown => {}
    }
    match own.json_format() {
        feature_set::JsonFormat::Allow => features.json = JsonFormat::Allow,
        feature_set::JsonFormat::LegacyBestEffort => features.json = JsonFormat::LegacyBestEffort,
        feature_set::JsonFormat::Unknown => {}
    }
    features
}

/// Returns the features of a field or extension. Editions older than features have other words for
/// some of them: `required`, `optional` in proto3, `group` and `[packed = ..]`.
fn of_field(inherited: Features, field: &FieldDescriptorProto) -> Features {
    let mut features = overridden(inherited, field.feature_set().as_ref());
    if field.label() == Label::Required {
        features.presence = Presence::Required;
    } else if field.proto3_optional() {
        features.presence = Presence::Explicit;
    }
    if field.r#type() == Type::Group {
        features.framing = Framing::Delimited;
    }
    match field.packed() {
        Some(true) => features.packing = Packing::Packed,
        Some(false) => features.packing = Packing::Expanded,
        None => {}
    }
    features
}

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
    /// The name of the edition in a file, e.g. `proto3`.
    pub editions: Column<FileId, &'static str>,
}

/// Resolves features: each element inherits from the one that it is declared in, and a member of a
/// oneof from the oneof.
pub(super) fn resolve(schema: &Schema<'_>, found: &mut Diagnostics) -> FeatureTable {
    let mut table = FeatureTable::default();
    for file in schema.files.values() {
        table.add_file(file, found);
    }
    for message in schema.messages.values() {
        // A parent comes before what is nested in it.
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
        table.fields.push(of_field(inherited, field.proto));
    }
    for extension in schema.extensions.values() {
        table.extensions.push(of_field(table.around(&extension.at), extension.proto));
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
    /// The features that a message, enum, service or extension inherits.
    fn around(&self, at: &Declared) -> Features {
        at.parent.map_or(self.files[at.file], |parent| self.messages[parent])
    }

    /// The features of a range of a message's extension numbers.
    pub fn of_extension_range(&self, message: MessageId, range: &ExtensionRange) -> Features {
        overridden(self.messages[message], range.feature_set().as_ref())
    }

    fn add_file(&mut self, file: &File<'_>, found: &mut Diagnostics) {
        let edition = match (file.proto.syntax(), file.proto.edition()) {
            ("" | "proto2", Edition::Unknown) => Edition::Proto2,
            ("proto3", Edition::Unknown) => Edition::Proto3,
            (_, edition) => edition,
        };
        // Edition files that are only imported describe options
        // (`google/protobuf/cpp_features.proto` is one), and nothing is generated for those.
        if file.emitted && !SUPPORTED.contains(&edition) && declares_something(file.proto) {
            // protoc records the place of an `edition` statement under `syntax`, which it replaces.
            let location = file.location(&[step::FILE_SYNTAX]);
            let spelled = spelled(file.proto, edition);
            found.push(unsupported_edition(location, &spelled, SUPPORTED_SYNTAX));
        }
        let defaults = match edition {
            Edition::Proto2 => PROTO2,
            Edition::Proto3 => PROTO3,
            // A number that this enum does not have belongs to a later edition.
            _ => EDITION_2023,
        };
        let own = file.proto.feature_set();
        self.files.push(overridden(defaults, own.as_ref()));
        self.editions.push(edition_name(edition));
    }
}

/// Whether code would be generated for a file.
fn declares_something(file: &FileDescriptorProto) -> bool {
    !(file.message_type.is_empty() && file.enum_type.is_empty() && file.service.is_empty())
}

/// An edition as .proto files write it, e.g. `2024`.
fn spelled(file: &FileDescriptorProto, edition: Edition) -> String {
    match edition {
        Edition::Unknown if file.edition.is_some() => {
            format!("with the number {}", file.edition.unwrap_or_default())
        }
        Edition::Unknown => format!("\"{}\"", file.syntax()),
        known => edition_name(known).to_lowercase(),
    }
}

/// The name of an edition, e.g. `proto3` or `2023`.
fn edition_name(edition: Edition) -> &'static str {
    match edition {
        Edition::Proto2 => "proto2",
        Edition::Proto3 => "proto3",
        Edition::Unknown => "unknown",
        later => later.as_str_name().trim_start_matches("EDITION_"),
    }
}
