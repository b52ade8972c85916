//! From a request to the model, stage by stage. The stages collect what is wrong; this driver stops between them.

use std::collections::BTreeMap;

use prost::Message as _;

use super::assemble::{Assembled, Assembly, Contents};
use super::combinations;
use super::declare::{Declarations, declare};
use super::derivable;
use super::derives::{self, Allowed, Facts};
use super::extern_paths::ExternPaths;
use super::features;
use super::file_name::short_file_name;
use super::link::{MessageDecl, Schema, join, link};
use super::links::Links;
use super::missing;
use super::names::{self, member_names, package_scope};
use super::recursion::{boxed_fields, edge, endless_fields};
use super::resolve::{Cardinality, FieldDecl, Kind, resolve};
use super::rules::{Rules, Tracked};
use super::sharing::shares_bytes;
use super::silent;
use super::unmatched::{self, UnusedRule};
use super::{Code, Crates, Derives, Model, Name, Package, Presence, Source};
use crate::Request;
use crate::descriptor::{FileDescriptorProto, FileDescriptorSet};
use crate::diagnostics::{Diagnostics, default_file_is_taken, mod_file_is_taken};
use crate::options::{CratePath, Options, Selector, UnknownFields};
use crate::parallel;

/// Lowers a request; beside the model there are warnings.
///
/// # Errors
/// Everything that is wrong in the first stage that finds something.
pub(crate) fn lower(request: &Request, options: &Options) -> Result<(Model, Diagnostics), Diagnostics> {
    let mut found = Diagnostics::default();
    combinations::check(options, &mut found);
    let rules = Rules::new(options, &mut found);
    let externs = ExternPaths::new(options, &mut found);
    let schema = link(request, options.include_imports, &mut found);
    found.checkpoint()?;

    let features = features::resolve(&schema, &mut found);
    found.checkpoint()?;

    // Which inherent methods a field brings along depends on its type, so names come after types.
    let mut fields = resolve(&schema, &features, &mut found);
    found.checkpoint()?;
    let declared = declare(&schema, &fields, &externs);
    let endless = endless_fields(&fields);
    for &(message, nth) in &endless {
        fields[message][nth].cardinality = Cardinality::Singular(Presence::Explicit);
    }
    let keeps_unknown = keeps_unknown(&schema, &declared, &rules);
    let names = names::name(&schema, &declared, &fields, &keeps_unknown, options, &rules, &mut found);

    let by_rule = boxed_by_rule(&schema, &fields, &rules);
    let recursive = boxed_fields(&fields, &by_rule);
    let allowed = allowed(&schema, &rules);
    let facts = Facts {
        fields: &fields,
        endless: &endless,
        recursive: &recursive,
        by_rule: &by_rule,
        keeps_unknown: &keeps_unknown,
        allowed: &allowed,
    };
    let derives = derives::of_messages(&facts);
    let sharing = shares_bytes(&fields, bytes_by_rule(&schema, &fields, &rules));

    let assembly = Assembly {
        schema: &schema,
        features: &features,
        declared: &declared,
        names: &names,
        links: Links::new(&schema, &declared, &names, &fields),
        facts,
        derives: &derives,
        sharing: &sharing,
        options,
        rules: &rules,
    };
    let assembled = assembly.assemble(&mut found);
    derivable::check(&assembly, &mut found);
    combinations::check_maps(options, &assembled.messages, &mut found);
    let contents = assembled.contents(&schema);
    silent::report(&schema, &contents, &assembled.services, options, &externs, &mut found);
    let packages = packages(&schema, &features, options, contents);
    check_file_names(options, &packages, &mut found);
    let missing_packages = missing::packages(&schema, &declared, &fields, &packages).into_iter().map(str::to_owned).collect();
    let unmatched = rules.unmatched().into_iter().chain(externs.unmatched()).chain(unmatched_packages(&schema, options, &packages));
    unmatched::report(&schema, &declared, &fields, options, unmatched.collect(), &mut found);
    found.checkpoint()?;
    let Assembled { messages, enums, services, .. } = assembled;
    let crates = Crates { prost: path_code(&options.prost_path), prost_types: path_code(&options.prost_types_path) };
    let deprecated_types = messages.iter().any(|message| message.deprecated) || enums.iter().any(|enumeration| enumeration.deprecated);
    found.sort();
    parallel::let_go((names, fields));
    Ok((Model { codec: options.codec, crates, packages, missing_packages, deprecated_types, messages, enums, services }, found))
}

/// The option parser has seen that it is a path.
fn path_code(path: &CratePath) -> Option<Code> {
    path.0.as_deref().map(|path| Code::new(&path.parse().unwrap_or_default()))
}

/// Neither the module tree nor the file of what has no package must take the place of a package's file.
fn check_file_names(options: &Options, packages: &[Package], found: &mut Diagnostics) {
    // Ordered by file name, then by module, so the unnamed package comes first.
    for pair in packages.windows(2).filter(|pair| pair[0].file_stem == pair[1].file_stem) {
        found.push(default_file_is_taken(&pair[0].file_stem, &pair[1].full_name, &pair[1].sources[0].name));
    }
    let in_crate = options.gen_crate.then_some("src/lib.rs");
    let Some(mod_file) = options.mod_file.as_deref().or(in_crate) else { return };
    let name = if options.gen_crate { mod_file.strip_prefix("src/").unwrap_or(mod_file) } else { mod_file };
    let is_taken = |package: &&Package| options.flat_output_dir && name.strip_suffix(".rs") == Some(&package.file_stem);
    if let Some(package) = packages.iter().find(is_taken) {
        found.push(mod_file_is_taken(mod_file, &package.full_name, &package.sources[0].name));
    }
}

/// Which rules about packages name none: those about the module tree no package in it, the others no package of any file.
fn unmatched_packages(schema: &Schema<'_>, options: &Options, packages: &[Package]) -> Vec<UnusedRule> {
    let unused = |key: &'static str, selectors: &[Selector], names: &[&str]| -> Vec<UnusedRule> {
        let is_unused = |selector: &&Selector| !names.iter().any(|name| selector.matches(name));
        let rule = |selector: &Selector| UnusedRule { key, path: selector.to_string(), rule: selector.to_string() };
        selectors.iter().filter(is_unused).map(rule).collect()
    };
    let in_tree: Vec<&str> = packages.iter().map(|package| package.full_name.as_str()).collect();
    let all: Vec<&str> = schema.files.iter().map(|file| file.proto.package()).collect();
    let mut rules = unused("only_include", &options.only_include, &in_tree);
    rules.extend(unused("generated_separately", &options.generated_separately, &all));
    rules
}

/// Messages that keep the fields they do not declare.
fn keeps_unknown(schema: &Schema<'_>, declared: &Declarations, rules: &Rules) -> Vec<bool> {
    let keeps = |(index, message): (usize, &MessageDecl<'_>)| {
        declared.generated_message(index) && rules.choices.unknown_fields.chosen(&message.at.full_name) == Some(UnknownFields::Preserve)
    };
    schema.messages.iter().enumerate().map(keeps).collect()
}

/// What `skip_copy` and `skip_eq` leave to messages, wherever they come from, and to their oneofs, and with that to what holds
/// them. `skip_derive` says nothing about that: the trait may be implemented by hand.
fn allowed(schema: &Schema<'_>, rules: &Rules) -> Vec<Allowed> {
    let derives =
        |full_name: &str| Derives { copy: !rules.select.skip_copy.select(&[full_name]), eq: !rules.select.skip_eq.select(&[full_name]) };
    if rules.select.skip_copy.is_empty() && rules.select.skip_eq.is_empty() {
        let all = Derives { copy: true, eq: true };
        let allowed = |message: &MessageDecl<'_>| Allowed { message: all, oneofs: vec![all; message.proto.oneof_decl.len()] };
        return schema.messages.iter().map(allowed).collect();
    }
    let allowed = |message: &MessageDecl<'_>| {
        let oneofs = message.proto.oneof_decl.iter().map(|oneof| derives(&join(&message.at.full_name, oneof.name())));
        Allowed { message: derives(&message.at.full_name), oneofs: oneofs.collect() }
    };
    schema.messages.iter().map(allowed).collect()
}

/// Fields in a box because of a `boxed` rule, which is for single messages: nothing else needs it, and prost's derive cannot do it.
fn boxed_by_rule(schema: &Schema<'_>, fields: &[Vec<FieldDecl>], rules: &Rules) -> Vec<Vec<bool>> {
    let boxed = |index: usize, nth: usize, field: &FieldDecl| {
        edge(field).is_some() && selects(&rules.select.boxed, &schema.messages[index], nth, field)
    };
    let message = |(index, fields): (usize, &Vec<FieldDecl>)| fields.iter().enumerate().map(|(nth, f)| boxed(index, nth, f)).collect();
    fields.iter().enumerate().map(message).collect()
}

/// Messages with a field, oneof member or map value that a `bytes` rule selects. A map entry is selected with its map.
fn bytes_by_rule(schema: &Schema<'_>, fields: &[Vec<FieldDecl>], rules: &Rules) -> Vec<bool> {
    let selected = |index: usize, nth: usize, field: &FieldDecl| {
        field.value_kind(fields) == Kind::Bytes && selects(&rules.select.bytes, &schema.messages[index], nth, field)
    };
    let message = |(index, fields): (usize, &Vec<FieldDecl>)| fields.iter().enumerate().any(|(nth, field)| selected(index, nth, field));
    fields.iter().enumerate().map(message).collect()
}

/// Whether a field is selected, by any of the full names it goes by.
fn selects(selectors: &Tracked<Selector>, message: &MessageDecl<'_>, nth: usize, field: &FieldDecl) -> bool {
    if selectors.is_empty() {
        return false;
    }
    let name = message.proto.field[nth].name();
    match field.oneof {
        Some(oneof) => selectors.select(&member_names(message, oneof, name).each_ref().map(String::as_str)),
        None => selectors.select(&[&join(&message.at.full_name, name)]),
    }
}

/// Collects what the emitted files declare, by package, ordered by file name and declaration.
fn packages(schema: &Schema<'_>, features: &features::FeatureTable, options: &Options, mut contents: Vec<Contents>) -> Vec<Package> {
    let mut packages: BTreeMap<(String, Vec<String>), Package> = BTreeMap::new();
    let mut files: Vec<usize> = (0..schema.files.len()).filter(|&file| schema.files[file].emitted).collect();
    files.sort_by_key(|&file| schema.files[file].proto.name());
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
        let package = packages.entry((file_stem.clone(), scope.clone())).or_insert_with(|| Package {
            full_name: proto.package().to_owned(),
            scope: scope.iter().map(|segment| Name::new(segment)).collect(),
            file_stem,
            sources: Vec::new(),
            messages: Vec::new(),
            enums: Vec::new(),
            services: Vec::new(),
            descriptor_set: None,
        });
        package.sources.push(Source { name: proto.name().to_owned(), edition: features.editions[file].to_owned() });
        package.messages.extend(contents.messages);
        package.enums.extend(contents.enums);
        package.services.extend(contents.services);
    }
    let mut packages: Vec<Package> = packages.into_values().collect();
    if options.descriptor_set {
        let by_name = schema.files.iter().map(|file| (file.proto.name(), file.proto)).collect();
        for package in &mut packages {
            package.descriptor_set = Some(descriptor_set(&by_name, package));
        }
    }
    packages
}

/// The files of a package with all they import, imports first, as server reflection wants them; without comments.
fn descriptor_set(by_name: &BTreeMap<&str, &FileDescriptorProto>, package: &Package) -> Vec<u8> {
    let mut file: Vec<FileDescriptorProto> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut pending: Vec<(&str, bool)> = package.sources.iter().rev().map(|source| (source.name.as_str(), false)).collect();
    while let Some((name, imports_done)) = pending.pop() {
        let Some(&proto) = by_name.get(name) else { continue };
        if imports_done {
            file.push(FileDescriptorProto { source_code_info: None, ..proto.clone() });
        } else if seen.insert(name) {
            pending.push((name, true));
            pending.extend(proto.dependency.iter().rev().map(|import| (import.as_str(), false)));
        }
    }
    FileDescriptorSet { file, ..Default::default() }.encode_to_vec()
}
