//! The rules about names.

use std::collections::{HashMap, HashSet};

use super::Found;
use crate::diagnostics::Location;
use crate::model::{Declaration, FileId, Name};
use crate::stability;

/// The types that all Rust code uses by their names.
const PRELUDE: &[&str] = &[
    "Box", "Clone", "Copy", "Debug", "Default", "Drop", "Eq", "Err", "Hash", "Into", "Iterator",
    "None", "Ok", "Option", "Ord", "Result", "Send", "Some", "String", "Sync", "Vec",
];

pub(super) fn check(found: &mut Found<'_>) {
    renamed(found);
    keywords(found);
    prelude(found);
    packages(found);
}

fn renamed(found: &mut Found<'_>) {
    let model = found.model;
    let mut places: HashMap<String, Option<Location>> = HashMap::new();
    fn note(elements: Vec<stability::Element>, places: &mut HashMap<String, Option<Location>>) {
        for element in elements {
            places.insert(element.full_name, element.place);
            note(element.parts, places);
        }
    }
    if !model.renames.is_empty() {
        note(stability::elements(model), &mut places);
    }
    let services = model.services.values().flatten().filter(|service| !service.constants);
    let methods = services.flat_map(|service| {
        let names = service.methods.iter().map(|method| &method.proto_name);
        names.map(|name| format!("{}.{name}", service.full_name))
    });
    let methods: HashSet<String> = methods.collect();
    for rename in &model.renames {
        // The constants of methods exist with `method_constants` alone.
        let is_constant = !rename.name.contains(|c: char| c.is_lowercase());
        if is_constant && methods.contains(&rename.full_name) {
            continue;
        }
        let message =
            format!("`{}` is `{}` in Rust: {}", rename.full_name, rename.name, rename.reason);
        let place = places.get(&rename.full_name).cloned().flatten();
        found.add_at("renamed", &rename.full_name, place, message);
    }
}

fn keywords(found: &mut Found<'_>) {
    let model = found.model;
    let mut check = |kind: &str, full_name: String, ident: &Name, at: (FileId, &Declaration)| {
        if is_keyword(ident) {
            let message =
                format!("{kind} `{full_name}` is `{ident}` in Rust, because of a keyword");
            found.add("keyword", &full_name, at, message);
        }
    };
    for message in model.messages.values().flatten().filter(|message| !message.is_external) {
        let name = |name: &str| format!("{}.{name}", message.full_name);
        for field in &message.fields {
            let at = (message.file, &field.declaration);
            check("field", name(&field.proto_name), &field.ident, at);
        }
        for oneof in &message.oneofs {
            let at = (message.file, &oneof.declaration);
            check("oneof", name(&oneof.proto_name), &oneof.ident, at);
            for member in &oneof.members {
                let at = (message.file, &member.declaration);
                check("oneof member", name(&member.proto_name), &member.ident, at);
            }
        }
        let at = (message.file, &message.declaration);
        check("message", message.full_name.clone(), &message.ident, at);
    }
    for enumeration in model.enums.values().flatten() {
        for value in &enumeration.values {
            let full_name = format!("{}.{}", enumeration.full_name, value.proto_name);
            check("enum value", full_name, &value.ident, (enumeration.file, &value.declaration));
        }
    }
    for service in model.services.values().flatten() {
        for method in &service.methods {
            let full_name = format!("{}.{}", service.full_name, method.proto_name);
            check("method", full_name, &method.client_ident, (service.file, &method.declaration));
        }
    }
    for package in &model.packages {
        let Some(file) = package.sources.first() else { continue };
        for ident in package.scope.iter().filter(|ident| is_keyword(ident)) {
            let full_name = &package.full_name;
            let message = format!(
                "a module of package `{full_name}` is `{ident}` in Rust, because of a keyword"
            );
            let place = Location { file: model.files[*file].name.clone(), position: None };
            found.add_at("keyword", full_name, Some(place), message);
        }
    }
}

/// Whether a name is escaped because it is a keyword.
fn is_keyword(ident: &Name) -> bool {
    ident.as_str().starts_with("r#")
        || matches!(ident.as_str(), "self_" | "super_" | "crate_" | "Self_")
}

fn prelude(found: &mut Found<'_>) {
    let model = found.model;
    let mut check = |full_name: &str, ident: &Name, at: (FileId, &Declaration)| {
        if PRELUDE.contains(&ident.as_str()) {
            let message = format!("`{full_name}` has the name of Rust's `{ident}`");
            found.add("prelude-name", full_name, at, message);
        }
    };
    // `use` with a `*` is usual for packages, not for the modules of messages.
    for package in &model.packages {
        for id in &package.messages {
            if let Some(message) = model.messages[*id].as_deref().filter(|it| !it.is_external) {
                let at = (message.file, &message.declaration);
                check(&message.full_name, &message.ident, at);
            }
        }
        for id in &package.enums {
            let enumeration = model.enumeration(*id);
            let at = (enumeration.file, &enumeration.declaration);
            check(&enumeration.full_name, &enumeration.ident, at);
        }
    }
}

fn packages(found: &mut Found<'_>) {
    let model = found.model;
    let unnamed = model.packages.iter().filter(|package| package.full_name.is_empty());
    for file in unnamed.flat_map(|package| &package.sources) {
        let name = &model.files[*file].name;
        let at = (*file, &model.files[*file].declaration);
        found.add("no-package", name, at, format!("`{name}` has no package"));
    }
}
