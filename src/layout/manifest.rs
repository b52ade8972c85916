//! The manifest of a generated crate.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Codec, Model};

const TEMPLATE: &str = include_str!("../../templates/crate/Cargo.toml.in");

/// `Cargo.toml`, with a feature for each package, and those that options ask for.
pub(super) fn text(model: &Model, name: &str, packages: &BTreeMap<String, BTreeSet<String>>) -> String {
    TEMPLATE.replace("@NAME@", name).replace("@DEPENDENCIES@", &dependencies(model)).replace("@FEATURES@\n", &features(model, packages))
}

fn dependencies(model: &Model) -> String {
    let services = || model.packages.iter().flat_map(|package| &package.services).map(|id| model.service(*id));
    let (stubs, transport) = (services().next().is_some(), services().any(|service| service.connect.is_some() && service.client.is_some()));
    let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    match (model.codec, stubs, transport) {
        (Codec::Inline, true, true) => format!("rust-grpc = {{ version = \"{version}\", features = [\"transport\"] }}\n"),
        (Codec::Inline, true, false) => format!("rust-grpc = {{ version = \"{version}\", features = [\"tonic\"] }}\n"),
        (Codec::Inline, false, _) => format!("rust-grpc = \"{version}\"\n"),
        (Codec::Prost, true, true) => "prost = \"0.14\"\nprost-types = \"0.14\"\ntonic = \"0.14\"\ntonic-prost = \"0.14\"\n".into(),
        (Codec::Prost, true, false) => "prost = \"0.14\"\nprost-types = \"0.14\"\n\
             tonic = { version = \"0.14\", default-features = false, features = [\"codegen\"] }\ntonic-prost = \"0.14\"\n"
            .into(),
        (Codec::Prost, false, _) => "prost = \"0.14\"\nprost-types = \"0.14\"\n".into(),
    }
}

fn features(model: &Model, packages: &BTreeMap<String, BTreeSet<String>>) -> String {
    let mut text = String::new();
    if !packages.is_empty() {
        text.push_str("default = [\"proto_full\"]\n");
        text.push_str(&line("proto_full", packages.keys()));
    }
    for (feature, needed) in packages {
        text.push_str(&line(feature, needed.iter()));
    }
    for feature in asked_for(model).into_iter().filter(|feature| !packages.contains_key(*feature)) {
        text.push_str(&line(feature, std::iter::empty()));
    }
    text
}

/// Those that stubs are for.
fn asked_for(model: &Model) -> BTreeSet<&str> {
    let services = model.packages.iter().flat_map(|package| &package.services).map(|id| model.service(*id));
    let features = services.flat_map(|service| {
        let stubs = service.client.iter().chain(&service.server).map(|stub| &stub.feature);
        stubs.chain(service.connect.iter().map(|connect| &connect.feature))
    });
    features.flatten().map(String::as_str).collect()
}

/// e.g. `"acme-v1" = ["acme-type"]`.
fn line<'f>(feature: &str, needed: impl Iterator<Item = &'f String>) -> String {
    let needed: Vec<String> = needed.map(|needed| format!("{needed:?}")).collect();
    format!("{feature:?} = [{}]\n", needed.join(", "))
}
