//! The explanation of an element's declaration.

use super::Reader;
use super::record::Explanation;
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
        let position = declaration.position.map(|position| format!(":{position}"));
        let place = format!("{}{}", source.name, position.unwrap_or_default());
        explained.text("declared", format!("{place}, edition {}", source.edition));
        explained.text("features", features(declaration.features));
        explained
    }

    /// The generated file that has the items of a .proto file.
    pub(super) fn output(&self, file: FileId) -> String {
        match self.outputs.get(&file) {
            Some(output) => output.clone(),
            None => "none: this run generates no items of the file".to_owned(),
        }
    }
}

/// Features in the words of `google.protobuf.FeatureSet`.
fn features(features: Features) -> String {
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
    let values = [
        ("field_presence", presence),
        ("enum_type", openness),
        ("repeated_field_encoding", packing),
        ("utf8_validation", utf8),
        ("message_encoding", framing),
        ("json_format", json),
    ];
    values.map(|(name, value)| format!("{name}={value}")).join(" ")
}

/// The numbers and names that a message or enum reserves, as a .proto file writes them.
pub(super) fn reserved(explained: &mut Explanation, reserved: &Reserved) {
    let numbers = reserved.numbers.iter().map(|numbers| range(*numbers));
    let names = reserved.names.iter().map(|name| format!("{name:?}"));
    let all: Vec<String> = numbers.chain(names).collect();
    if !all.is_empty() {
        explained.text("reserved", all.join(", "));
    }
}

/// A range of extension numbers and its position, e.g. `100 to 199 (12:3)`.
pub(super) fn extension_range(extensions: &ExtensionRange) -> String {
    let position = extensions.declaration.position.map(|position| format!(" ({position})"));
    format!("{}{}", range(extensions.numbers), position.unwrap_or_default())
}

/// A range as a .proto file writes it, e.g. `4 to 7`.
fn range(numbers: NumberRange) -> String {
    match numbers.first == numbers.last {
        true => numbers.first.to_string(),
        false => format!("{} to {}", numbers.first, numbers.last),
    }
}
