//! Strict tools compile the code of real schemas. rustc and clippy deny every warning, in the
//! editions 2021 and 2024. rustdoc denies its warnings. The collector of doctests must find no
//! doctest in comments that are code of other languages.

use corpora::scratch::Scratch;
use corpora::{CORPORA, Corpus, UNITTESTS, named};

/// The codecs, each with the editions of its crates.
type Codecs = [(&'static str, &'static [&'static str])];

const IN_BOTH_EDITIONS: &Codecs = &[("prost", &["2021", "2024"]), ("inline", &["2021", "2024"])];
/// Half of the crates, because those of every schema take long.
const IN_ONE_EDITION: &Codecs = &[("prost", &["2021"]), ("inline", &["2024"])];

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn small_schemas() {
    let schemas = ["googleapis-common", "pubsub", "spanner", "firestore"];
    compile(&scratch("strict"), schemas.map(named), IN_BOTH_EDITIONS);
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_strict_every_schema() {
    let schemas = CORPORA.iter().filter(|corpus| corpus.name != "fixtures");
    compile(&scratch("deep-strict").apart("strict"), schemas, IN_ONE_EDITION);
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_strict_unittests_of_protobuf() {
    compile(&scratch("deep-strict-unittests").apart("strict"), UNITTESTS, IN_BOTH_EDITIONS);
}

fn scratch(name: &str) -> Scratch {
    Scratch::new(env!("CARGO_TARGET_TMPDIR"), name)
}

/// The fixtures are left out, because they are crates of the workspace.
fn compile(scratch: &Scratch, corpora: impl IntoIterator<Item = &'static Corpus>, codecs: &Codecs) {
    let mut names = Vec::new();
    for corpus in corpora {
        let descriptors = corpus.descriptors();
        for (codec, editions) in codecs {
            let files = corpus.ours(&descriptors, &format!("codec={codec},mod_file=mod.rs"));
            let tree = scratch.write_files(&format!("generated/{}-{codec}", corpus.name), &files);
            for edition in *editions {
                names.push(write_crate(corpus, codec, edition, &tree, scratch));
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
