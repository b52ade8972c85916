//! The command `explain`, with its output for the elements of `fixtures/explain`.

use std::fs;
use std::path::Path;

use crate::errors::copy;
use crate::sandbox::{Done, Sandbox, peer};

const FILES: [&str; 4] = ["--opts", "garden.opts", "garden.proto", "."];

/// Runs `explain` in a copy of the fixture.
fn explain(args: &[&str]) -> Done {
    let sandbox = Sandbox::new(&[]);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/explain"), "", &sandbox);
    sandbox.run(&[&["explain"], args].concat())
}

/// Compares the standard output with a file of the fixture. `BLESS=1` writes the file.
#[track_caller]
fn compare(name: &str, done: &Done) {
    assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{done:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/explain").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &done.stdout).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(done.stdout, expected, "{name} differs; BLESS=1 writes what is said now");
}

#[test]
fn every_element_as_text() {
    compare("inline.txt", &explain(&FILES));
}

#[test]
fn every_element_as_json() {
    compare("inline.json", &explain(&[&["--json"], &FILES[..]].concat()));
}

#[test]
fn a_service_without_its_package_in_paths_has_its_full_name() {
    let done = explain(&["--opt", "emit_package=false", "garden.proto", ".garden.v1.Gardener.New"]);
    for line in [
        "  path            /Gardener/New",
        "  name            new_2: `new` is a method of every client stub",
    ] {
        assert!(done.stdout.lines().any(|found| found == line), "{done:?}");
    }
}

#[test]
fn items_beside_the_stubs() {
    let options = ["client_trait", "mock", "blocking", "simple_service"];
    let options = options.map(|option| ["--opt".to_owned(), format!("{option}=true")]);
    let options: Vec<&str> = options.iter().flatten().map(String::as_str).collect();
    let done = explain(&[&options[..], &["garden.proto", "."]].concat());
    for item in [
        "gardener_client::GardenerApi::new_2",
        "gardener_client::DynGardenerApi",
        "gardener_client::GardenerMock::expect_new_2",
        "gardener_client::GardenerBlockingClient::new_2",
        "gardener_server::SimpleGardener::new",
    ] {
        assert!(done.stdout.contains(item), "{item} is missing: {done:?}");
    }
}

#[test]
fn a_type_that_no_crate_has_is_nowhere() {
    let sandbox = Sandbox::new(&[(
        "a.proto",
        "syntax = 'proto3'; import 'google/protobuf/descriptor.proto'; message A {}",
    )]);
    let done = sandbox.run(&["explain", "a.proto", ".google.protobuf.FeatureSet"]);
    assert!(done.stdout.contains("  rust            none\n"), "{done:?}");
}

#[test]
fn surfaces_spell_the_types() {
    let field = |codec: &str| {
        let done = explain(&["--opt", codec, "garden.proto", ".garden.v1.Plant.leaves"]);
        let line = done.stdout.lines().find(|line| line.starts_with("  type "));
        line.unwrap_or_default().trim_start_matches("  type").trim().to_owned()
    };
    let expected =
        "::std::collections::HashMap<::prost::alloc::string::String, garden::v1::plant::Leaf>";
    assert_eq!(field("codec=prost"), expected);
    assert_ne!(field("codec=inline"), expected);
}

#[test]
fn a_name_without_a_dot_in_front_may_be_the_end_of_several() {
    let done = explain(&["garden.proto", "leaf"]);
    let heads: Vec<&str> =
        done.stdout.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert_eq!(heads, ["oneof member garden.v1.Plant.leaf", "field garden.v1.Plant.Flower.leaf"]);
}

#[test]
fn a_member_also_goes_by_its_oneof() {
    let done = explain(&["garden.proto", ".garden.v1.Plant.kind.leaf"]);
    assert!(done.stdout.starts_with("oneof member garden.v1.Plant.leaf\n"), "{done:?}");
}

/// Every type has a reason for each trait that it lacks, and every box has its cycle.
#[test]
#[ignore = "needs the schemas: `scripts/fetch schemas`"]
fn deep_real_schemas_leave_no_reason_open() {
    let root = peer("schemas", "schemas/google-proto-files/google/api/annotations.proto");
    let root = root.ancestors().nth(3).unwrap();
    let mut files = Vec::new();
    protos(&root.join("google/cloud"), root, &mut files);
    let sandbox = Sandbox::new(&[]);
    let mut args = vec!["explain", "-I", root.to_str().unwrap()];
    args.extend(files.iter().map(String::as_str));
    args.push(".");
    let done = sandbox.run(&args);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    let lines = || done.stdout.lines();
    assert!(lines().filter(|line| line.starts_with("  rust ")).count() > 50_000);
    let twice = |line: &str| {
        let mut fields: Vec<&str> = line.split(" -> ").collect();
        let all = fields.len();
        fields.sort();
        fields.dedup();
        fields.len() < all
    };
    let open = |line: &&str| {
        line.ends_with(": ") || line.ends_with("...") || line.ends_with("::__") || twice(line)
    };
    assert_eq!(lines().find(open), None);
}

/// Collects the files of a folder and those below it, relative to the root.
fn protos(folder: &Path, root: &Path, files: &mut Vec<String>) {
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            protos(&path, root, files);
        } else if path.extension().is_some_and(|ending| ending == "proto") {
            files.push(path.strip_prefix(root).unwrap().display().to_string());
        }
    }
}
