//! The well-known messages whose JSON form is a string.

use super::Refusal;
use super::duration::parse_duration;
use super::field_mask::mask_paths;
use super::timestamp::parse_timestamp;
use crate::records::RecordWriter;
use crate::wire::skip::{DELIMITED, VARINT};

/// A message whose JSON form is a string.
#[derive(Clone, Copy)]
pub(crate) enum TextForm {
    /// `google.protobuf.Timestamp`.
    Timestamp,
    /// `google.protobuf.Duration`.
    Duration,
    /// `google.protobuf.FieldMask`.
    FieldMask,
}

impl TextForm {
    /// Names the expected value in errors, e.g. `a time in a string`.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Timestamp => "a time in a string",
            Self::Duration => "a duration in a string",
            Self::FieldMask => "a field mask in a string",
        }
    }

    /// Parses a text, and writes the fields of its message.
    pub(crate) fn write(self, text: &str, out: &mut RecordWriter) -> Result<(), Refusal> {
        let (seconds, nanos) = match self {
            Self::Timestamp => parse_timestamp(text)?,
            Self::Duration => parse_duration(text)?,
            Self::FieldMask => return write_paths(text, out),
        };
        for (number, value) in [(1, seconds), (2, nanos.into())] {
            if value != 0 {
                out.key(number, VARINT);
                out.varint(value as u64);
            }
        }
        Ok(())
    }
}

fn write_paths(text: &str, out: &mut RecordWriter) -> Result<(), Refusal> {
    for path in mask_paths(text) {
        out.key(1, DELIMITED);
        out.delimited(path?.as_bytes());
    }
    Ok(())
}
