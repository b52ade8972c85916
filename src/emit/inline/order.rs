//! The order of fields on the wire.

use crate::model::{Field, Message, Oneof};

/// A field of the struct.
pub(super) enum Slot<'a> {
    Field(&'a Field),
    Oneof(&'a Oneof),
}

/// Ascending by number, a oneof at the place of its lowest one: as prost, so that both codecs write
/// the same bytes.
pub(super) fn by_number(message: &Message) -> Vec<Slot<'_>> {
    let fields = message.fields.iter().map(Slot::Field);
    let oneofs = message.oneofs.iter().map(Slot::Oneof);
    let mut slots: Vec<Slot<'_>> = fields.chain(oneofs).collect();
    slots.sort_by_key(|slot| match slot {
        Slot::Field(field) => Some(field.number),
        Slot::Oneof(oneof) => oneof.members.iter().map(|member| member.number).min(),
    });
    slots
}
