//! The extendee and the type of every extension.
//!
//! The model also has the extensions of imported files. `settings/early.rs` decides which
//! extensions get a constant.

use super::assemble::Assembled;
use super::defaults::{Default, Values};
use super::features::FeatureTable;
use super::link::{ExtensionDecl, Schema, TypeId};
use super::resolve::{Cardinality, Kind, Resolved, cardinality, kind};
use super::settings::SettingsTable;
use crate::diagnostics::{Diagnostics, bad_default, broken_element, unresolved_type};
use crate::index::Column;
use crate::model::{ExtensionId, Features, MessageId, MessageRef};

/// The highest number of a field, except in a message set.
const HIGHEST_NUMBER: i32 = (1 << 29) - 1;

/// An extension, resolved.
#[derive(Debug)]
pub(super) struct ResolvedExtension {
    pub extendee: MessageId,
    /// The kind and cardinality. An extension is never a map.
    pub field: Resolved,
    pub default: Option<Default>,
}

/// Resolves all extensions. A malformed extension is an error, and the column does not have it.
pub(super) fn resolve(
    schema: &Schema<'_>,
    features: &FeatureTable,
    found: &mut Diagnostics,
) -> Column<ExtensionId, ResolvedExtension> {
    let mut values = Values::default();
    let mut extensions = Column::new();
    for (id, decl) in schema.extensions.iter() {
        let resolved = extension(schema, decl, features.extensions[id], &mut values, found);
        if let Some(resolved) = resolved {
            extensions.push(resolved);
        }
    }
    extensions
}

fn extension<'r>(
    schema: &Schema<'r>,
    decl: &ExtensionDecl<'r>,
    features: Features,
    values: &mut Values<'r>,
    found: &mut Diagnostics,
) -> Option<ResolvedExtension> {
    let (proto, at) = (decl.proto, &decl.at);
    let location = || schema.files[at.file].location(&at.path);
    let unresolved = |type_name: &str, expected| {
        unresolved_type(location(), &at.full_name, type_name.trim_start_matches('.'), expected)
    };
    let is_map_entry = |id: MessageId| schema.messages[id].is_map_entry();
    let extendee = match schema.find(proto.extendee()) {
        Some(TypeId::Message(extendee)) if !is_map_entry(extendee) => Some(extendee),
        _ => {
            found.push(unresolved(proto.extendee(), "message"));
            None
        }
    };
    // In a message set, the number identifies a type and has no limit.
    let is_message_set = extendee.is_some_and(|id| schema.messages[id].proto.is_message_set());
    let highest = if is_message_set { i32::MAX } else { HIGHEST_NUMBER };
    if !(1..=highest).contains(&proto.number()) {
        let why = format!("its number {} is not between 1 and {highest}", proto.number());
        found.push(broken_element(location(), &at.full_name, &why));
    }
    let kind = match kind(schema, proto, features) {
        Ok(Kind::Message(entry, _)) if is_map_entry(entry) => {
            found.push(broken_element(location(), &at.full_name, "an extension cannot be a map"));
            return None;
        }
        Ok(kind) => kind,
        Err(expected) => {
            found.push(unresolved(proto.type_name(), expected));
            return None;
        }
    };
    // An extension has explicit presence, like a oneof member.
    let cardinality = cardinality(schema, proto, Ok(kind), true, features);
    let default = proto.default_value.as_deref().and_then(|text| {
        let default = values.parse(schema, kind, text);
        if default.is_none() {
            found.push(bad_default(location(), &at.full_name, text));
        }
        default
    });
    let field = Resolved { kind, cardinality: cardinality.ok()? };
    debug_assert!(!matches!(field.cardinality, Cardinality::Map(..)));
    Some(ResolvedExtension { extendee: extendee?, field, default })
}

/// Marks the messages whose unknown fields can hold an extension that `Debug` must hide.
pub(super) fn mark_redacted(assembled: &mut Assembled, settings: &SettingsTable) {
    for extension in assembled.extensions.values().filter(|extension| extension.redacted) {
        let MessageRef::Local(id) = extension.extendee else { continue };
        let Some(message) = &mut assembled.messages[id] else { continue };
        if !message.redacts_extensions && settings.message(id).debug_redact.value {
            message.redacts_extensions = true;
            message.table.iter_mut().for_each(|table| table.hide_unknown_fields());
        }
    }
}
