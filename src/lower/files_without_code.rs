//! The files that the user asks for and that give no code, with the reasons.

use std::collections::{BTreeMap, HashSet};

use super::extern_paths::{Cover, ExternPaths};
use super::link::{Declared, File, Schema};
use super::packages::Contents;
use crate::diagnostics::{Diagnostic, Diagnostics, file_without_code};
use crate::index::Column;
use crate::model::{FileId, Service, ServiceId};
use crate::options::{Options, RuleId};

/// The reason why a file gives no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The types are external, or prost-types has them.
    Cover(Cover),
    /// The file declares nothing that code is generated for.
    Empty,
    /// The file declares only services, and the user asks for no stubs.
    NoStubs,
}

/// Warns of files that the user asks for and that give no code. Each reason gives one warning.
///
/// A file that only declares extensions or sets custom options is not reported, because users
/// expect no code from it.
pub(super) fn report(
    schema: &Schema<'_>,
    contents: &Column<FileId, Contents>,
    services: &Column<ServiceId, Option<Box<Service>>>,
    options: &Options,
    externs: &ExternPaths<'_>,
    found: &mut Diagnostics,
) {
    if options.like_prost_build {
        return;
    }
    let mut types: Column<FileId, Option<&Declared>> = Column::filled(None, schema.files.len());
    let enums = schema.enums.values().map(|decl| &decl.at);
    for at in enums.chain(schema.messages.values().map(|message| &message.at)) {
        types[at.file].get_or_insert(at);
    }
    let emitted =
        schema.files.iter().filter(|(id, file)| file.emitted && !contents[*id].is_empty());
    let with_code: HashSet<&str> = emitted.map(|(_, file)| file.proto.name()).collect();
    let mut silent: BTreeMap<Reason, Vec<&str>> = BTreeMap::new();
    for (id, file) in schema.files.iter().filter(|(_, file)| file.asked) {
        let (name, package) = (file.proto.name(), file.proto.package());
        let reason = if !contents[id].is_empty() {
            has_no_stubs(&contents[id], services).then_some(Reason::NoStubs)
        } else if let Some(at) = types[id] {
            externs.cover(&at.full_name, package).map(Reason::Cover)
        } else {
            declares_nothing(file, &with_code).then_some(Reason::Empty)
        };
        if let Some(reason) = reason {
            silent.entry(reason).or_default().push(name);
        }
    }
    found.extend(silent.into_iter().map(|(reason, mut files)| {
        files.sort_unstable();
        warning(schema, options, reason, &files)
    }));
}

fn has_no_stubs(contents: &Contents, services: &Column<ServiceId, Option<Box<Service>>>) -> bool {
    let has_stubs = |service: &Service| service.client.is_some() || service.server.is_some();
    let mut of_file = contents.services.iter().filter_map(|id| services[*id].as_deref());
    contents.messages.is_empty()
        && contents.enums.is_empty()
        && contents.extensions.is_empty()
        && !of_file.any(has_stubs)
}

/// Whether a file without types and services also has no extensions, sets no custom options, and
/// imports no file of `with_code`. `with_code` are the files that give code.
fn declares_nothing(file: &File<'_>, with_code: &HashSet<&str>) -> bool {
    let proto = file.proto;
    // A file that only imports other files stands for their code.
    let gives = |import: &String| with_code.contains(import.as_str());
    proto.extension.is_empty() && !proto.has_custom_options() && !proto.dependency.iter().any(gives)
}

fn warning(schema: &Schema<'_>, options: &Options, reason: Reason, files: &[&str]) -> Diagnostic {
    match reason {
        Reason::Cover(Cover::Rule(id)) => of_rule(schema, options, id, files),
        Reason::Cover(Cover::ProstTypes) => file_without_code(files, "prost-types has the types")
            .help("`compile_well_known_types` also generates the types of `google.protobuf`"),
        Reason::Empty => file_without_code(files, "no message, enum or service is declared").help(
            "remove the file from the list; code is generated for messages, enums and services",
        ),
        Reason::NoStubs => file_without_code(
            files,
            "only services are declared, and `client` and `server` are off",
        )
        .help("turn on `client` or `server`, or remove the files from the list"),
    }
}

/// Returns the warning about files whose types an `extern_path` rule covers. `files` are sorted.
fn of_rule(schema: &Schema<'_>, options: &Options, id: RuleId, files: &[&str]) -> Diagnostic {
    let rule = options.rule(id);
    let (path, sign) = (rule.selector.path(), rule.selector.sign());
    let diagnostic = file_without_code(files, &format!("`extern_path={rule}` covers the types"));
    let packages = || schema.files.values().map(|file| (file.proto.name(), file.proto.package()));
    let is_package = packages().any(|(_, package)| package == path);
    let is_below =
        |(name, package): (&str, &str)| package != path && files.binary_search(&name).is_ok();
    let diagnostic = match is_package && sign != "=." && packages().any(is_below) {
        true => diagnostic
            .help(format!("`extern_path==.{path}={}` covers that package alone", rule.text)),
        false => diagnostic
            .help("remove the rule to generate the types, or remove the files from the list"),
    };
    match rule.origin.location() {
        Some(location) => diagnostic.at(location.clone()),
        None => diagnostic,
    }
}
