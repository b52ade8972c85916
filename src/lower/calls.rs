//! The request and response messages of methods.

use super::link::{ElementId, Schema, TypeId};
use crate::diagnostics::{Diagnostics, unresolved_type};
use crate::index::Column;
use crate::model::{MessageId, MethodId};

/// The messages of a method.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call {
    pub request: MessageId,
    pub response: MessageId,
}

/// Finds the messages of all methods. If a method has none, this is an error and the column is
/// incomplete.
pub(super) fn calls(schema: &Schema<'_>, found: &mut Diagnostics) -> Column<MethodId, Call> {
    let mut calls = Column::new();
    for (id, method) in schema.methods.iter() {
        let mut message = |type_name: &str| match schema.find(type_name) {
            Some(TypeId::Message(message)) if !schema.messages[message].is_map_entry() => {
                Some(message)
            }
            _ => {
                let element = ElementId::Method(id);
                let (location, name) = (schema.location(element), schema.full_name(element));
                let type_name = type_name.trim_start_matches('.');
                found.push(unresolved_type(location, &name, type_name, "message"));
                None
            }
        };
        let messages = (message(method.proto.input_type()), message(method.proto.output_type()));
        if let (Some(request), Some(response)) = messages {
            calls.push(Call { request, response });
        }
    }
    calls
}
