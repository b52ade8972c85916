//! Which messages can hold a `bytes::Bytes`, at any depth: decoding them is worth keeping the
//! input's allocation.

use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::MessageId;

/// For every message whether it can.
pub(super) fn shares_bytes(
    schema: &Schema<'_>,
    settings: &SettingsTable,
    fields: &Fields,
) -> Column<MessageId, bool> {
    let mut own = Column::filled(false, schema.messages.len());
    for (field, decl) in schema.fields.iter() {
        if settings.field(field).bytes.value && fields[field].value_kind(fields) == Kind::Bytes {
            own[decl.message] = true;
        }
    }
    spread(schema, fields, own)
}

/// Adds the messages that hold those that `own` has.
fn spread(
    schema: &Schema<'_>,
    fields: &Fields,
    own: Column<MessageId, bool>,
) -> Column<MessageId, bool> {
    let mut shares = Column::filled(false, own.len());
    let mut pending: Vec<MessageId> = own.ids().filter(|message| own[*message]).collect();
    if pending.is_empty() {
        return shares;
    }
    let mut holders: Column<MessageId, Vec<MessageId>> = Column::filled(Vec::new(), own.len());
    for (field, decl) in schema.fields.iter() {
        // A map's field refers to the map entry, whose value refers further.
        if let Kind::Message(target, _) = fields[field].kind {
            holders[target].push(decl.message);
        }
    }
    while let Some(message) = pending.pop() {
        if !std::mem::replace(&mut shares[message], true) {
            pending.extend(&holders[message]);
        }
    }
    shares
}
