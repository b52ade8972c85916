//! The features that an element sets itself.
//!
//! A value that the generator does not know counts as unset. It belongs to an edition that the
//! generator refuses.

use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::descriptor::{FeatureSet, FieldDescriptorProto, feature_set};
use crate::model::{Features, Framing, JsonFormat, Openness, Packing, Presence, Utf8};

/// Returns the inherited features, overridden by the features that an element sets itself.
pub(in crate::lower) fn overridden(inherited: Features, own: Option<&FeatureSet>) -> Features {
    let Some(own) = own else { return inherited };
    Features {
        presence: presence(own).unwrap_or(inherited.presence),
        openness: openness(own).unwrap_or(inherited.openness),
        packing: packing(own).unwrap_or(inherited.packing),
        utf8: utf8(own).unwrap_or(inherited.utf8),
        framing: framing(own).unwrap_or(inherited.framing),
        json: json(own).unwrap_or(inherited.json),
    }
}

/// Returns the features of a complete set. Returns `None` if a feature is unset.
pub(super) fn complete(set: &FeatureSet) -> Option<Features> {
    Some(Features {
        presence: presence(set)?,
        openness: openness(set)?,
        packing: packing(set)?,
        utf8: utf8(set)?,
        framing: framing(set)?,
        json: json(set)?,
    })
}

/// Returns the features of a field or extension of proto2 or proto3. These editions express some
/// features by other means: `required`, `optional` in proto3, `group` and `[packed = ..]`.
///
/// In later editions the descriptor's label and type do not count. protoc sends a required field as
/// optional, and a delimited field as a plain message.
pub(super) fn legacy(mut features: Features, field: &FieldDescriptorProto) -> Features {
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

fn presence(set: &FeatureSet) -> Option<Presence> {
    match set.field_presence() {
        feature_set::FieldPresence::Explicit => Some(Presence::Explicit),
        feature_set::FieldPresence::Implicit => Some(Presence::Implicit),
        feature_set::FieldPresence::LegacyRequired => Some(Presence::Required),
        feature_set::FieldPresence::Unknown => None,
    }
}

fn openness(set: &FeatureSet) -> Option<Openness> {
    match set.enum_type() {
        feature_set::EnumType::Open => Some(Openness::Open),
        feature_set::EnumType::Closed => Some(Openness::Closed),
        feature_set::EnumType::Unknown => None,
    }
}

fn packing(set: &FeatureSet) -> Option<Packing> {
    match set.repeated_field_encoding() {
        feature_set::RepeatedFieldEncoding::Packed => Some(Packing::Packed),
        feature_set::RepeatedFieldEncoding::Expanded => Some(Packing::Expanded),
        feature_set::RepeatedFieldEncoding::Unknown => None,
    }
}

fn utf8(set: &FeatureSet) -> Option<Utf8> {
    match set.utf8_validation() {
        feature_set::Utf8Validation::Verify => Some(Utf8::Verify),
        feature_set::Utf8Validation::None => Some(Utf8::None),
        feature_set::Utf8Validation::Unknown => None,
    }
}

fn framing(set: &FeatureSet) -> Option<Framing> {
    match set.message_encoding() {
        feature_set::MessageEncoding::LengthPrefixed => Some(Framing::LengthPrefixed),
        feature_set::MessageEncoding::Delimited => Some(Framing::Delimited),
        feature_set::MessageEncoding::Unknown => None,
    }
}

fn json(set: &FeatureSet) -> Option<JsonFormat> {
    match set.json_format() {
        feature_set::JsonFormat::Allow => Some(JsonFormat::Allow),
        feature_set::JsonFormat::LegacyBestEffort => Some(JsonFormat::LegacyBestEffort),
        feature_set::JsonFormat::Unknown => None,
    }
}
