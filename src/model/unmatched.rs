//! Rules that have matched nothing, and why: the path may name nothing, something of another kind, or something that is not
//! generated.

use std::collections::BTreeMap;

use super::declare::Declarations;
use super::link::{MessageDecl, Schema, join};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, nothing_of_this_name, of_another_kind, of_no_package, of_what_is_elsewhere};
use crate::options::{Options, Selector, UnmatchedRules, closest, split_path};

/// A rule that has matched nothing.
#[derive(Debug)]
pub(super) struct UnusedRule {
    pub key: &'static str,
    /// As it is printed, e.g. `.acme.v1.Forecast=#[derive(Eq)]`.
    pub rule: String,
}

/// What options are for, in the words of their table.
const ABOUT: &[(&str, &str)] = &[
    ("type_attribute", "messages, enums and oneofs"),
    ("message_attribute", "messages"),
    ("enum_attribute", "enums and oneofs"),
    ("only_enum_attribute", "enums"),
    ("enum_value_attribute", "values of enums"),
    ("field_attribute", "fields, values of enums and oneofs"),
    ("only_field_attribute", "fields that are in no oneof"),
    ("oneof_attribute", "oneofs"),
    ("oneof_field_attribute", "oneofs"),
    ("oneof_member_attribute", "members of oneofs"),
    ("module_attribute", "messages with something nested in them"),
    ("method_attribute", "methods"),
    ("derive", "messages, enums and oneofs"),
    ("skip_derive", "messages, enums and oneofs"),
    ("client_attribute", "services"),
    ("client_mod_attribute", "services"),
    ("server_attribute", "services"),
    ("server_mod_attribute", "services"),
    ("trait_attribute", "services"),
    ("bytes", "fields of the type `bytes`"),
    ("btree_map", "fields that are maps"),
    ("boxed", "single fields of a message type"),
    ("skip_debug", "messages and enums"),
    ("skip_copy", "messages and oneofs"),
    ("skip_eq", "messages and oneofs"),
    ("field_name", "fields, oneofs and values of enums"),
    ("type_name", "messages, enums, oneofs and services"),
    ("method_name", "methods"),
    ("module_name", "services, and messages with something nested in them"),
    ("type_name_domain", "messages, together with `enable_type_names`"),
    ("unknown_fields", "messages"),
    ("deprecated_types", "messages and enums"),
    ("extern_path", "messages and enums"),
    ("client", "services and methods"),
    ("server", "services and methods"),
    ("transport", "services"),
    ("client_feature", "services"),
    ("server_feature", "services"),
    ("transport_feature", "services"),
];

/// What the others are for.
const STUBS: &str = "services and methods";

const PACKAGE: &str = "a package";

/// What a full name stands for.
struct Meaning {
    kind: &'static str,
    /// Whether a rooted path reaches what is in it.
    holds_more: bool,
    /// Whether it has Rust of this tree, in this run or another.
    is_here: bool,
}

/// Says so, if that is a mistake here. A rule for everything is none, whatever there is.
pub(super) fn report(schema: &Schema<'_>, declared: &Declarations, options: &Options, unmatched: Vec<UnusedRule>, found: &mut Diagnostics) {
    if unmatched.is_empty() || options.unmatched == UnmatchedRules::Allow {
        return;
    }
    let elements = elements(schema, declared);
    for UnusedRule { key, rule } in unmatched {
        let path = split_path(&rule).map_or(rule.as_str(), |(path, _)| path);
        let written = options.written(key, &rule);
        let is_mentioned = options.unmatched == UnmatchedRules::Error || written.is_some();
        let Some(selector) = Selector::new(path).ok().filter(|selector| is_mentioned && !selector.is_everything()) else { continue };
        let mut diagnostic = reason(schema, &elements, key, &rule, path, &selector);
        if let Some(Some(place)) = written {
            diagnostic = diagnostic.at(place.clone());
        }
        if options.unmatched == UnmatchedRules::Warn {
            diagnostic.severity = Severity::Warning;
        }
        found.push(diagnostic);
    }
}

fn reason(schema: &Schema<'_>, elements: &BTreeMap<String, Meaning>, key: &str, rule: &str, path: &str, selector: &Selector) -> Diagnostic {
    let about = ABOUT.iter().find(|(known, _)| *known == key).map_or(STUBS, |(_, about)| about);
    if let Some((full_name, meaning)) = elements.iter().find(|(full_name, _)| selector.names(full_name)) {
        if !meaning.is_here {
            return of_what_is_elsewhere(key, rule, full_name, full_name.starts_with("google.protobuf."));
        }
        // A name is given to one element.
        let reaches = meaning.holds_more && !path.starts_with(['.', '=']) && !key.ends_with("_name");
        let rooted = reaches.then(|| rule.replacen(path, &format!(".{full_name}"), 1));
        return of_another_kind(key, rule, (full_name, meaning.kind), about, rooted.as_deref());
    }
    let bare = path.trim_start_matches(['=', '.']);
    let prefix = &path[..path.len() - bare.len()];
    // Rooted, but not at the package: as a suffix it would do.
    let inside = elements.keys().find(|full_name| !prefix.is_empty() && full_name.ends_with(&format!(".{bare}")));
    // A suffix is compared with suffixes as long.
    let length = bare.split('.').count();
    let candidates = elements.iter().filter(|(_, meaning)| meaning.kind != PACKAGE).map(|(full_name, _)| match prefix {
        "" => full_name.rmatch_indices('.').nth(length - 1).map_or(full_name.as_str(), |(dot, _)| &full_name[dot + 1..]),
        _ => full_name.as_str(),
    });
    let meant = inside.map(String::as_str).or_else(|| closest(bare, candidates)).map(|meant| format!("{prefix}{meant}"));
    let packages: Vec<&str> = schema.files.iter().filter(|file| file.listed).map(|file| file.proto.package()).collect();
    let is_in = |package: &&str| bare.strip_prefix(*package).is_some_and(|rest| rest.starts_with('.') || package.is_empty());
    match prefix.is_empty() || packages.iter().any(is_in) {
        true => nothing_of_this_name(key, rule, bare, meant.as_deref()),
        false => of_no_package(key, rule, bare, &packages, meant.as_deref()),
    }
}

/// Everything that a path can name, by full name.
fn elements(schema: &Schema<'_>, declared: &Declarations) -> BTreeMap<String, Meaning> {
    let mut elements = BTreeMap::new();
    let mut add = |full_name: String, kind: &'static str, holds_more: bool, is_here: bool| {
        elements.insert(full_name, Meaning { kind, holds_more, is_here });
    };
    for package in schema.files.iter().map(|file| file.proto.package()).filter(|package| !package.is_empty()) {
        let around = package.match_indices('.').map(|(dot, _)| &package[..dot]);
        around.chain([package]).for_each(|package| add(package.to_owned(), PACKAGE, true, true));
    }
    for (index, message) in schema.messages.iter().enumerate().filter(|(_, message)| !message.is_map_entry()) {
        let (full_name, is_here) = (&message.at.full_name, declared.generated_message(index));
        add(full_name.clone(), "a message", true, is_here);
        let oneofs = message.proto.oneof_decl.iter().map(|oneof| join(full_name, oneof.name()));
        oneofs.for_each(|oneof| add(oneof, "a oneof", true, is_here));
        let fields = message.proto.field.iter().map(|field| (join(full_name, field.name()), kind_of_field(message, field)));
        fields.for_each(|(field, kind)| add(field, kind, false, is_here));
    }
    for (index, decl) in schema.enums.iter().enumerate() {
        let (full_name, is_here) = (&decl.at.full_name, declared.generated_enum(index));
        add(full_name.clone(), "an enum", false, is_here);
        decl.proto.value.iter().for_each(|value| add(join(full_name, value.name()), "a value of an enum", false, is_here));
    }
    for (index, service) in schema.services.iter().enumerate() {
        let (full_name, is_here) = (&service.at.full_name, declared.generated_service(index));
        add(full_name.clone(), "a service", true, is_here);
        service.proto.method.iter().for_each(|method| add(join(full_name, method.name()), "a method", false, is_here));
    }
    elements
}

fn kind_of_field(message: &MessageDecl<'_>, field: &crate::descriptor::FieldDescriptorProto) -> &'static str {
    let is_map = || {
        message.proto.nested_type.iter().any(|entry| {
            entry.options.as_ref().is_some_and(|options| options.map_entry()) && field.type_name().ends_with(&format!(".{}", entry.name()))
        })
    };
    match field.oneof_index {
        Some(_) if !field.proto3_optional() => "a member of a oneof",
        _ if is_map() => "a map",
        _ => "a field",
    }
}
