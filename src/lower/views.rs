//! The messages that have a view.
//!
//! The option `views` can ask for the view of a message, and so do `view_requests` and
//! `view_responses` for the messages of methods. Then the messages that it can hold at any depth
//! have views too, because the methods of a view return the views of other messages. A message of
//! another crate has no view. Only the messages that the option `views` asks for can be lazy.

use super::calls::Call;
use super::declare::Declarations;
use super::link::Schema;
use super::resolve::{Fields, Kind};
use super::settings::SettingsTable;
use crate::index::Column;
use crate::model::{MessageId, MethodId};
use crate::options::Switch as _;

/// Returns for each message whether it has a view. An entry of a map counts as a message.
pub(super) fn viewed(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &Fields,
    calls: &Column<MethodId, Call>,
) -> Column<MessageId, bool> {
    let is_external = |id: MessageId| declared.external_messages[id].is_some();
    let is_asked =
        |id: &MessageId| declared.messages[*id] && settings.message(*id).views.value.is_on();
    let mut viewed = Column::filled(false, schema.messages.len());
    let mut pending: Vec<MessageId> = schema.messages.ids().filter(is_asked).collect();
    for (id, _) in schema.methods.iter().filter(|(id, _)| is_emitted(schema, declared, *id)) {
        let (settings, call) = (settings.method(id), calls[id]);
        let requests = settings.view_requests.value.then_some(call.request);
        let responses = settings.view_responses.value.then_some(call.response);
        pending.extend(requests.into_iter().chain(responses).filter(|id| !is_external(*id)));
    }
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

/// Whether this run generates the stubs of a method.
pub(super) fn is_emitted(schema: &Schema<'_>, declared: &Declarations, id: MethodId) -> bool {
    let service = schema.methods[id].service;
    declared.services[service] && schema.files[schema.services[service].at.file].emitted
}
