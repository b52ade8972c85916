//! The Cargo features of a generated crate: one for each package, with its dependencies.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EnumRef, Extension, Message, MessageRef, Model, Name, Package, Shape, Value};

/// Returns the Cargo features by name, with the features that each of them enables. A package
/// without a name has no feature, because its module is always there.
pub(super) fn graph(
    model: &Model,
    separator: &str,
    included: impl Fn(&Package) -> bool,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in model.packages.iter().filter(|package| included(package)) {
        let Some(feature) = name(package, separator) else { continue };
        let mut scopes = Vec::new();
        for id in &package.messages {
            of_message(model, model.message(*id), &mut scopes);
        }
        for id in &package.extensions {
            of_extension(model, &model.extensions[*id], &mut scopes);
        }
        for id in package.registered.iter().flat_map(|registered| &registered.extensions) {
            of_extension(model, &model.extensions[*id], &mut scopes);
        }
        for method in package.services.iter().flat_map(|id| &model.service(*id).methods) {
            scopes.extend(
                [&method.request, &method.response]
                    .into_iter()
                    .filter_map(|message| of_reference(model, message)),
            );
        }
        let needed = scopes
            .into_iter()
            .filter_map(|scope| package_of(model, scope))
            .filter(|needed| included(needed));
        let needed: BTreeSet<String> = needed
            .filter_map(|needed| name(needed, separator))
            .filter(|needed| *needed != feature)
            .collect();
        graph.entry(feature).or_default().extend(needed);
    }
    graph
}

/// Returns the name of a package's feature, e.g. `acme-weather-v1`.
pub(super) fn name(package: &Package, separator: &str) -> Option<String> {
    (!package.full_name.is_empty()).then(|| package.full_name.replace('.', separator))
}

/// Returns the package that a scope is in. If several modules of packages contain the scope, it is
/// the innermost.
fn package_of<'m>(model: &'m Model, scope: &[Name]) -> Option<&'m Package> {
    model
        .packages
        .iter()
        .filter(|package| scope.starts_with(&package.scope))
        .max_by_key(|package| package.scope.len())
}

/// Adds the scopes of all types that a message refers to.
fn of_message<'m>(model: &'m Model, message: &'m Message, scopes: &mut Vec<&'m [Name]>) {
    for field in &message.fields {
        match &field.shape {
            Shape::Singular { value, .. }
            | Shape::Repeated { value, .. }
            | Shape::Map { value, .. } => {
                scopes.extend(of_value(model, value));
            }
        }
    }
    scopes.extend(
        message
            .oneofs
            .iter()
            .flat_map(|oneof| &oneof.members)
            .filter_map(|member| of_value(model, &member.value)),
    );
    for id in &message.extensions {
        of_extension(model, &model.extensions[*id], scopes);
    }
    for nested in &message.messages {
        of_message(model, model.message(*nested), scopes);
    }
}

/// Adds the scopes of an extension's extendee and value.
fn of_extension<'m>(model: &'m Model, extension: &Extension, scopes: &mut Vec<&'m [Name]>) {
    scopes.extend(of_reference(model, &extension.extendee));
    match &extension.shape {
        Shape::Singular { value, .. }
        | Shape::Repeated { value, .. }
        | Shape::Map { value, .. } => {
            scopes.extend(of_value(model, value));
        }
    }
}

fn of_value<'m>(model: &'m Model, value: &Value) -> Option<&'m [Name]> {
    match value {
        Value::Enum(EnumRef::Local(id), _) => Some(&model.enumeration(*id).scope),
        Value::Message(message, _) => of_reference(model, message),
        Value::Enum(EnumRef::WellKnown(..) | EnumRef::Extern(..), _)
        | Value::Scalar(_)
        | Value::String(_)
        | Value::Bytes(_) => None,
    }
}

fn of_reference<'m>(model: &'m Model, message: &MessageRef) -> Option<&'m [Name]> {
    match message {
        MessageRef::Local(id) => Some(&model.message(*id).scope),
        MessageRef::WellKnown(..) | MessageRef::Extern(..) => None,
    }
}
