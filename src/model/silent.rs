//! Files that the user asks for and that give no code, and why.

use std::collections::BTreeMap;

use super::Service;
use super::assemble::Contents;
use super::extern_paths::{Cover, ExternPaths};
use super::link::{Declared, File, Schema};
use crate::diagnostics::{Diagnostic, Diagnostics, gives_nothing};
use crate::options::{ExternPath, OptionValue as _, Options};

/// Why a file gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The types are external. The index of the rule in [`Options`].
    Rule(usize),
    /// prost-types has the types.
    ProstTypes,
    /// The file declares nothing that code is generated for.
    Empty,
    /// The file declares services alone, and no stubs are asked for.
    NoStubs,
}

/// Warns of files that the user asks for and that give no code, once for each reason. `contents` are
/// those of every file. Files that only declare extensions or custom options are not reported:
/// nothing is expected of them.
pub(super) fn report(
    schema: &Schema<'_>,
    contents: &[Contents],
    services: &[Service],
    options: &Options,
    externs: &ExternPaths<'_>,
    found: &mut Diagnostics,
) {
    if options.like_prost_build {
        return;
    }
    let mut types: Vec<Option<&Declared>> = vec![None; schema.files.len()];
    let enums = schema.enums.iter().map(|decl| &decl.at);
    for at in enums.chain(schema.messages.iter().map(|message| &message.at)) {
        types[at.file].get_or_insert(at);
    }
    let mut silent: BTreeMap<Reason, Vec<&str>> = BTreeMap::new();
    for (index, file) in schema.files.iter().enumerate().filter(|(_, file)| file.asked) {
        let (name, package) = (file.proto.name(), file.proto.package());
        let reason = if !contents[index].is_empty() {
            has_no_stubs(&contents[index], services).then_some(Reason::NoStubs)
        } else if let Some(at) = types[index] {
            externs.cover(&at.full_name, package).map(|cover| of_cover(cover, options))
        } else {
            declares_nothing(file, schema, contents).then_some(Reason::Empty)
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

fn of_cover(cover: Cover<'_>, options: &Options) -> Reason {
    match cover {
        Cover::Rule(rule) => {
            let index = options.extern_path.iter().position(|other| other == rule);
            Reason::Rule(index.unwrap_or_default())
        }
        Cover::ProstTypes => Reason::ProstTypes,
    }
}

fn has_no_stubs(contents: &Contents, services: &[Service]) -> bool {
    let has_stubs = |service: &Service| service.client.is_some() || service.server.is_some();
    let mut of_file = contents.services.iter().map(|id| &services[id.0 as usize]);
    contents.messages.is_empty() && contents.enums.is_empty() && !of_file.any(has_stubs)
}

/// Whether something would be expected of a file without types and services, and is not there.
fn declares_nothing(file: &File<'_>, schema: &Schema<'_>, contents: &[Contents]) -> bool {
    let proto = file.proto;
    // Whoever lists a file that imports others and declares nothing wants the code of the others.
    let gives = |import: &String| {
        let files = schema.files.iter().zip(contents);
        let mut emitted = files.filter(|(other, contents)| other.emitted && !contents.is_empty());
        emitted.any(|(other, _)| other.proto.name() == import)
    };
    proto.extension.is_empty() && !proto.has_custom_options() && !proto.dependency.iter().any(gives)
}

fn warning(schema: &Schema<'_>, options: &Options, reason: Reason, files: &[&str]) -> Diagnostic {
    match reason {
        Reason::Rule(index) => of_rule(schema, options, &options.extern_path[index], files),
        Reason::ProstTypes => gives_nothing(files, "prost-types has the types")
            .help("`compile_well_known_types` generates the types of `google.protobuf`, too"),
        Reason::Empty => gives_nothing(files, "no message, enum or service is declared")
            .help("leave out what is not needed; code is generated for messages, enums and services"),
        Reason::NoStubs => gives_nothing(files, "services alone are declared, and `client` and `server` are off")
            .help("turn on `client` or `server`, or leave out what is not needed"),
    }
}

fn of_rule(schema: &Schema<'_>, options: &Options, rule: &ExternPath, files: &[&str]) -> Diagnostic {
    let text = rule.print();
    let diagnostic = gives_nothing(files, &format!("`extern_path={text}` covers the types"));
    let packages = || schema.files.iter().map(|file| (file.proto.name(), file.proto.package()));
    let is_package = packages().any(|(_, package)| package == rule.full_name);
    let is_below = |(name, package): (&str, &str)| files.contains(&name) && package != rule.full_name;
    let diagnostic = match is_package && !rule.alone && packages().any(is_below) {
        true => diagnostic.help(format!("`extern_path==.{}={}` is for that package alone", rule.full_name, rule.rust_path)),
        false => diagnostic.help("leave out the rule to generate them, or do not list them"),
    };
    match options.written("extern_path", &text) {
        Some(Some(place)) => diagnostic.at(place.clone()),
        Some(None) | None => diagnostic,
    }
}
