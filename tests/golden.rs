//! What is generated for `fixtures/proto` is what is checked in under `fixtures/golden`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_grpc_build::{Options, Request, generate};

#[path = "support/protoc.rs"]
mod protoc;

/// The folder of the goldens, what is asked for besides `fixtures/options`, and the .proto files (none: all).
const SETS: &[(&str, &str, &[&str])] = &[
    ("prost", "codec=prost", &[]),
    ("inline", "codec=inline", &[]),
    ("preserve", "codec=inline,unknown_fields=preserve,mod_file=mod.rs", &["unknown.proto"]),
];

#[test]
fn generated_code_is_what_is_checked_in() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let bless = std::env::var_os("BLESS").is_some();
    let mut differing = Vec::new();
    for (set, parameter, protos) in SETS {
        let folder = fixtures.join("golden").join(set);
        let wanted = generated(&fixtures, parameter, protos);
        let present = present(&folder);
        let names = wanted.keys().chain(present.keys().filter(|name| !wanted.contains_key(*name)));
        for name in names {
            if wanted.get(name) == present.get(name) {
                continue;
            }
            differing.push(format!("golden/{set}/{name}"));
            let path = folder.join(name);
            match wanted.get(name) {
                Some(content) if bless => {
                    fs::create_dir_all(&folder).unwrap();
                    fs::write(path, content).unwrap();
                }
                None if bless => fs::remove_file(path).unwrap(),
                Some(_) | None => {}
            }
        }
    }
    assert!(
        bless || differing.is_empty(),
        "generated code has changed: fixtures/{}\nIf that is meant, rewrite it with `BLESS=1 cargo test --test golden`, and read the diff.",
        differing.join(", fixtures/")
    );
}

/// The generated files by name.
fn generated(fixtures: &Path, parameter: &str, protos: &[&str]) -> BTreeMap<String, String> {
    let mut options = Options::new();
    if protos.is_empty() {
        let text = fs::read_to_string(fixtures.join("options")).unwrap();
        options.apply_file("fixtures/options", &text).unwrap_or_else(|found| panic!("{found}"));
    }
    options.apply(parameter).unwrap_or_else(|found| panic!("{found}"));
    let (set, listed) = protoc::compile(&fixtures.join("proto"), protos);
    let request = Request::from_descriptor_set("fixtures", &set, Some(&listed)).unwrap_or_else(|found| panic!("{found}"));
    let output = generate(&request, &options).unwrap_or_else(|found| panic!("{found}"));
    output.files.into_iter().map(|file| (file.name, file.content)).collect()
}

/// The checked-in files by name.
fn present(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let file = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap());
    entries.map(|entry| file(entry.unwrap().path())).collect()
}
