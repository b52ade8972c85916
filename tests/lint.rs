//! `lint`: the findings in `fixtures/lint`, and its exit codes.

#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sandbox::{Done, Sandbox};

/// Returns the number of findings of each rule.
fn counts(done: &Done) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in done.stderr.lines().filter(|line| line.contains(": warning: ")) {
        // Warnings of protoc have no rule.
        let Some(rule) = line.rsplit_once('[').and_then(|(_, rule)| rule.strip_suffix(']')) else {
            continue;
        };
        *counts.entry(rule.to_owned()).or_default() += 1;
    }
    counts
}

fn schema() -> Sandbox {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lint");
    let sandbox = Sandbox::new(&[]);
    for name in ["shop.proto", "unnamed.proto"] {
        sandbox.put(&format!("proto/{name}"), fs::read(folder.join(name)).unwrap());
    }
    sandbox
}

#[test]
fn findings() {
    let done = schema().run(&["lint", "proto"]);
    assert_eq!((done.code, done.stdout.as_str()), (1, ""), "{done:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lint/stderr");
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if done.stderr == expected {
        return;
    }
    assert!(
        std::env::var_os("BLESS").is_some(),
        "expected\n{expected}--- but the findings are\n{}\nBLESS=1 writes them",
        done.stderr
    );
    fs::write(path, done.stderr).unwrap();
}

#[test]
fn every_rule_finds_something() {
    let found = counts(&schema().run(&["lint", "proto"]));
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lint.md");
    let page = fs::read_to_string(page).unwrap();
    let rules = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let rules: Vec<&str> = rules.collect();
    assert!(rules.len() >= 12, "{rules:?}");
    for rule in &rules {
        assert!(found.contains_key(*rule), "{rule} finds nothing");
    }
    assert_eq!(found.len(), rules.len());
}

#[test]
fn options_and_rules_that_are_allowed() {
    let sandbox = schema();
    let lint = |more: &[&str]| sandbox.run(&[&["lint", "proto"], more].concat());
    let solved = lint(&[
        "--opt",
        "presence=true,unknown_fields=preserve,enums=closed,field_name=Item.type=kind_of",
        "--opt",
        "boxed=Wall.part.block,boxed=.acme.type.Blocks,type_name==.acme.type.Option=Choice",
        "--opt",
        "method_name=Shop.GetURL=get_url_again,method_name=Shop.GetUrl=get_url",
        "--opt",
        "method_name=Shop.Connect=connect_item",
    ]);
    let left = counts(&solved);
    let left: Vec<&str> = left.keys().map(String::as_str).collect();
    assert_eq!(left, ["enum-alias", "enum-prefix", "enum-zero", "keyword", "no-package"]);
    let allowed = lint(&["--allow", "renamed", "--allow", "keyword"]);
    assert_eq!(allowed.code, 1);
    assert!(!counts(&allowed).contains_key("renamed") && counts(&allowed).len() > 5);
    let done = lint(&["--allow", "renames"]);
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (2, "error: there is no rule `renames`\n  help: docs/lint.md lists all rules\n")
    );
    let clean = sandbox.run(&["lint", "--allow", "no-package", "proto/unnamed.proto"]);
    assert_eq!(clean.quiet().stdout, "");
    let done = sandbox.run(&["lint", "--json", "proto/unnamed.proto", "-I", "proto"]);
    assert_eq!((done.code, done.stderr.as_str()), (1, ""));
    assert!(
        done.stdout.starts_with(
            "[{\"rule\":\"no-package\",\"element\":\"unnamed.proto\",\"message\":\
             \"`unnamed.proto` has no package\",\"help\":"
        ),
        "{done:?}"
    );
}

/// The findings in google-proto-files, which are well-kept schemas, are few.
#[test]
#[ignore = "needs the schemas that `scripts/fetch schemas` fetches, and takes a minute"]
fn deep_google_proto_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("target/peers/schemas/google-proto-files");
    let name = folder.display();
    assert!(folder.is_dir(), "there is no {name}; `scripts/fetch schemas` fetches it");
    let cloud = folder.join("google/cloud");
    let include = folder.to_str().unwrap();
    let done = Sandbox::new(&[]).run(&["lint", "-I", include, cloud.to_str().unwrap()]);
    let found = counts(&done);
    println!("{found:?}");
    assert_eq!(done.code, 1, "{}", done.stderr.lines().take(20).collect::<Vec<_>>().join("\n"));
    // More than 2000 files have fewer than 1000 findings of each rule. Most are fields `type`.
    assert!(found.contains_key("keyword"));
    assert!(found.values().all(|count| *count < 1000), "{found:?}");
}
