//! Messages that hold extensions.

use core::ops::RangeInclusive;

use super::records;
use crate::{UnknownFields, UnknownValue};

/// A message that holds extensions.
///
/// Generated messages with extension ranges implement the trait if they keep unknown fields: with
/// the option `extensions`, or with `unknown_fields=preserve`. The methods of
/// [`Extension`](super::Extension) find the extensions among the unknown fields.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold extensions",
    label = "this message drops its extensions when it is decoded",
    note = "messages with extension ranges hold them if their code is generated with the option \
            `extensions` or `unknown_fields=preserve`",
    note = "custom options are read with the functions of `rust_grpc::options`"
)]
pub trait Extendable {
    /// The numbers that extensions of the message may have.
    const EXTENSION_RANGES: &'static [RangeInclusive<u32>];

    /// Whether the message has `option message_set_wire_format = true`.
    const IS_MESSAGE_SET: bool = false;

    /// Returns the unknown fields of the message, which hold its extensions.
    fn unknown_fields(&self) -> &UnknownFields;

    /// Returns the unknown fields of the message, to change them.
    fn unknown_fields_mut(&mut self) -> &mut UnknownFields;
}

/// Returns the extensions of a message, as pairs of number and value, in the order in which they
/// were received.
///
/// Their types need not be known. A number that occurs several times is returned several times. In
/// a message set, the number is the type id.
pub fn extensions<M: Extendable>(message: &M) -> Extensions<'_> {
    Extensions {
        records: records::all(message.unknown_fields().as_bytes(), M::IS_MESSAGE_SET),
        ranges: M::EXTENSION_RANGES,
    }
}

/// The iterator over the extensions of a message.
#[derive(Debug, Clone)]
pub struct Extensions<'m> {
    records: records::Records<'m>,
    ranges: &'static [RangeInclusive<u32>],
}

impl<'m> Iterator for Extensions<'m> {
    type Item = (u32, UnknownValue<'m>);

    fn next(&mut self) -> Option<Self::Item> {
        let ranges = self.ranges;
        self.records.find(|(number, _)| ranges.iter().any(|range| range.contains(number)))
    }
}
