//! Properties that a message has if a message in it has them, at any depth.

use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::model::MessageId;

/// Adds the messages that hold those that `own` has.
pub(super) fn to_holders(
    schema: &Schema<'_>,
    fields: &Fields,
    own: Column<MessageId, bool>,
) -> Column<MessageId, bool> {
    let mut spread = Column::filled(false, own.len());
    let mut pending: Vec<MessageId> = own.ids().filter(|message| own[*message]).collect();
    if pending.is_empty() {
        return spread;
    }
    let mut holders: Column<MessageId, Vec<MessageId>> = Column::filled(Vec::new(), own.len());
    for (field, decl) in schema.fields.iter() {
        // A map's field refers to the map entry, whose value refers further.
        if let Kind::Message(target, _) = fields[field].kind {
            holders[target].push(decl.message);
        }
    }
    while let Some(message) = pending.pop() {
        if !std::mem::replace(&mut spread[message], true) {
            pending.extend(&holders[message]);
        }
    }
    spread
}
