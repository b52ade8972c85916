//! The features of an element: the properties that "proto2", "proto3" and editions determine.

use std::fmt;

use super::{Framing, Openness, Packing, Presence, Utf8};

/// The resolved features of an element. The element sets a feature itself, or inherits it.
///
/// Every element has every feature, as in protobuf. For example, a message has the presence that
/// its fields inherit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Features {
    /// `features.field_presence`.
    pub presence: Presence,
    /// `features.enum_type`.
    pub openness: Openness,
    /// `features.repeated_field_encoding`.
    pub packing: Packing,
    /// `features.utf8_validation`.
    pub utf8: Utf8,
    /// `features.message_encoding`.
    pub framing: Framing,
    /// `features.json_format`.
    pub json: JsonFormat,
}

/// The guarantee of protoc about the JSON form of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonFormat {
    /// JSON names are unique. protoc checks them.
    Allow,
    /// JSON names may collide, as in proto2.
    LegacyBestEffort,
}

/// Writes the values on one line, because recorded models show the features of every element.
impl fmt::Debug for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { presence, openness, packing, utf8, framing, json } = self;
        let strings = match utf8 {
            Utf8::Verify => "Utf8Verify",
            Utf8::None => "Utf8None",
        };
        write!(f, "{presence:?} {openness:?} {packing:?} {strings} {framing:?} {json:?}")
    }
}
