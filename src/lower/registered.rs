//! The messages and extensions that packages offer to registries.

use std::collections::BTreeSet;

use super::assemble::Assembled;
use super::link::Schema;
use super::name::Names;
use super::settings::SettingsTable;
use crate::code::Name;
use crate::model::{ExtensionId, MessageId, Package, Registered, TableFeatures};

/// Gives functions to each package with the option `register_types`.
///
/// Two packages can have one module, e.g. `a_b` and `aB`. Its functions return the messages of
/// those packages that have the option.
pub(super) fn mark(
    schema: &Schema<'_>,
    settings: &SettingsTable,
    names: &Names,
    assembled: &Assembled,
    packages: &mut [Package],
) {
    for package in packages {
        let scope: Vec<String> = package.scope.iter().map(Name::to_string).collect();
        let Some(functions) = names.functions.get(&scope) else { continue };
        let is_on = |id: &&MessageId| {
            let file = schema.messages[**id].at.file;
            settings.package(schema.files[file].proto.package()).register_types.value
        };
        let mut messages = Vec::new();
        for id in package.messages.iter().filter(is_on) {
            collect(assembled, *id, &mut messages);
        }
        let is_deprecated =
            |id: &MessageId| assembled.messages[*id].as_ref().is_some_and(|found| found.deprecated);
        let extensions = assembled.extensions.iter().filter(|(id, extension)| {
            let file = schema.extensions[*id].at.file;
            extension.table.is_some() && package.sources.contains(&file)
        });
        let extensions: Vec<ExtensionId> = extensions.map(|(id, _)| id).collect();
        package.registered = Some(Registered {
            list: Name::new(&functions.list),
            register: Name::new(&functions.register),
            list_extensions: Name::new(&functions.list_extensions),
            mentions_deprecated_type: messages.iter().any(is_deprecated),
            messages,
            extension_features: features(assembled, &extensions),
            extensions,
        });
    }
}

/// Returns the Cargo features of some extensions. If any of the features is on, some extension
/// exists. The result is empty if an extension always exists.
fn features(assembled: &Assembled, extensions: &[ExtensionId]) -> TableFeatures {
    let tables = extensions.iter().filter_map(|id| assembled.extensions[*id].table.as_deref());
    let mut all = BTreeSet::new();
    for table in tables {
        if table.features.is_empty() {
            return TableFeatures::default();
        }
        all.extend(table.features.iter().cloned());
    }
    all.into_iter().collect()
}

/// Adds a message and its nested messages. It leaves out an external message, because another crate
/// has its code.
fn collect(assembled: &Assembled, id: MessageId, messages: &mut Vec<MessageId>) {
    let Some(message) = &assembled.messages[id] else { return };
    if !message.is_external {
        messages.push(id);
    }
    for nested in &message.messages {
        collect(assembled, *nested, messages);
    }
}
