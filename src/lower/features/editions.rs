//! The supported editions, and the features that each edition gives to a file.
//!
//! protoc defines the features of an edition. `edition_defaults.binpb` is the output of `protoc
//! --edition_defaults_out`. The test `tests/edition_defaults.rs` compares it with a new output.

use prost::Message as _;

use super::own::complete;
use crate::descriptor::{Edition, FeatureSet, FeatureSetDefaults, FileDescriptorProto};
use crate::model::Features;

/// The supported syntax and editions. The plugin tells protoc that it supports a wider range,
/// because the generator's own error message is better than protoc's.
const SUPPORTED: &[Edition] = &[
    Edition::Proto2,
    Edition::Proto3,
    Edition::Edition2023,
    Edition::Edition2024,
    Edition::Edition2026,
];

/// The supported syntax and editions in words.
pub(crate) const SUPPORTED_SYNTAX: &str = "proto2, proto3, and editions 2023, 2024 and 2026";

/// Whether the generator supports an edition. `name` is its name in .proto files, e.g. `2023`.
pub(crate) fn supports_edition(name: &str) -> bool {
    SUPPORTED.iter().any(|edition| edition.as_str_name().strip_prefix("EDITION_") == Some(name))
}

/// Whether the generator supports an edition.
pub(super) fn is_supported(edition: Edition) -> bool {
    SUPPORTED.contains(&edition)
}

/// Returns the edition of a file. proto2 and proto3 count as editions.
pub(super) fn of_file(file: &FileDescriptorProto) -> Edition {
    match file.syntax() {
        "" | "proto2" if file.edition.is_none() => Edition::Proto2,
        "proto3" if file.edition.is_none() => Edition::Proto3,
        _ => file.edition(),
    }
}

/// Whether the edition is older than features. In such an edition, labels, types and options say
/// what features say later.
pub(super) fn is_legacy(edition: Edition) -> bool {
    matches!(edition, Edition::Proto2 | Edition::Proto3)
}

/// Returns an edition as .proto files write it, e.g. `2024`.
pub(super) fn spelled(file: &FileDescriptorProto, edition: Edition) -> String {
    match edition {
        Edition::Unknown if file.edition.is_some() => {
            format!("with the number {}", file.edition.unwrap_or_default())
        }
        Edition::Unknown => format!("\"{}\"", file.syntax()),
        known => name(known).to_owned(),
    }
}

/// Returns the name of an edition, e.g. `proto3` or `2023`.
pub(super) fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::Proto2 => "proto2",
        Edition::Proto3 => "proto3",
        Edition::Unknown => "unknown",
        later => later.as_str_name().trim_start_matches("EDITION_"),
    }
}

/// The features that each edition gives to a file, in the order of the editions.
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

    /// Returns the features of a file that sets none itself. The table lists the editions that
    /// change a feature. The file has the features of the newest listed edition that is not newer
    /// than its own. A file of an unknown edition has the features of the newest listed edition.
    pub fn of(&self, edition: Edition) -> Features {
        let edition = if edition == Edition::Unknown { i32::MAX } else { edition as i32 };
        let last = self.0.iter().rev().find(|(since, _)| *since <= edition);
        last.unwrap_or(&self.0[0]).1
    }
}
