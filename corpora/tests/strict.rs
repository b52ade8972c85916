//! Strict tools compile the code of real schemas. rustc and clippy deny every warning, in both
//! editions. rustdoc denies its warnings. The collector of doctests must find no doctest in
//! comments that are code of other languages.

use corpora::scratch::Scratch;
use corpora::{CORPORA, Corpus, UNITTESTS, named};

const CODECS: [&str; 2] = ["prost", "inline"];
const EDITIONS: [&str; 2] = ["2021", "2024"];

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn small_schemas() {
    compile("strict", ["googleapis-common", "pubsub", "spanner", "firestore"].map(named));
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_every_schema() {
    compile("deep-strict", CORPORA.iter().filter(|corpus| corpus.name != "fixtures"));
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_unittests_of_protobuf() {
    compile("deep-strict-unittests", UNITTESTS);
}

/// The fixtures are left out, because they are crates of the workspace.
fn compile(name: &str, corpora: impl IntoIterator<Item = &'static Corpus>) {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), name);
    let mut names = Vec::new();
    for corpus in corpora {
        let descriptors = corpus.descriptors();
        for codec in CODECS {
            let files = corpus.ours(&descriptors, &format!("codec={codec},mod_file=mod.rs"));
            let tree = scratch.write_files(&format!("generated/{}-{codec}", corpus.name), &files);
            for edition in EDITIONS {
                names.push(write_crate(corpus, codec, edition, &tree, &scratch));
            }
        }
    }
    // clippy also does the work of `check`. The largest crates take several GB, so one crate is
    // checked at a time.
    println!(
        "clippy: {:.0} s",
        scratch.cargo(&["clippy", "--workspace", "--keep-going", "--jobs=1"]).0
    );
    println!(
        "doc: {:.0} s",
        scratch
            .cargo(&[
                "doc",
                "--workspace",
                "--keep-going",
                "--jobs=1",
                "--no-deps",
                "--exclude",
                "*-2021"
            ])
            .0
    );
    for name in names.iter().filter(|name| name.ends_with("-2024")) {
        let (_, printed) = scratch.cargo(&["rustdoc", "--package", name, "--lib", "--", "--test"]);
        assert!(
            printed.contains("\nrunning 0 tests\n"),
            "{name} has doctests:\n{}",
            printed.chars().take(2000).collect::<String>()
        );
    }
}

/// Writes a crate that has only generated code.
fn write_crate(
    corpus: &Corpus,
    codec: &str,
    edition: &str,
    tree: &std::path::Path,
    scratch: &Scratch,
) -> String {
    let name = format!("strict-{}-{codec}-{edition}", corpus.name);
    let source = format!(
        "//! {name}\n#![deny(warnings, missing_docs, clippy::all)]\n#![forbid(unsafe_code)]\n\n\
         include!({tree:?});\n"
    );
    let dependencies: &[&str] = if codec == "prost" {
        &["prost", "prost-types", "tonic", "tonic-prost"]
    } else {
        &["rust-grpc", "tonic"]
    };
    scratch.write_crate(&name, edition, dependencies, "lib.rs", &source);
    name
}
