//! Real schemas: generated with both codecs, and compiled by whoever is strictest.
//!
//! `scripts/fetch schemas` gets them; then: `cargo test --test corpora -- --include-ignored --nocapture`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Some .proto files of a fetched package.
struct Corpus<'a> {
    /// Of the crates made from it.
    name: &'a str,
    /// The folder of the package below `target/peers/schemas`, to which imports are relative.
    package: &'a str,
    /// The folders whose files are asked for. What they import is generated, too.
    folders: &'a [&'a str],
    /// Fewer files or methods would mean that the package is not what it was.
    at_least: (usize, usize),
    /// Items that must be there, to show that modules are mounted where the packages say.
    items: &'a [&'a str],
}

const CORPORA: &[Corpus<'_>] = &[
    Corpus {
        name: "common",
        package: "googleapis-common-protos",
        folders: &["google"],
        at_least: (60, 7),
        items: &["google::api::HttpRule", "google::rpc::Status", "google::longrunning::operations_client::OperationsClient"],
    },
    Corpus {
        name: "cloud",
        package: "google-proto-files",
        folders: &["google/pubsub", "google/spanner", "google/firestore", "google/iam"],
        at_least: (80, 290),
        items: &[
            "google::firestore::v1::firestore_client::FirestoreClient",
            "google::iam::v1::iam_policy_server::IamPolicyServer",
            "google::pubsub::v1::publisher_server::Publisher",
            "google::spanner::v1::spanner_client::SpannerClient",
        ],
    },
];

const CODECS: [&str; 2] = ["prost", "inline"];
const EDITIONS: [&str; 2] = ["2021", "2024"];

/// The target folder of the workspace: crates that both it and the corpora depend on are compiled once.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is a folder of the target folder")
}

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas"]
fn real_schemas_compile_with_warnings_denied() {
    let workspace = new_workspace("corpora");
    for corpus in CORPORA {
        for codec in CODECS {
            corpus.write_crates(codec, &EDITIONS, &workspace);
        }
    }
    // clippy does what `check` does, and then looks closer.
    cargo(&workspace, &["clippy", "--workspace", "--keep-going"]);
    // Comments of real schemas are full of brackets, URLs and indented blocks, and must not break documentation.
    cargo(&workspace, &["doc", "--workspace", "--keep-going", "--no-deps", "--exclude", "*-2021"]);
}

/// All 7,000 files, a crate for each folder of `google/` and of the largest of them: rustc would take 22 GB for all as one.
#[test]
#[ignore = "takes 17 minutes and 10 GB: .ci/run --deep"]
fn deep_all_of_google_proto_files() {
    let workspace = new_workspace("deep-corpora");
    let root = schemas("google-proto-files").join("google");
    // The well-known types come from prost-types, and beside them lie tests of protobuf's own.
    let mut paths = folders_of(&root, &["cloud", "protobuf"]);
    // Only what its folders import lies in `cloud` itself.
    paths.extend(folders_of(&root.join("cloud"), &[]));
    for path in paths {
        let path = path.strip_prefix(root.parent().expect("it is in a folder")).expect("it is below").to_str().expect("names are ASCII");
        let name = path.replace('/', "-");
        let corpus = Corpus { name: &name, package: "google-proto-files", folders: &[path], at_least: (1, 0), items: &[] };
        corpus.write_crates("inline", &["2024"], &workspace);
    }
    // One at a time: the largest takes several GB.
    cargo(&workspace, &["check", "--workspace", "--keep-going", "--jobs=1"]);
}

/// The folders in a folder, sorted, but for some.
fn folders_of(root: &Path, but: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).expect("it is a folder").map(|entry| entry.expect("it can be read").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir() && !but.iter().any(|name| path.ends_with(name))).collect();
    folders.sort();
    folders
}

/// An empty workspace for the crates, in the target folder.
fn new_workspace(name: &str) -> PathBuf {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if workspace.exists() {
        fs::remove_dir_all(&workspace).expect("the target folder can be written");
    }
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let manifest = format!(
        "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n\n[workspace.dependencies]\n\
         prost = \"0.14\"\nprost-types = \"0.14\"\nrust-grpc = {{ path = {runtime:?}, features = [\"transport\"] }}\n\
         tonic = \"0.14\"\ntonic-prost = \"0.14\"\n"
    );
    write(&workspace.join("Cargo.toml"), &manifest);
    // The same versions as everywhere else; cargo drops what is not needed.
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), workspace.join("Cargo.lock")).expect("the workspace has a lock file");
    workspace
}

/// The folder of a fetched package.
fn schemas(package: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/schemas").join(package);
    assert!(root.exists(), "{package} is missing; fetch it with: scripts/fetch schemas");
    root
}

impl Corpus<'_> {
    /// Generates it, and makes a crate of it for each edition.
    fn write_crates(&self, codec: &str, editions: &[&str], workspace: &Path) {
        let generated = workspace.join("generated").join(format!("{}-{codec}", self.name));
        self.generate(codec, &generated);
        for edition in editions {
            self.write_crate(codec, edition, &generated, workspace);
        }
    }

    /// Generates it, and checks that `check` finds nothing to do.
    fn generate(&self, codec: &str, out: &Path) {
        let root = schemas(self.package);
        let files = self.files(&root);
        let methods = files.iter().map(|file| methods(&root.join(file))).sum::<usize>();
        let (least_files, least_methods) = self.at_least;
        assert!(files.len() >= least_files && methods >= least_methods, "{}: only {} files, {methods} methods", self.package, files.len());

        let started = Instant::now();
        for command in ["generate", "check"] {
            let mut generator = Command::new(env!("CARGO_BIN_EXE_protoc-gen-rust-grpc"));
            generator.arg(command).arg("-I").arg(&root).arg("--out").arg(out);
            generator.args(["--opt", &format!("codec={codec}"), "--opt", "mod_file=mod.rs"]).args(&files);
            run(&mut generator);
        }
        let packages = fs::read_dir(out).expect("it was generated").count() - 1;
        let lines = lines_in(out);
        println!(
            "{}, {}, codec={codec}: {} files, {methods} methods -> {packages} packages, {lines} lines; generated and checked in {:.1} s",
            self.package,
            self.name,
            files.len(),
            started.elapsed().as_secs_f64()
        );
    }

    /// The files asked for, relative to `root`, sorted.
    fn files(&self, root: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for folder in self.folders {
            collect(&root.join(folder), &mut files);
        }
        files.sort();
        files.iter().map(|file| file.strip_prefix(root).expect("it is below the root").to_owned()).collect()
    }

    /// A crate that is nothing but the generated code.
    fn write_crate(&self, codec: &str, edition: &str, generated: &Path, workspace: &Path) {
        let name = format!("{}-{codec}-{edition}", self.name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"{edition}\"\n\n[dependencies]\n\
             prost.workspace = true\nprost-types.workspace = true\nrust-grpc.workspace = true\ntonic.workspace = true\ntonic-prost.workspace = true\n"
        );
        let items: String = self.items.iter().map(|item| format!("pub use crate::{item};\n")).collect();
        let source = format!(
            "//! {name}\n#![deny(warnings, missing_docs)]\n#![forbid(unsafe_code)]\n\n{items}\ninclude!({:?});\n",
            generated.join("mod.rs")
        );
        let folder = workspace.join("crates").join(&name);
        write(&folder.join("Cargo.toml"), &manifest);
        write(&folder.join("src/lib.rs"), &source);
    }
}

/// Every .proto file below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
}

fn methods(file: &Path) -> usize {
    let text = fs::read_to_string(file).expect("a .proto file is text");
    text.lines().filter(|line| line.trim_start().starts_with("rpc ")).count()
}

fn lines_in(folder: &Path) -> usize {
    let files = fs::read_dir(folder).expect("it was generated").map(|entry| entry.expect("the folder can be read").path());
    files.map(|file| fs::read_to_string(file).expect("generated code is text").lines().count()).sum()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the target folder can be written");
    fs::write(path, text).expect("the target folder can be written");
}

fn cargo(workspace: &Path, arguments: &[&str]) {
    let started = Instant::now();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).arg("--target-dir").arg(target()).env("RUSTDOCFLAGS", "-Dwarnings").current_dir(workspace);
    run(&mut cargo);
    println!("cargo {}: {:.0} s", arguments[0], started.elapsed().as_secs_f64());
}

/// Runs a command; if it fails, with the first of what it printed.
fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        let problems = text.matches("\nerror").count();
        let from = text.find("\nerror").unwrap_or(0);
        let beginning: String = text[from..].chars().take(6000).collect();
        panic!("{command:?}: {}, {problems} errors, of which the first:\n{beginning}", output.status);
    }
}
