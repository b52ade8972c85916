//! The editions that code is generated for, and the features that an edition gives to a file.
//!
//! protoc says what the features of an edition are: `edition_defaults.binpb` is the answer of
//! `protoc --edition_defaults_out`, and a test asks again (`tests/edition_defaults.rs`).

use prost::Message as _;

use super::own::complete;
use crate::descriptor::{Edition, FeatureSet, FeatureSetDefaults, FileDescriptorProto};
use crate::model::Features;

/// The syntax and editions that code is generated for. The plugin declares a wider range to protoc,
/// because its own error says more than protoc's.
const SUPPORTED: &[Edition] = &[
    Edition::Proto2,
    Edition::Proto3,
    Edition::Edition2023,
    Edition::Edition2024,
    Edition::Edition2026,
];

/// The supported syntax and editions in words.
pub(crate) const SUPPORTED_SYNTAX: &str = "proto2, proto3, and editions 2023, 2024 and 2026";

/// Whether there is code for an edition, by the name that .proto files give it, e.g. `2023`.
pub(crate) fn supports_edition(name: &str) -> bool {
    SUPPORTED.iter().any(|edition| edition.as_str_name().strip_prefix("EDITION_") == Some(name))
}

/// Whether there is code for an edition.
pub(super) fn is_supported(edition: Edition) -> bool {
    SUPPORTED.contains(&edition)
}

/// The edition of a file. proto2 and proto3 are editions, too.
pub(super) fn of_file(file: &FileDescriptorProto) -> Edition {
    match file.syntax() {
        "" | "proto2" if file.edition.is_none() => Edition::Proto2,
        "proto3" if file.edition.is_none() => Edition::Proto3,
        _ => file.edition(),
    }
}

/// Whether the edition is older than features: labels, types and options say what features say in
/// later editions.
pub(super) fn is_legacy(edition: Edition) -> bool {
    matches!(edition, Edition::Proto2 | Edition::Proto3)
}

/// An edition as .proto files write it, e.g. `2024`.
pub(super) fn spelled(file: &FileDescriptorProto, edition: Edition) -> String {
    match edition {
        Edition::Unknown if file.edition.is_some() => {
            format!("with the number {}", file.edition.unwrap_or_default())
        }
        Edition::Unknown => format!("\"{}\"", file.syntax()),
        known => name(known).to_owned(),
    }
}

/// The name of an edition, e.g. `proto3` or `2023`.
pub(super) fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::Proto2 => "proto2",
        Edition::Proto3 => "proto3",
        Edition::Unknown => "unknown",
        later => later.as_str_name().trim_start_matches("EDITION_"),
    }
}

/// The features that each edition gives to a file, ordered by edition.
#[derive(Debug)]
pub(super) struct EditionDefaults(Vec<(i32, Features)>);

impl EditionDefaults {
    /// Decodes protoc's defaults.
    pub fn new() -> Self {
        let encoded = &include_bytes!("edition_defaults.binpb")[..];
        let decoded = FeatureSetDefaults::decode(encoded).expect("protoc wrote the defaults");
        let defaults = decoded.defaults.iter().map(|default| {
            let mut set = FeatureSet::default();
            for part in [&default.fixed_features, &default.overridable_features] {
                let encoded = part.as_ref().map(FeatureSet::encode_to_vec).unwrap_or_default();
                set.merge(&encoded[..]).expect("features merge with features");
            }
            (default.edition(), complete(&set).expect("protoc gives every feature a default"))
        });
        Self(defaults.map(|(edition, features)| (edition as i32, features)).collect())
    }

    /// The features of a file that sets none itself: those of the last edition that changed one. A
    /// file of an edition that the generator does not know gets the features of the newest one.
    pub fn of(&self, edition: Edition) -> Features {
        let edition = if edition == Edition::Unknown { i32::MAX } else { edition as i32 };
        let last = self.0.iter().rev().find(|(since, _)| *since <= edition);
        last.unwrap_or(&self.0[0]).1
    }
}
