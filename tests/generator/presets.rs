//! Presets, and an option of .proto files that has no effect.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use quote::ToTokens;
use rust_grpc_build::{Options, Request, generate};
use syn::Item;

use crate::protoc;

/// Returns the generated files of a folder.
fn generated(folder: &Path, options: &Options) -> BTreeMap<String, String> {
    let (set, listed) = protoc::compile(folder, &[]);
    let request = Request::from_descriptor_set("fixtures", &set, Some(&listed)).unwrap();
    let output = generate(&request, options).unwrap_or_else(|found| panic!("{found}"));
    output.files.into_iter().map(|file| (file.name, file.content)).collect()
}

/// Collects the definitions of types and traits in a file, with their modules.
fn definitions(items: &[Item], scope: &str, found: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Struct(_) | Item::Enum(_) | Item::Trait(_) => {
                found.push(format!("{scope}: {}", item.to_token_stream()));
            }
            Item::Mod(module) => {
                let scope = format!("{scope}::{}", module.ident);
                let items = module.content.iter().flat_map(|(_, items)| items.iter().cloned());
                definitions(&items.collect::<Vec<Item>>(), &scope, found);
            }
            _ => {}
        }
    }
}

#[test]
fn a_preset_changes_no_struct_enum_or_trait() {
    let topics = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/topics");
    let topics = fs::read_dir(topics).unwrap().map(|entry| entry.unwrap().path());
    for topic in topics.filter(|topic| topic.is_dir()) {
        let [prost, full] = ["prost", "full"].map(|preset| {
            let mut options = Options::new();
            if let Ok(text) = fs::read_to_string(topic.join("options")) {
                options.apply_file("options", &text).unwrap();
            }
            options.apply(&format!("preset={preset}")).unwrap();
            // These fixtures derive serde's traits by other rules.
            if topic.ends_with("derives") {
                options.apply("json=false").unwrap();
            }
            generated(&topic, &options)
        });
        assert_eq!(prost.keys().collect::<Vec<_>>(), full.keys().collect::<Vec<_>>());
        for (name, prost) in prost {
            let [prost, full] = [&prost, &full[&name]].map(|text| {
                let mut found = Vec::new();
                definitions(&syn::parse_file(text).unwrap().items, "", &mut found);
                found
            });
            assert_eq!(prost, full, "{name}");
        }
    }
}

#[test]
fn optimize_for_has_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    let of = |mode: &str| {
        let text = format!(
            "syntax = 'proto3'; package acme; {mode}
            message Day {{ string text = 1; map<string, Day> days = 2; }} enum Sky {{ CLEAR = 0; }}
            service Weather {{ rpc Get(Day) returns (stream Day); }}"
        );
        fs::write(folder.path().join("acme.proto"), text).unwrap();
        generated(folder.path(), &"preset=full".parse().unwrap())
    };
    let without = of("");
    assert!(!without.is_empty());
    for mode in ["SPEED", "CODE_SIZE", "LITE_RUNTIME"] {
        assert_eq!(of(&format!("option optimize_for = {mode};")), without, "{mode}");
    }
}
