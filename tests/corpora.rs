//! Real schemas: generated with both codecs, and compiled by whoever is strictest.
//!
//! `scripts/fetch schemas` gets them; then: `cargo test --test corpora -- --include-ignored --nocapture`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Some .proto files of a fetched package.
struct Corpus {
    /// Of the modules made from it.
    name: &'static str,
    /// The folder of the package below `target/peers/schemas`, to which imports are relative.
    package: &'static str,
    /// The folders whose files are asked for. What they import is generated, too.
    folders: &'static [&'static str],
    /// Fewer files or methods would mean that the package is not what it was.
    at_least: (usize, usize),
    /// Items that must be there, to show that modules are mounted where the packages say.
    items: &'static [&'static str],
}

const CORPORA: &[Corpus] = &[
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
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpora");
    let _ = fs::remove_dir_all(&workspace);
    for corpus in CORPORA {
        for codec in CODECS {
            let generated = workspace.join("generated").join(format!("{}-{codec}", corpus.name));
            corpus.generate(codec, &generated);
            for edition in EDITIONS {
                corpus.write_crate(codec, edition, &generated, &workspace);
            }
        }
    }
    write(&workspace.join("Cargo.toml"), &workspace_manifest());
    // The same versions as everywhere else; cargo drops what is not needed.
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), workspace.join("Cargo.lock")).expect("the workspace has a lock file");

    // clippy does what `check` does, and then looks closer.
    cargo(&workspace, &["clippy", "--workspace", "--keep-going"]);
    // Comments of real schemas are full of brackets, URLs and indented blocks, and must not break documentation.
    cargo(&workspace, &["doc", "--workspace", "--keep-going", "--no-deps", "--exclude", "*-2021"]);
}

impl Corpus {
    /// Generates it, and checks that `check` finds nothing to do.
    fn generate(&self, codec: &str, out: &Path) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/schemas").join(self.package);
        assert!(root.exists(), "{} is missing; fetch it with: scripts/fetch schemas", self.package);
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
            "{}, codec={codec}: {} files, {methods} methods -> {packages} packages, {lines} lines; generated and checked in {:.1} s",
            self.package,
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
        write(&workspace.join(&name).join("Cargo.toml"), &manifest);
        write(&workspace.join(&name).join("src/lib.rs"), &source);
    }
}

fn workspace_manifest() -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    format!(
        "[workspace]\nmembers = [\"common-*\", \"cloud-*\"]\nresolver = \"3\"\n\n[workspace.dependencies]\n\
         prost = \"0.14\"\nprost-types = \"0.14\"\nrust-grpc = {{ path = {runtime:?}, features = [\"transport\"] }}\n\
         tonic = \"0.14\"\ntonic-prost = \"0.14\"\n"
    )
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
