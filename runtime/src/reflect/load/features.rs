//! The features of an element. The syntaxes "proto2" and "proto3" and the editions set the
//! defaults.

use crate::reflect::error::DescriptorError;
use crate::reflect::proto::{FieldProto, FileProto, Options, last_number};
use crate::schema::Presence;

/// The numbers of the editions.
const PROTO2: i32 = 998;
const PROTO3: i32 = 999;
const EDITION_2023: i32 = 1000;
const EDITION_2024: i32 = 1001;
const EDITION_2026: i32 = 1002;

/// The field numbers of the features in the options of each element.
pub(super) const OF_FILE: u32 = 50;
pub(super) const OF_MESSAGE: u32 = 12;
pub(super) const OF_FIELD: u32 = 21;
pub(super) const OF_ONEOF: u32 = 1;
pub(super) const OF_ENUM: u32 = 7;

/// The features that change the encoding. `utf8_validation` is left out, because a Rust string is
/// always UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Features {
    pub presence: Presence,
    pub is_closed: bool,
    pub is_packed: bool,
    pub is_delimited: bool,
    /// Whether the file is proto2 or proto3. In these files labels, types and options express what
    /// features express in editions.
    is_legacy: bool,
}

impl Features {
    /// Returns the features of a file.
    pub(super) fn of_file(file: &FileProto<'_>) -> Result<Self, DescriptorError> {
        let edition = match (file.syntax, file.edition) {
            ("" | "proto2", None) => PROTO2,
            ("proto3", None) => PROTO3,
            (_, Some(edition)) => edition,
            (_, None) => return Err(DescriptorError::new("the syntax is not supported")),
        };
        let features = match edition {
            PROTO2 => Features {
                presence: Presence::Explicit,
                is_closed: true,
                is_packed: false,
                is_delimited: false,
                is_legacy: true,
            },
            PROTO3 => Features {
                presence: Presence::Implicit,
                is_closed: false,
                is_packed: true,
                is_delimited: false,
                is_legacy: true,
            },
            EDITION_2023 | EDITION_2024 | EDITION_2026 => Features {
                presence: Presence::Explicit,
                is_closed: false,
                is_packed: true,
                is_delimited: false,
                is_legacy: false,
            },
            _ => {
                let problem =
                    alloc::format!("the edition with the number {edition} is not supported");
                return Err(DescriptorError::new(problem));
            }
        };
        Ok(features.with(&file.options, OF_FILE))
    }

    /// Returns the features after the element's own ones are applied. `number` is the field number
    /// of the features in the options of the element.
    pub(super) fn with(mut self, options: &Options<'_>, number: u32) -> Self {
        options.each_message(number, |set| {
            // An unknown value can only come from an edition that is not supported, which is
            // refused.
            match last_number(set, 1) {
                Some(1) => self.presence = Presence::Explicit,
                Some(2) => self.presence = Presence::Implicit,
                Some(3) => self.presence = Presence::Required,
                _ => {}
            }
            let is = |number: u32, yes: u64, no: u64, before: bool| match last_number(set, number) {
                Some(value) if value == yes => true,
                Some(value) if value == no => false,
                _ => before,
            };
            self.is_closed = is(2, 2, 1, self.is_closed);
            self.is_packed = is(3, 1, 2, self.is_packed);
            self.is_delimited = is(5, 2, 1, self.is_delimited);
        });
        self
    }

    /// Returns the features with a length prefix for every message.
    pub(super) fn without_groups(self) -> Self {
        Features { is_delimited: false, ..self }
    }

    /// Returns the features of a field or extension. `self` are the inherited features.
    pub(super) fn of_field(self, field: &FieldProto<'_>) -> Self {
        const REQUIRED: u64 = 2;
        const GROUP: u64 = 10;
        const PACKED: u32 = 2;
        let mut features = self.with(&field.options, OF_FIELD);
        if self.is_legacy {
            if field.label == REQUIRED {
                features.presence = Presence::Required;
            } else if field.is_proto3_optional {
                features.presence = Presence::Explicit;
            }
            features.is_delimited |= field.ty == GROUP;
            if let Some(is_packed) = field.options.number(PACKED) {
                features.is_packed = is_packed != 0;
            }
        }
        features
    }
}
