//! The manifest of a generated crate.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::{Spelling, Stubs};
use crate::layout::Manifest;
use crate::model::Model;

const TEMPLATE: &str = include_str!("../../templates/crate/Cargo.toml.in");

/// Returns `Cargo.toml`. It has a feature for each package, and the features that options name.
pub(super) fn text(spelling: &Spelling<'_>, manifest: &Manifest) -> String {
    TEMPLATE
        .replace("@NAME@", &manifest.crate_name)
        .replace("@DEPENDENCIES@", &dependencies(spelling))
        .replace("@FEATURES@\n", &lines(spelling, &manifest.packages))
}

/// Returns the dependencies of generated code, in the syntax of Cargo.toml.
pub(crate) fn dependencies(spelling: &Spelling<'_>) -> String {
    let packages = spelling.packages.iter();
    let services = packages.flat_map(|package| &package.services).map(|id| spelling.service(*id));
    let mut services =
        services.filter(|service| service.client.is_some() || service.server.is_some()).peekable();
    let stubs = match services.peek() {
        None => Stubs::None,
        Some(_) => {
            let has_transport =
                services.any(|service| service.transport.is_some() && service.client.is_some());
            if has_transport { Stubs::WithTransport } else { Stubs::WithoutTransport }
        }
    };
    spelling.messages.dependencies(spelling.model, stubs) + &spelling.stubs.dependencies(stubs)
}

/// Returns the features of the user's crate that turn on features of dependencies, with these.
pub(crate) fn features(spelling: &Spelling<'_>) -> Vec<(String, &'static str)> {
    let features = spelling.messages.features(spelling.model);
    let features: BTreeSet<_> = features.into_iter().collect();
    features.into_iter().map(|(feature, needed)| (feature.to_owned(), needed)).collect()
}

/// Returns the lines of the manifest for features.
fn lines(spelling: &Spelling<'_>, packages: &BTreeMap<String, BTreeSet<String>>) -> String {
    let mut text = String::new();
    if !packages.is_empty() {
        text.push_str("default = [\"proto_full\"]\n");
        text.push_str(&line("proto_full", packages.keys()));
    }
    for (feature, needed) in packages {
        text.push_str(&line(feature, needed.iter()));
    }
    let mut asked = features_of_stubs(spelling.model);
    for (feature, needed) in spelling.messages.features(spelling.model) {
        asked.entry(feature).or_default().insert(needed.to_owned());
    }
    for (feature, needed) in asked.iter().filter(|(feature, _)| !packages.contains_key(**feature)) {
        text.push_str(&line(feature, needed.iter()));
    }
    text
}

/// Returns the features of stubs. They turn on no other feature.
fn features_of_stubs(model: &Model) -> BTreeMap<&str, BTreeSet<String>> {
    let services =
        model.packages.iter().flat_map(|package| &package.services).map(|id| model.service(*id));
    let features = services.flat_map(|service| {
        let stubs = service.client.iter().chain(&service.server).map(|stub| &stub.feature);
        stubs.chain(service.transport.iter().map(|transport| &transport.feature))
    });
    features.flatten().map(|feature| (feature.as_str(), BTreeSet::new())).collect()
}

/// Returns the line of a feature, e.g. `"acme-v1" = ["acme-type"]`.
fn line<'f>(feature: &str, needed: impl Iterator<Item = &'f String>) -> String {
    let needed: Vec<String> = needed.map(|needed| format!("{needed:?}")).collect();
    format!("{feature:?} = [{}]\n", needed.join(", "))
}
