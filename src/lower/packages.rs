//! The packages of the run, each with its elements and its files.

use std::collections::BTreeMap;

use super::assemble::Assembled;
use super::descriptor_sets::DescriptorSets;
use super::link::{Declared, Schema};
use super::lints;
use super::name::package_scope;
use super::settings::SettingsTable;
use crate::code::Name;
use crate::file_name::short_file_name;
use crate::index::Column;
use crate::model::{EnumId, ExtensionId, FileId, MessageId, Package, ServiceId};
use crate::options::Options;

/// The elements at the top level of a file, in declaration order.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    pub messages: Vec<MessageId>,
    pub enums: Vec<EnumId>,
    pub services: Vec<ServiceId>,
    /// The extensions with a constant.
    pub extensions: Vec<ExtensionId>,
    /// Whether an extension has a table. The extension is at the top level or in a message.
    pub has_tables_of_extensions: bool,
}

impl Contents {
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
            && self.enums.is_empty()
            && self.services.is_empty()
            && self.extensions.is_empty()
            && !self.has_tables_of_extensions
    }
}

/// Collects the elements of the emitted files by package. The elements are in the order of the file
/// names, then in declaration order.
pub(super) fn packages(
    schema: &Schema<'_>,
    settings: &SettingsTable,
    options: &Options,
    mut contents: Column<FileId, Contents>,
) -> Vec<Package> {
    let mut packages: BTreeMap<(String, Vec<String>), Package> = BTreeMap::new();
    let mut files: Vec<FileId> =
        schema.files.ids().filter(|file| schema.files[*file].emitted).collect();
    files.sort_by_key(|file| schema.files[*file].proto.name());
    let has_tree_rules = options.rules_of("only_include").next().is_some();
    for file in files {
        let contents = std::mem::take(&mut contents[file]);
        if contents.is_empty() {
            continue;
        }
        let proto = schema.files[file].proto;
        let scope = package_scope(proto.package());
        let file_stem = match scope.is_empty() {
            true => options.default_package_filename.0.clone(),
            false => short_file_name(&scope.join(".")),
        };
        let package_settings = settings.packages[proto.package()];
        let included = settings.all[package_settings].only_include.value;
        let package = packages.entry((file_stem.clone(), scope.clone()));
        let package = package.or_insert_with(|| {
            let scope: Vec<Name> = scope.iter().map(|segment| Name::new(segment)).collect();
            Package {
                full_name: proto.package().to_owned(),
                scope_lints: lints::modules(&scope),
                scope,
                file_stem,
                settings: package_settings,
                in_tree: included || !has_tree_rules,
                sources: Vec::new(),
                messages: Vec::new(),
                enums: Vec::new(),
                services: Vec::new(),
                extensions: Vec::new(),
                registered: None,
                descriptor_set: None,
            }
        });
        package.sources.push(file);
        package.messages.extend(contents.messages);
        package.enums.extend(contents.enums);
        package.services.extend(contents.services);
        package.extensions.extend(contents.extensions);
    }
    let mut packages: Vec<Package> = packages.into_values().collect();
    if options.descriptor_set {
        let sets = DescriptorSets::new(schema);
        for package in &mut packages {
            package.descriptor_set = Some(sets.of(&package.sources));
        }
    }
    packages
}

/// Returns the top-level elements of every file.
pub(super) fn contents(schema: &Schema<'_>, assembled: &Assembled) -> Column<FileId, Contents> {
    let mut contents = Column::filled(Contents::default(), schema.files.len());
    let top =
        |at: &Declared, is_generated| (at.parent.is_none() && is_generated).then_some(at.file);
    for (id, message) in schema.messages.iter() {
        if let Some(file) = top(&message.at, assembled.messages[id].is_some()) {
            contents[file].messages.push(id);
        }
    }
    for (id, decl) in schema.enums.iter() {
        if let Some(file) = top(&decl.at, assembled.enums[id].is_some()) {
            contents[file].enums.push(id);
        }
    }
    for (id, service) in schema.services.iter() {
        if let Some(file) = top(&service.at, assembled.services[id].is_some()) {
            contents[file].services.push(id);
        }
    }
    for (id, extension) in schema.extensions.iter() {
        let has_constant = assembled.extensions[id].constant.is_some();
        if let Some(file) = top(&extension.at, has_constant) {
            contents[file].extensions.push(id);
        }
        if assembled.extensions[id].table.is_some() {
            contents[extension.at.file].has_tables_of_extensions = true;
        }
    }
    contents
}
