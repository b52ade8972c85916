//! Properties that a message has if it holds a message that has them, at any depth.

use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::model::MessageId;

/// Returns the messages of `own`, and the messages that hold one of them at any depth.
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
        // The type of a map field is the map entry. The entry has the key and the value as fields.
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
