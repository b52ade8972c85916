//! Features of an edition that rules override, for schemas that the user cannot change.

use super::Elements;
use super::elements::sets;
use crate::descriptor::{FeatureSet, feature_set};

/// A feature and its value, e.g. `enum_type:OPEN`.
#[derive(Debug, Clone)]
pub(crate) struct EditionFeature {
    /// The feature.
    pub name: FeatureName,
    /// A set with only this feature.
    pub set: FeatureSet,
}

/// A feature that a rule can override. It does not change the encoding, so programs with the rule
/// and programs without it understand each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeatureName {
    FieldPresence,
    EnumType,
    Utf8Validation,
    JsonFormat,
}

impl EditionFeature {
    /// Parses `FEATURE:VALUE`. The error is a text that says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (feature, value) = text.split_once(':').unwrap_or((text, ""));
        let unset = FeatureSet::default();
        let (name, set, values) = match feature {
            "field_presence" => {
                let value = feature_set::FieldPresence::from_str_name(value);
                let set = FeatureSet { field_presence: known(value), ..unset };
                (FeatureName::FieldPresence, set, "`EXPLICIT`, `IMPLICIT` or `LEGACY_REQUIRED`")
            }
            "enum_type" => {
                let value = feature_set::EnumType::from_str_name(value);
                let set = FeatureSet { enum_type: known(value), ..unset };
                (FeatureName::EnumType, set, "`OPEN` or `CLOSED`")
            }
            "utf8_validation" => {
                let value = feature_set::Utf8Validation::from_str_name(value);
                let set = FeatureSet { utf8_validation: known(value), ..unset };
                (FeatureName::Utf8Validation, set, "`VERIFY` or `NONE`")
            }
            "json_format" => {
                let value = feature_set::JsonFormat::from_str_name(value);
                let set = FeatureSet { json_format: known(value), ..unset };
                (FeatureName::JsonFormat, set, "`ALLOW` or `LEGACY_BEST_EFFORT`")
            }
            "message_encoding" | "repeated_field_encoding" => {
                return Err(format!(
                    "`{feature}` decides the bytes on the wire, which other programs with this \
                     schema write and read: set it in the .proto file"
                ));
            }
            _ => {
                return Err(
                    "expected `field_presence`, `enum_type`, `utf8_validation` or `json_format`, \
                     a colon and a value, e.g. `enum_type:OPEN`"
                        .into(),
                );
            }
        };
        if set == FeatureSet::default() {
            return Err(format!("expected `{feature}:` and {values}"));
        }
        Ok(Self { name, set })
    }
}

impl FeatureName {
    /// Returns the elements that the feature is for.
    pub fn elements(self) -> &'static Elements {
        match self {
            Self::FieldPresence => &sets::FIELDS_WITH_PRESENCE,
            Self::EnumType => &sets::ALL_ENUMS,
            Self::Utf8Validation => &sets::FIELDS,
            Self::JsonFormat => &sets::MESSAGES_AND_ALL_ENUMS,
        }
    }
}

/// Returns the number of a value. Returns `None` for 0, which means that the feature is unset.
fn known<E: Into<i32>>(value: Option<E>) -> Option<i32> {
    value.map(Into::into).filter(|number| *number != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_features_that_keep_the_encoding_parse() {
        let name = |text| EditionFeature::parse(text).map(|feature| feature.name);
        assert_eq!(name("enum_type:CLOSED"), Ok(FeatureName::EnumType));
        assert_eq!(name("field_presence:LEGACY_REQUIRED"), Ok(FeatureName::FieldPresence));
        for (text, expected) in [
            ("enum_type:open", "expected `enum_type:` and `OPEN` or `CLOSED`"),
            ("enum_type:ENUM_TYPE_UNKNOWN", "expected `enum_type:` and `OPEN` or `CLOSED`"),
            ("json_format", "expected `json_format:` and `ALLOW` or `LEGACY_BEST_EFFORT`"),
            ("message_encoding:DELIMITED", "`message_encoding` decides the bytes on the wire"),
            ("repeated_field_encoding:PACKED", "`repeated_field_encoding` decides the bytes"),
            ("enforce_naming_style:STYLE2024", "expected `field_presence`, `enum_type`"),
        ] {
            let error = name(text).unwrap_err();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
