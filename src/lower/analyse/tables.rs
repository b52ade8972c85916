//! Which messages and enums have a field table: those that an option asks for, and those that such
//! a message can hold, at any depth, because a table refers to the tables of the fields' types.

use crate::index::Column;
use crate::lower::declare::Declarations;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::{EnumId, MessageId, Settings};

/// The messages and enums that have a field table.
#[derive(Debug)]
pub(in crate::lower) struct Tables {
    pub messages: Column<MessageId, bool>,
    pub enums: Column<EnumId, bool>,
}

/// Decides for every message and enum of this tree.
pub(super) fn tables(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &Fields,
) -> Tables {
    let mut messages = Column::filled(false, schema.messages.len());
    let mut enums =
        declared.enums.map(|(id, is_local)| *is_local && is_asked(settings.enumeration(id)));
    let is_seed = |id: &MessageId| declared.messages[*id] && is_asked(settings.message(*id));
    let mut pending: Vec<MessageId> = schema.messages.ids().filter(is_seed).collect();
    while let Some(message) = pending.pop() {
        if std::mem::replace(&mut messages[message], true) {
            continue;
        }
        for field in schema.messages[message].fields {
            match fields[field].value_kind(fields) {
                Kind::Message(target, _) if declared.messages[target] => pending.push(target),
                Kind::Enum(target) => enums[target] |= declared.enums[target],
                Kind::Message(..) | Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
            }
        }
    }
    Tables { messages, enums }
}

/// Whether an option asks for the table of a message or enum itself.
fn is_asked(settings: &Settings) -> bool {
    settings.json.value || settings.text.value || settings.reflect.value
}
