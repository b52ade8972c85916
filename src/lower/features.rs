//! The features that "proto2", "proto3" and editions stand for. After this stage only features are
//! left.
//!
//! Defaults of the edition, then the file's, the enclosing messages' and the element's own
//! features. A descriptor's label and type are trusted only where the edition is older than
//! features: protoc sends a required field of an edition as optional and a delimited one as a plain
//! message.

use super::link::{Schema, step};
use crate::descriptor::{Edition, FeatureSet, feature_set};
use crate::diagnostics::{Diagnostics, unsupported_edition};
use crate::index::Column;
use crate::model::{EnumId, FieldId, FileId, Framing, MessageId, OneofId, Openness, Packing, Utf8};

/// The syntax and editions that code is generated for. The plugin declares a wider range to protoc,
/// because its own error says more than protoc's.
const SUPPORTED: &[Edition] = &[Edition::Proto2, Edition::Proto3];

/// The supported syntax and editions in words.
pub(crate) const SUPPORTED_SYNTAX: &str = "proto2 and proto3";

/// Whether there is code for an edition, by the name that .proto files give it, e.g. `2023`.
pub(crate) fn supports_edition(name: &str) -> bool {
    SUPPORTED.iter().any(|edition| edition.as_str_name().strip_prefix("EDITION_") == Some(name))
}

/// The features that matter to generated code, all decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Features {
    pub presence: FieldPresence,
    pub openness: Openness,
    pub packing: Packing,
    pub utf8: Utf8,
    pub framing: Framing,
}

/// `features.field_presence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldPresence {
    Explicit,
    Implicit,
    LegacyRequired,
}

impl Features {
    /// The defaults of proto2.
    const PROTO2: Self = Self {
        presence: FieldPresence::Explicit,
        openness: Openness::Closed,
        packing: Packing::Expanded,
        utf8: Utf8::None,
        framing: Framing::LengthPrefixed,
    };

    /// The defaults of proto3.
    const PROTO3: Self = Self {
        presence: FieldPresence::Implicit,
        openness: Openness::Open,
        packing: Packing::Packed,
        utf8: Utf8::Verify,
        ..Self::PROTO2
    };

    /// Returns the features with those that an element sets itself. A value that the generator does
    /// not know leaves a feature as it was, because it belongs to an edition that is refused.
    pub fn overridden(mut self, own: Option<&FeatureSet>) -> Self {
        let Some(own) = own else { return self };
        match own.field_presence() {
            feature_set::FieldPresence::Explicit => self.presence = FieldPresence::Explicit,
            feature_set::FieldPresence::Implicit => self.presence = FieldPresence::Implicit,
            feature_set::FieldPresence::LegacyRequired => {
                self.presence = FieldPresence::LegacyRequired
            }
            feature_set::FieldPresence::Unknown => {}
        }
        match own.enum_type() {
            feature_set::EnumType::Open => self.openness = Openness::Open,
            feature_set::EnumType::Closed => self.openness = Openness::Closed,
            feature_set::EnumType::Unknown => {}
        }
        match own.repeated_field_encoding() {
            feature_set::RepeatedFieldEncoding::Packed => self.packing = Packing::Packed,
            feature_set::RepeatedFieldEncoding::Expanded => self.packing = Packing::Expanded,
            feature_set::RepeatedFieldEncoding::Unknown => {}
        }
        match own.utf8_validation() {
            feature_set::Utf8Validation::Verify => self.utf8 = Utf8::Verify,
            feature_set::Utf8Validation::None => self.utf8 = Utf8::None,
            feature_set::Utf8Validation::Unknown => {}
        }
        match own.message_encoding() {
            feature_set::MessageEncoding::LengthPrefixed => self.framing = Framing::LengthPrefixed,
            feature_set::MessageEncoding::Delimited => self.framing = Framing::Delimited,
            feature_set::MessageEncoding::Unknown => {}
        }
        self
    }
}

/// The features of all elements.
#[derive(Debug, Default)]
pub(super) struct FeatureTable {
    pub messages: Column<MessageId, Features>,
    pub oneofs: Column<OneofId, Features>,
    pub fields: Column<FieldId, Features>,
    pub enums: Column<EnumId, Features>,
    /// The name of the edition in a file, e.g. `proto3`.
    pub editions: Column<FileId, &'static str>,
}

/// Resolves features: each element inherits from the one that it is declared in, and a member of a
/// oneof from the oneof.
pub(super) fn resolve(schema: &Schema<'_>, found: &mut Diagnostics) -> FeatureTable {
    let mut table = FeatureTable::default();
    let mut files: Column<FileId, Features> = Column::new();
    for file in schema.files.values() {
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
        let is_proto3 = edition == Edition::Proto3;
        let defaults = if is_proto3 { Features::PROTO3 } else { Features::PROTO2 };
        let own = file.proto.feature_set();
        files.push(defaults.overridden(own.as_ref()));
        table.editions.push(if is_proto3 { "proto3" } else { "proto2" });
    }
    for message in schema.messages.values() {
        // A parent comes before what is nested in it.
        let parent = message.at.parent.map(|parent| table.messages[parent]);
        let own = message.proto.feature_set();
        table.messages.push(parent.unwrap_or(files[message.at.file]).overridden(own.as_ref()));
    }
    for oneof in schema.oneofs.values() {
        let own = oneof.proto.feature_set();
        table.oneofs.push(table.messages[oneof.message].overridden(own.as_ref()));
    }
    for field in schema.fields.values() {
        let inherited = match field.oneof {
            Some(oneof) => table.oneofs[oneof],
            None => table.messages[field.message],
        };
        let own = field.proto.feature_set();
        table.fields.push(inherited.overridden(own.as_ref()));
    }
    for declared in schema.enums.values() {
        let parent = declared.at.parent.map(|parent| table.messages[parent]);
        let own = declared.proto.feature_set();
        table.enums.push(parent.unwrap_or(files[declared.at.file]).overridden(own.as_ref()));
    }
    table
}

/// Whether code would be generated for a file.
fn declares_something(file: &crate::descriptor::FileDescriptorProto) -> bool {
    !(file.message_type.is_empty() && file.enum_type.is_empty() && file.service.is_empty())
}

/// An edition as .proto files write it, e.g. `2024`.
fn spelled(file: &crate::descriptor::FileDescriptorProto, edition: Edition) -> String {
    match edition {
        Edition::Unknown if file.edition.is_some() => {
            format!("with the number {}", file.edition.unwrap_or_default())
        }
        Edition::Unknown => format!("\"{}\"", file.syntax()),
        known => known.as_str_name().trim_start_matches("EDITION_").to_lowercase(),
    }
}
