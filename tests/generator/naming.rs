//! Names depend only on the contents of a package. The order of files and the other files of the
//! run do not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use prost::Message as _;
use rust_grpc::prost_types::compiler::{CodeGeneratorRequest, CodeGeneratorResponse};
use rust_grpc::prost_types::{FileDescriptorProto, FileDescriptorSet};
use rust_grpc_build::{Options, Request, generate, plugin};

use crate::protoc;

/// Returns the schemas that were made for this test. Those that the build script makes are for
/// other tests.
fn schemas() -> (FileDescriptorSet, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/torture/proto");
    let (set, listed) = protoc::compile(&folder, &[]);
    (FileDescriptorSet::decode(set.as_slice()).unwrap(), listed)
}

/// Returns the generated files by name.
fn generated(
    set: &FileDescriptorSet,
    listed: &[String],
    parameter: &str,
) -> BTreeMap<String, String> {
    let options: Options = parameter.parse().unwrap();
    let request =
        Request::from_descriptor_set("shuffled", &set.encode_to_vec(), Some(listed)).unwrap();
    let output = generate(&request, &options).unwrap_or_else(|found| panic!("{found}"));
    output.files.into_iter().map(|file| (file.name, file.content)).collect()
}

/// Returns the files of a plugin run for some of the files. The run knows only these files and
/// their imports.
fn of_a_run(
    set: &FileDescriptorSet,
    listed: Vec<String>,
    parameter: &str,
) -> BTreeMap<String, String> {
    let by_name: BTreeMap<&str, &FileDescriptorProto> =
        set.file.iter().map(|file| (file.name(), file)).collect();
    let mut known = BTreeSet::new();
    let mut pending: Vec<&str> = listed.iter().map(String::as_str).collect();
    while let Some(name) = pending.pop() {
        if known.insert(name) {
            pending.extend(by_name[name].dependency.iter().map(String::as_str));
        }
    }
    let proto_file = set.file.iter().filter(|file| known.contains(file.name())).cloned().collect();
    let request = CodeGeneratorRequest {
        file_to_generate: listed,
        parameter: Some(parameter.into()),
        proto_file,
        compiler_version: None,
    };
    let response = plugin::run(request.encode_to_vec()).unwrap();
    let response = CodeGeneratorResponse::decode(response.bytes.as_slice()).unwrap();
    assert_eq!(response.error, None);
    response.file.iter().map(|file| (file.name().to_owned(), file.content().to_owned())).collect()
}

/// Returns the files of each package, by the name of the package's generated file.
fn by_package(set: &FileDescriptorSet, listed: &[String]) -> Vec<Vec<String>> {
    let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in set.file.iter().filter(|file| listed.iter().any(|name| name == file.name())) {
        // `Below_` and `below` give one module and one file.
        packages
            .entry(file.package().replace("Below_", "below"))
            .or_default()
            .push(file.name().to_owned());
    }
    packages.into_values().collect()
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (mut set, mut listed) = schemas();
    let expected = generated(&set, &listed, "mod_file=mod.rs");
    set.file.reverse();
    listed.reverse();
    assert_eq!(generated(&set, &listed, "mod_file=mod.rs"), expected);
    set.file.rotate_left(2);
    assert_eq!(generated(&set, &listed, "mod_file=mod.rs"), expected);
}

/// Returns the rules that docs name, for modules that were renamed because of another package. A
/// run may not know that package. Without the rule, a service has the module `talk_svc_client_2` if
/// the run knows the package `talk_svc_client`, and otherwise `talk_svc_client`.
fn rules(files: &BTreeMap<String, String>) -> BTreeSet<&str> {
    let lines = files.values().flat_map(|content| content.lines());
    let rules = lines.filter_map(|line| line.trim().strip_prefix("/// With the option `"));
    rules.filter_map(|rest| rest.split('`').next()).collect()
}

#[test]
fn each_package_alone_gives_equal_code() {
    let (set, listed) = schemas();
    let without_rules = generated(&set, &listed, "");
    let rules: Vec<&str> = rules(&without_rules).into_iter().collect();
    let expected_rules = [
        "module_name=.torture.collisions.Below=below_2",
        "module_name=.torture.collisions.TalkSvc=talk_svc_2",
    ];
    assert_eq!(rules, expected_rules);
    let rules = rules.join(",");
    let expected = generated(&set, &listed, &rules);
    let packages = by_package(&set, &listed);
    let apart: BTreeMap<String, String> =
        packages.into_iter().flat_map(|files| of_a_run(&set, files, &rules)).collect();
    for (name, content) in expected.iter().filter(|(name, _)| !name.starts_with("google.")) {
        let apart = apart.get(name).map(String::as_str).unwrap_or_default();
        let differs =
            content.lines().zip(apart.lines()).find(|(together, apart)| together != apart);
        assert_eq!((differs, content.len()), (None, apart.len()), "{name}");
    }
}

#[test]
fn docs_give_the_reason_for_a_new_name() {
    let (set, listed) = schemas();
    let mut files = generated(&set, &listed, "");
    let text = files.remove("torture.collisions.rs").unwrap();
    let found = text.lines().filter_map(|line| {
        let doc = line.trim().strip_prefix("/// ")?;
        let rule = doc.starts_with("With the option ").then_some(doc);
        doc.strip_prefix("Named ").or(rule)
    });
    let found: Vec<&str> = found.collect();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/torture/renamed");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, found.join("\n") + "\n").unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found,
        expected.lines().collect::<Vec<_>>(),
        "if that is meant: BLESS=1 cargo test --test generator"
    );
}

/// An external package reserves no names, even if it has a service.
#[test]
fn external_packages_take_no_names() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "user.proto",
            "syntax = 'proto3'; package acme; import 'v1.proto';
            message V1 { message Nested {} acme.v1.Thing thing = 1; }",
        ),
        (
            "v1.proto",
            "syntax = 'proto3'; package acme.v1;
            message Thing {} service Calls { rpc Call(Thing) returns (Thing); }",
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (set, _) = protoc::compile(folder.path(), &[]);
    let set = FileDescriptorSet::decode(set.as_slice()).unwrap();
    let user = || vec!["user.proto".to_owned()];
    let external = of_a_run(&set, user(), "extern_path=.acme.v1=::v1");
    assert!(external["acme.rs"].contains("pub mod v1 {"), "{}", external["acme.rs"]);
    assert!(of_a_run(&set, user(), "")["acme.rs"].contains("pub mod v1_2 {"));
}
