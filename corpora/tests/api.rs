//! With `codec=inline`, the public API equals that of prost-build's and tonic-prost-build's code.
//! It is compared after macros are expanded.

use corpora::items::differences;
use corpora::reviewed::Reviewed;
use corpora::scratch::Scratch;
use corpora::{CORPORA, Corpus, Descriptors, api, named};

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn small_schemas() {
    compare("api", ["fixtures", "etcd-client", "osmpbf"].map(named));
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_every_schema() {
    compare("deep-api", CORPORA);
}

fn compare(name: &str, corpora: impl IntoIterator<Item = &'static Corpus>) {
    let reviewed = Reviewed::new(include_str!("../reviewed/api"));
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), name);
    let corpora: Vec<&Corpus> = corpora.into_iter().collect();
    for corpus in &corpora {
        write_crates(corpus, &scratch);
    }
    let mut problems = String::new();
    for corpus in corpora {
        let [ours, theirs] = ["ours", "theirs"]
            .map(|side| api::items(&scratch.rustdoc_json(&format!("api-{}-{side}", corpus.name))));
        let found = differences(&ours, &theirs);
        println!("{}: {} items, {} differ", corpus.name, theirs.len(), found.len());
        for difference in
            found.iter().filter(|difference| !reviewed.has(corpus.name, &difference.path))
        {
            problems += &format!("{} {difference}\n", corpus.name);
        }
        for path in reviewed.gone(corpus.name) {
            problems +=
                &format!("{} {path}\n    is in the list but does not differ\n", corpus.name);
        }
    }
    let beginning: String = problems.chars().take(10_000).collect();
    assert!(problems.is_empty(), "see corpora/reviewed/api:\n{beginning}");
}

/// Writes a crate of our code, and one of the others'.
fn write_crates(corpus: &Corpus, scratch: &Scratch) {
    let descriptors: Descriptors = corpus.descriptors();
    let ours = corpus.ours(&descriptors, "codec=inline");
    let theirs = corpus.theirs(&descriptors, true, |_| ());
    for (side, files) in [("ours", ours), ("theirs", theirs)] {
        let name = format!("api-{}-{side}", corpus.name);
        let tree =
            scratch.write_files(&format!("crates/{name}/generated"), &corpus.without_apart(files));
        let source = format!(
            "#![allow(warnings, text_direction_codepoint_in_literal)]\n\ninclude!({tree:?});\n"
        );
        let dependencies = ["prost", "prost-types", "rust-grpc", "tonic", "tonic-prost"];
        scratch.write_crate(&name, "2021", &dependencies, "lib.rs", &source);
    }
}
