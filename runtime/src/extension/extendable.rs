//! Messages that hold extensions.

use core::ops::RangeInclusive;

use super::records;
use crate::{UnknownFields, UnknownValue};

/// A message that holds extensions. Generated messages with extension ranges implement it where they
/// keep unknown fields: with the option `extensions`, and with `unknown_fields=preserve`.
///
/// The trait has what the methods of [`Extension`](super::Extension) need: the unknown fields of the
/// message, which hold its extensions.
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

    /// The fields of the message that its type does not declare.
    fn unknown_fields(&self) -> &UnknownFields;

    /// The fields of the message that its type does not declare.
    fn unknown_fields_mut(&mut self) -> &mut UnknownFields;
}

/// The extensions that are present in a message, as pairs of number and value, in the order in
/// which they came. Their types need not be known. A number that occurs several times is returned
/// several times. In a message set the number is the type id.
pub fn extensions<M: Extendable>(message: &M) -> Extensions<'_> {
    Extensions {
        records: records::all(message.unknown_fields().as_bytes(), M::IS_MESSAGE_SET),
        ranges: M::EXTENSION_RANGES,
    }
}

/// The iterator over the extensions that are present in a message.
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
