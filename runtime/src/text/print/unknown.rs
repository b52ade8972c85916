//! Unknown fields.

use core::fmt::Write as _;

use super::{Printer, Step, scalar};
use crate::unknown::{UnknownFieldsIter, UnknownValue};
use crate::wire::skip;

/// The number of levels at which bytes that are well-formed records are printed as a message. The
/// number is that of C++.
pub(super) const GUESSED_LEVELS: u32 = 10;

impl<'a> Printer<'a> {
    /// Prints an unknown field. In the next `levels` levels, bytes may be printed as a message.
    pub(super) fn unknown(&mut self, number: u32, value: UnknownValue<'a>, levels: u32) {
        self.begin_line();
        scalar::write_number(number, &mut self.out);
        if self.options.is_redacted {
            self.out.push_str(": [REDACTED]");
            return self.end_line();
        }
        // Writing to a string does not fail.
        match value {
            UnknownValue::Varint(value) => _ = write!(self.out, ": {value}"),
            UnknownValue::Fixed32(value) => _ = write!(self.out, ": {value:#010x}"),
            UnknownValue::Fixed64(value) => _ = write!(self.out, ": {value:#018x}"),
            UnknownValue::Group(fields) => return self.unknown_message(fields, levels),
            UnknownValue::LengthDelimited(bytes) => {
                let is_message =
                    levels > 0 && !bytes.is_empty() && skip::all(bytes, levels + 1).is_ok();
                if is_message {
                    return self.unknown_message(bytes, levels);
                }
                self.out.push_str(": ");
                scalar::write_string(bytes, &mut self.out);
            }
        }
        self.end_line();
    }

    fn unknown_message(&mut self, fields: &'a [u8], levels: u32) {
        // Only bytes that are guessed to be a message can be too deep. The levels of groups were
        // checked before.
        let _ = self.open();
        let fields = UnknownFieldsIter::new(fields);
        self.steps.push(Step::Unknown(fields, levels.saturating_sub(1)));
    }
}
