//! The messages of packages that a registry can have.

use std::collections::BTreeSet;

use super::assemble::Assembled;
use super::link::Schema;
use super::name::Names;
use super::settings::SettingsTable;
use crate::code::Name;
use crate::model::{ExtensionId, MessageId, Package, Registered, TableFeatures};

/// Gives each package that the option `register_types` is on for its functions.
///
/// Two packages can have one module, e.g. `a_b` and `aB`. The functions have the messages of those
/// that the option is on for.
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

/// The features with any of which an extension is there. Without features one is always there.
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

/// Adds a message and those nested in it. An external message is not of this package's code.
fn collect(assembled: &Assembled, id: MessageId, messages: &mut Vec<MessageId>) {
    let Some(message) = &assembled.messages[id] else { return };
    if !message.is_external {
        messages.push(id);
    }
    for nested in &message.messages {
        collect(assembled, *nested, messages);
    }
}
