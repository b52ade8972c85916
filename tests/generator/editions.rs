//! Editions. The defaults of protoc are the checked-in ones. Equivalent files in proto2, in proto3
//! and in an edition give equal Rust code.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use prost::Message as _;
use rust_grpc_build::{Options, Request, generate};

use crate::protoc;

/// The newest edition that both protoc and the plugin support.
const NEWEST: &str = "2026";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_defaults_are_those_of_protoc() {
    let folder = tempfile::tempdir().unwrap();
    let asked = folder.path().join("defaults.binpb");
    let status = Command::new(protoc_bin_vendored::protoc_bin_path().unwrap())
        .arg(format!("--edition_defaults_out={}", asked.display()))
        .args(["--edition_defaults_minimum=PROTO2", "google/protobuf/descriptor.proto"])
        .arg(format!("--edition_defaults_maximum={NEWEST}"))
        .arg("-I")
        .arg(protoc_bin_vendored::include_path().unwrap())
        .status()
        .unwrap();
    assert!(status.success());
    let checked_in = root().join("src/lower/features/edition_defaults.binpb");
    let asked = fs::read(asked).unwrap();
    if fs::read(&checked_in).unwrap() == asked {
        return;
    }
    assert!(
        env::var_os("BLESS").is_some(),
        "protoc has other defaults: `BLESS=1 cargo test --test generator` writes them"
    );
    fs::write(checked_in, asked).unwrap();
}

/// Returns the code for a folder, without the lines that name the edition, and without docs, which
/// have declarations as each edition writes them.
fn generated(folder: &Path, parameter: &str) -> Vec<(String, String)> {
    let mut options = Options::new();
    options.apply(parameter).unwrap_or_else(|found| panic!("{found}"));
    let (set, listed) = protoc::compile(folder, &["three.proto", "two.proto"]);
    let request = Request::from_descriptor_set("twins", &set, Some(&listed))
        .unwrap_or_else(|found| panic!("{found}"));
    let output = generate(&request, &options).unwrap_or_else(|found| panic!("{found}"));
    let without_edition = |text: &str| {
        let depends = |line: &str| {
            line.starts_with("// @generated from ") || line.trim_start().starts_with("///")
        };
        let lines = text.lines().filter(|line| !depends(line));
        lines.collect::<Vec<_>>().join("\n")
    };
    // A file of features for another language is an import, and has code of its own.
    let twins = output.files.into_iter().filter(|file| file.name.starts_with("twins."));
    twins.map(|file| (file.name, without_edition(&file.content))).collect()
}

/// The files in editions also use features of other languages. The files in later editions use
/// symbol visibility, `import option`, features for naming styles, and JSON names. None of these
/// changes generated code.
#[test]
fn twins_give_the_same_rust() {
    let folders = root().join("fixtures/editions");
    for parameter in ["codec=prost", "codec=inline", "codec=inline,unknown_fields=preserve"] {
        let legacy = generated(&folders.join("legacy"), parameter);
        assert_eq!(legacy.len(), 2);
        for edition in ["2023", "2024", "2026"] {
            for ((name, ours), (_, expected)) in
                generated(&folders.join(edition), parameter).iter().zip(&legacy)
            {
                assert!(ours == expected, "{parameter}: {name} differs in edition {edition}");
            }
        }
    }
}

/// protoc sends the files of `import option` only for files to generate. Only custom options need
/// these files.
#[test]
fn option_imports_are_kept_and_not_required() {
    let folder = root().join("fixtures/editions/2024");
    let mut options = Options::new();
    options.apply("descriptor_set").unwrap();
    let (set, listed) = protoc::compile(&folder, &["three.proto"]);
    let has_option_import = |set: &[u8]| {
        let request = Request::from_descriptor_set("twins", set, Some(&listed)).unwrap();
        let output = generate(&request, &options).unwrap_or_else(|found| panic!("{found}"));
        let file = output.files.iter().find(|file| file.name == "twins.three.rs").unwrap();
        // The name occurs twice: in `option_dependency`, and in the file itself.
        file.content.matches("options.proto").count()
    };
    assert_eq!(has_option_import(&set), 2, "of three.proto and of the file itself");
    let without = without_options(&set);
    assert_eq!(has_option_import(&without), 1, "of three.proto alone");
}

/// Returns a descriptor set without the file `options.proto`.
fn without_options(set: &[u8]) -> Vec<u8> {
    #[derive(prost::Message)]
    struct Set {
        #[prost(bytes = "vec", repeated, tag = "1")]
        file: Vec<Vec<u8>>,
    }
    #[derive(prost::Message)]
    struct File {
        #[prost(string, tag = "1")]
        name: String,
    }
    let mut set = Set::decode(set).unwrap();
    let before = set.file.len();
    set.file.retain(|file| File::decode(&file[..]).unwrap().name != "options.proto");
    assert_eq!(set.file.len() + 1, before);
    set.encode_to_vec()
}
