//! The generated code below `fixtures` is checked in. These tests generate it again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_grpc_build::{Options, Request, generate};

mod tree;

use crate::protoc;

/// The text of files by path. The paths are relative to `fixtures`.
type Files = BTreeMap<PathBuf, String>;

/// Generated code that is mounted as a module tree of its own, with the generated `mod.rs`. The
/// .proto files are in `FOLDER/proto`, and the generated files in `FOLDER/golden/OUTPUT`.
struct Set {
    folder: &'static str,
    /// E.g. `inline`. The options are in the files `options` and `options.OUTPUT` of the folder.
    output: &'static str,
    /// An empty list means all of the folder.
    protos: &'static [&'static str],
}

#[rustfmt::skip]
const SETS: &[Set] = &[
    Set { folder: "well_known", output: "prost", protos: &[] },
    Set { folder: "well_known", output: "inline", protos: &[] },
    Set { folder: "any", output: "inline", protos: &[] },
    Set { folder: "any", output: "preserve", protos: &[] },
    Set { folder: "extensions", output: "inline", protos: EXTENSIONS },
    Set { folder: "extensions", output: "external", protos: EXTERNAL },
    Set { folder: "typed_enums", output: "prost", protos: TYPED },
    Set { folder: "typed_enums", output: "i32", protos: TYPED },
    Set { folder: "typed_enums", output: "open", protos: TYPED },
    Set { folder: "typed_enums", output: "closed", protos: TYPED },
    Set { folder: "typed_enums", output: "mixed", protos: TYPED },
    Set { folder: "grpc_json", output: "inline", protos: &[] },
    Set { folder: "tables", output: "inline", protos: &[] },
    Set { folder: "tables", output: "open", protos: NUMBERS },
    Set { folder: "tables", output: "closed", protos: NUMBERS },
    Set { folder: "every", output: "prost", protos: EVERY },
    Set { folder: "every", output: "inline", protos: EVERY },
    Set { folder: "every", output: "preserve", protos: EVERY },
    Set { folder: "every", output: "open", protos: EVERY },
    Set { folder: "every", output: "closed", protos: EVERY },
    Set { folder: "every", output: "lazy", protos: EVERY },
    Set { folder: "every", output: "formats_around_formats", protos: AROUND },
    Set { folder: "every", output: "formats_around_prost", protos: AROUND },
    Set { folder: "every", output: "inline_around_prost", protos: AROUND },
    Set { folder: "every", output: "inline_around_inline", protos: AROUND },
    Set { folder: "every", output: "prost_around_inline", protos: MIXED },
];
const EXTERNAL: &[&str] = &["elsewhere.proto"];
#[rustfmt::skip]
const EXTENSIONS: &[&str] = &[
    "annotated.proto", "base.proto", "docs.proto", "docs_access.proto", "editions.proto",
    "more.proto", "open.proto", "option.proto", "oracle.proto",
];
const NUMBERS: &[&str] = &["numbers.proto"];
const TYPED: &[&str] = &["typed.proto", "legacy.proto"];
const EVERY: &[&str] = &["implicit.proto", "every.proto", "mixed.proto"];
const MIXED: &[&str] = &["mixed.proto"];
const AROUND: &[&str] = &["mixed.proto", "grouped.proto"];

#[test]
fn sets_are_what_is_checked_in() {
    let mut differing = Vec::new();
    for set in SETS {
        let folder = fixtures().join(set.folder);
        // These sets lack the elements of the folder's rules.
        let is_shared = ![EXTERNAL, NUMBERS].contains(&set.protos);
        let mut options = options(&folder, set.output, is_shared);
        options.apply("mod_file=mod.rs").unwrap_or_else(|found| panic!("{found}"));
        let golden = Path::new(set.folder).join("golden").join(set.output);
        let wanted = generated(&folder.join("proto"), set.protos, &options)
            .into_iter()
            .map(|(name, text)| (golden.join(name), text));
        compare(&wanted.collect(), &present(&golden), &mut differing);
    }
    report(&differing);
}

/// Each folder of `fixtures/topics` is a topic: the .proto files, the options, and an output for
/// each codec. A file `options.OUTPUT` adds an output with the codec `inline`.
///
/// An output is the file `OUTPUT.rs`, or the folder `OUTPUT` if the topic has several packages.
/// `topics/OUTPUT.rs` is the module tree of all topics.
#[test]
fn topics_are_what_is_checked_in() {
    let mut wanted = Files::new();
    let mut trees: BTreeMap<String, tree::Module> = BTreeMap::new();
    for topic in names(&fixtures().join("topics"), fs::FileType::is_dir) {
        let folder = fixtures().join("topics").join(&topic);
        let mut outputs = vec!["prost".to_owned(), "inline".to_owned()];
        for name in names(&folder, fs::FileType::is_file) {
            let output = name.strip_prefix("options.").map(str::to_owned);
            outputs.extend(output.filter(|output| !outputs.contains(output)));
        }
        for output in outputs {
            let options = options(&folder, &output, true);
            let files = generated(&folder, &[], &options);
            let is_alone = files.len() == 1;
            let tree = trees.entry(output.clone()).or_default();
            for (name, text) in files {
                let path = match is_alone {
                    true => format!("{topic}/{output}.rs"),
                    false => format!("{topic}/{output}/{name}"),
                };
                tree.mount(name.strip_suffix(".rs").unwrap(), &path);
                wanted.insert(Path::new("topics").join(path), text);
            }
        }
    }
    for (output, tree) in trees {
        wanted.insert(format!("topics/{output}.rs").into(), tree.print());
    }
    let mut differing = Vec::new();
    compare(&wanted, &present(Path::new("topics")), &mut differing);
    report(&differing);
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Reads the options of an output.
fn options(folder: &Path, output: &str, is_shared: bool) -> Options {
    let mut options = Options::new();
    let codec = if output.starts_with("prost") { "prost" } else { "inline" };
    options.apply(&format!("codec={codec}")).unwrap_or_else(|found| panic!("{found}"));
    let shared = is_shared.then(|| "options".to_owned());
    for name in shared.into_iter().chain([format!("options.{output}")]) {
        let path = folder.join(name);
        if let Ok(text) = fs::read_to_string(&path) {
            let found = options.apply_file(path.to_str().unwrap(), &text);
            found.unwrap_or_else(|found| panic!("{found}"));
        }
    }
    options
}

/// The generated files by name.
fn generated(folder: &Path, protos: &[&str], options: &Options) -> Vec<(String, String)> {
    let (set, listed) = protoc::compile(folder, protos);
    let request = Request::from_descriptor_set("fixtures", &set, Some(&listed))
        .unwrap_or_else(|found| panic!("{found}"));
    let output = generate(&request, options).unwrap_or_else(|found| panic!("{found}"));
    output.files.into_iter().map(|file| (file.name, file.content)).collect()
}

/// The names of a folder's entries, in order.
fn names(folder: &Path, is_wanted: fn(&fs::FileType) -> bool) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let entries = entries.map(Result::unwrap);
    let entries = entries.filter(|entry| is_wanted(&entry.file_type().unwrap()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The checked-in Rust files of a folder and the folders below it.
fn present(folder: &Path) -> Files {
    let path = fixtures().join(folder);
    let rust = names(&path, fs::FileType::is_file).into_iter().filter(|name| name.ends_with(".rs"));
    let mut files: Files = rust
        .map(|name| (folder.join(&name), fs::read_to_string(path.join(&name)).unwrap()))
        .collect();
    for name in names(&path, fs::FileType::is_dir) {
        files.extend(present(&folder.join(name)));
    }
    files
}

/// Collects the paths of the files that differ. `BLESS=1` writes them.
fn compare(wanted: &Files, present: &Files, differing: &mut Vec<String>) {
    let is_blessed = std::env::var_os("BLESS").is_some();
    for name in wanted.keys().chain(present.keys().filter(|name| !wanted.contains_key(*name))) {
        if wanted.get(name) == present.get(name) {
            continue;
        }
        let path = fixtures().join(name);
        match wanted.get(name) {
            Some(content) if is_blessed => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, content).unwrap();
            }
            None if is_blessed => fs::remove_file(path).unwrap(),
            Some(_) | None => differing.push(format!("fixtures/{}", name.display())),
        }
    }
}

fn report(differing: &[String]) {
    assert!(
        differing.is_empty(),
        "generated code has changed: {}\n\
         If that is meant, write it again with `BLESS=1 cargo test --test generator`, and read the \
         diff.",
        differing.join(", ")
    );
}
