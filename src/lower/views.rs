//! The messages that have a view.
//!
//! The option `views` can ask for the view of a message. Then the messages that it can hold at any
//! depth have views too, because the methods of a view return the views of other messages. A
//! message of another crate has no view. Only the messages that the option asks for can be lazy.

use super::declare::Declarations;
use super::link::Schema;
use super::resolve::{Fields, Kind};
use super::settings::SettingsTable;
use crate::index::Column;
use crate::model::MessageId;
use crate::options::Switch as _;

/// Returns for each message whether it has a view. An entry of a map counts as a message.
pub(super) fn viewed(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &Fields,
) -> Column<MessageId, bool> {
    let is_external = |id: MessageId| declared.external_messages[id].is_some();
    let is_asked =
        |id: &MessageId| declared.messages[*id] && settings.message(*id).views.value.is_on();
    let mut viewed = Column::filled(false, schema.messages.len());
    let mut pending: Vec<MessageId> = schema.messages.ids().filter(is_asked).collect();
    while let Some(id) = pending.pop() {
        if std::mem::replace(&mut viewed[id], true) {
            continue;
        }
        for field in schema.messages[id].fields {
            if let Kind::Message(target, _) = fields[field].kind
                && !is_external(target)
            {
                pending.push(target);
            }
        }
    }
    viewed
}
