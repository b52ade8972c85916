//! Ranges of numbers, and reserved names.

use super::Assembly;
use crate::descriptor::{DescriptorProto, EnumDescriptorProto};
use crate::model::{
    Declaration, EncodedOptions, ExtensionRange, MessageId, NumberRange, Position, Reserved,
};

impl Assembly<'_, '_> {
    /// Returns the numbers of a message that extensions may have.
    pub(super) fn extension_ranges(&self, id: MessageId) -> Box<[ExtensionRange]> {
        let ranges = self.schema.messages[id].proto.extension_range.iter().enumerate();
        let range = ranges.map(|(nth, range)| ExtensionRange {
            numbers: half_open(range.start(), range.end()),
            declaration: Declaration {
                position: self.schema.extension_range_position(id, nth).and_then(Position::new),
                features: self.features.of_extension_range(id, range),
                options: EncodedOptions::new(range.options.as_deref()),
            },
        });
        range.collect()
    }
}

/// Returns the reserved numbers and names of a message.
pub(super) fn in_message(proto: &DescriptorProto) -> Reserved {
    let ranges = proto.reserved_range.iter();
    Reserved {
        numbers: ranges.map(|range| half_open(range.start(), range.end())).collect(),
        names: names(&proto.reserved_name),
    }
}

/// Returns the reserved numbers and names of an enum.
pub(super) fn in_enum(proto: &EnumDescriptorProto) -> Reserved {
    // A descriptor includes the end of these ranges. It excludes the end of all other ranges.
    let ranges = proto.reserved_range.iter();
    let range = ranges.map(|range| NumberRange { first: range.start(), last: range.end() });
    Reserved { numbers: range.collect(), names: names(&proto.reserved_name) }
}

/// Returns a range whose end a descriptor excludes.
fn half_open(start: i32, end: i32) -> NumberRange {
    NumberRange { first: start, last: end.saturating_sub(1) }
}

fn names(names: &[Vec<u8>]) -> Box<[Box<str>]> {
    names.iter().map(|name| String::from_utf8_lossy(name).into()).collect()
}
