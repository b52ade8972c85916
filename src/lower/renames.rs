//! The natural names that elements could not get, with the reasons.

use super::docs::{reason, rule_of_module};
use super::link::{ElementId, Schema};
use super::name::{Identifier, Names};
use crate::model::Rename;

/// Collects the elements without their natural names, ordered by full name.
pub(super) fn renames(schema: &Schema<'_>, names: &Names) -> Vec<Rename> {
    let mut found = Vec::new();
    let mut note = |element: ElementId, named: &Identifier, suffix: &str| {
        if let Some(mut reason) = reason(named) {
            let (full_name, name) = (schema.full_name(element), named.name.clone());
            if let Some(rule) = rule_of_module(&full_name, named, suffix) {
                reason.push_str(&format!("; with `{rule}` every run gives the same name"));
            }
            found.push(Rename { full_name, name, reason });
        }
    };
    for (id, named) in names.messages.iter() {
        note(ElementId::Message(id), &named.ident, "");
        note(ElementId::Message(id), &named.module, "");
    }
    for (id, named) in names.unknown_fields.iter() {
        named.iter().for_each(|named| note(ElementId::Message(id), named, ""));
    }
    for (id, named) in names.fields.iter() {
        note(ElementId::Field(id), &named.ident, "");
    }
    for (id, named) in names.oneofs.iter() {
        note(ElementId::Oneof(id), &named.field, "");
        note(ElementId::Oneof(id), &named.enumeration, "");
    }
    for (id, named) in names.enums.iter() {
        note(ElementId::Enum(id), &named.ident, "");
    }
    for (id, named) in names.values.iter() {
        named.iter().for_each(|named| note(ElementId::Value(id), named, ""));
    }
    for (id, named) in names.services.iter() {
        note(ElementId::Service(id), &named.client_module, "_client");
        note(ElementId::Service(id), &named.server_module, "_server");
    }
    for (id, named) in names.methods.iter() {
        note(ElementId::Method(id), &named.client, "");
        note(ElementId::Method(id), &named.server, "");
        note(ElementId::Method(id), &named.constant, "");
    }
    for (id, named) in names.extensions.iter() {
        note(ElementId::Extension(id), &named.ident, "");
    }
    found.sort_by(|one, other| one.full_name.cmp(&other.full_name));
    // A method can have the same name in the client stub and in the service trait.
    found.dedup();
    found
}
