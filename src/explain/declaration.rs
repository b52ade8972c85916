//! The declaration of an element: position, edition, features and reserved numbers.

use super::Reader;
use super::record::{Declared, Explanation};
use crate::model::{
    Declaration, ExtensionRange, Features, FileId, Framing, JsonFormat, NumberRange, Openness,
    Packing, Presence, Reserved, Utf8,
};

impl Reader<'_> {
    /// Begins the explanation of an element of a file: its position, the generated file, and its
    /// features.
    pub(super) fn begin(
        &self,
        kind: &'static str,
        full_name: &str,
        file: FileId,
        declaration: &Declaration,
    ) -> Explanation {
        let mut explained = Explanation::new(kind, full_name);
        let source = &self.spelling.files[file];
        explained.declared(Declared {
            file: source.name.clone(),
            position: declaration.position.map(|at| (at.line.get(), at.column)),
            edition: source.edition.clone(),
        });
        explained.values("features", features(declaration.features));
        explained
    }

    /// Returns the generated file that has the items of a .proto file.
    pub(super) fn output(&self, file: FileId) -> String {
        match self.outputs.get(&file) {
            Some(output) => output.clone(),
            None => "none: this run generates no items of the file".to_owned(),
        }
    }
}

/// Returns the features in the words of `google.protobuf.FeatureSet`.
fn features(features: Features) -> Vec<(&'static str, &'static str)> {
    let Features { presence, openness, packing, utf8, framing, json } = features;
    let presence = match presence {
        Presence::Explicit => "EXPLICIT",
        Presence::Implicit => "IMPLICIT",
        Presence::Required => "LEGACY_REQUIRED",
    };
    let openness = match openness {
        Openness::Open => "OPEN",
        Openness::Closed => "CLOSED",
    };
    let packing = match packing {
        Packing::Packed => "PACKED",
        Packing::Expanded => "EXPANDED",
    };
    let utf8 = match utf8 {
        Utf8::Verify => "VERIFY",
        Utf8::None => "NONE",
    };
    let framing = match framing {
        Framing::LengthPrefixed => "LENGTH_PREFIXED",
        Framing::Delimited => "DELIMITED",
    };
    let json = match json {
        JsonFormat::Allow => "ALLOW",
        JsonFormat::LegacyBestEffort => "LEGACY_BEST_EFFORT",
    };
    vec![
        ("field_presence", presence),
        ("enum_type", openness),
        ("repeated_field_encoding", packing),
        ("utf8_validation", utf8),
        ("message_encoding", framing),
        ("json_format", json),
    ]
}

/// Adds the numbers and names that a message or enum reserves, as a .proto file writes them.
pub(super) fn reserved(explained: &mut Explanation, reserved: &Reserved) {
    let numbers = reserved.numbers.iter().map(|numbers| range(*numbers));
    let names = reserved.names.iter().map(|name| format!("{name:?}"));
    let all: Vec<String> = numbers.chain(names).collect();
    if !all.is_empty() {
        explained.words("reserved", all);
    }
}

/// The highest number of a field.
const HIGHEST_FIELD: i32 = (1 << 29) - 1;

/// The highest number of an extension of a message set.
const HIGHEST_IN_SET: i32 = i32::MAX - 1;

/// Returns a range of extension numbers and its position, e.g. `100 to 199 (12:3)`.
pub(super) fn extension_range(extensions: &ExtensionRange) -> String {
    let position = extensions.declaration.position.map(|position| format!(" ({position})"));
    format!("{}{}", range(extensions.numbers), position.unwrap_or_default())
}

/// Returns a range as a .proto file writes it, e.g. `4 to 7`.
fn range(numbers: NumberRange) -> String {
    match (numbers.first, numbers.last) {
        (first, last) if first == last => first.to_string(),
        (first, HIGHEST_FIELD | HIGHEST_IN_SET | i32::MAX) => format!("{first} to max"),
        (first, last) => format!("{first} to {last}"),
    }
}
