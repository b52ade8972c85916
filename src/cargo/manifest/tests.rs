//! Manifests, and what the lines of dependencies find in them.

use super::*;

/// The line that generated code needs.
const NEEDED: &str = "rust-grpc = { version = \"0.1\", features = [\"json\", \"tonic\"] }";

fn of_package(dependencies: &str) -> String {
    format!("[package]\nname = \"a\"\n{dependencies}\n")
}

#[test]
fn the_features_of_a_manifest() {
    let features = |names: &[&str], line: &str| {
        Lacks::Features(names.iter().map(|&name| name.into()).collect(), line.into())
    };
    for (dependencies, expected) in [
        ("[dependencies]\nrust-grpc.workspace = true", Lacks::Nothing),
        ("[dependencies]\nrt = { package = \"rust-grpc\" }", Lacks::Nothing),
        ("[dependencies]\nrust-grpc = { features = ['json', 'layers'] }", Lacks::Nothing),
        (
            "[dependencies]\nrust-grpc = { features = [\n\"json\",\n\"transport\"\n] }",
            Lacks::Nothing,
        ),
        (
            "[dependencies]\nrust-grpc = { features = [\"tonic\"] }\n\
             [features]\nx = [\"rust-grpc/json\"]",
            Lacks::Nothing,
        ),
        (
            "[dependencies]\nrust-grpc = \"0.1\"",
            features(
                &["json", "tonic"],
                "rust-grpc = { version = \"0.1\", features = [\"json\", \"tonic\"] }",
            ),
        ),
        (
            "[dependencies]\n\
             \"rust-grpc\" = { git = \"u\", features = [\"json\"], optional = true }",
            features(
                &["tonic"],
                "rust-grpc = { git = \"u\", features = [\"json\", \"tonic\"], optional = true }",
            ),
        ),
        (
            "[dependencies]\nrust-grpc = { path = \"../x\", default-features = false }",
            features(
                &["json", "tonic"],
                "rust-grpc = { path = \"../x\", default-features = false, \
                 features = [\"json\", \"tonic\"] }",
            ),
        ),
        (
            "[dependencies.rust-grpc]\nfeatures = [\"transport\"]\n[features]\nx = [\"json\"]",
            features(&["json"], ""),
        ),
        ("[dependencies]\nrust-grpc = \"0.1\" # new", features(&["json", "tonic"], "")),
        ("[dependencies]\nrust-grpc = { features=[\"tonic\"] }", features(&["json"], "")),
        (
            "[target.'cfg(unix)'.dependencies]\nrust-grpc.features = [\"tonic\"]",
            features(&["json"], ""),
        ),
        (
            "# rust-grpc-like\n[dependencies]\n\
             # rust-grpc = { features = [\"json\", \"tonic\"] }\nrust-grpc = { path = \"..\" }",
            features(
                &["json", "tonic"],
                "rust-grpc = { path = \"..\", features = [\"json\", \"tonic\"] }",
            ),
        ),
    ] {
        let manifest = of_package(dependencies);
        assert_eq!(lacks(&manifest, NEEDED), expected, "{manifest}");
    }
    assert_eq!(lacks("[workspace]\n", NEEDED), Lacks::Nothing);
}

/// The source of a missing runtime is that of the generator.
#[test]
fn the_source_of_a_missing_runtime() {
    for (build, source) in [
        ("", "version = \"0.1\""),
        ("rust-grpc-build = \"0.1\"", "version = \"0.1\""),
        ("rust-grpc-build.workspace = true", "version = \"0.1\""),
        ("rust-grpc-build = { path = \"../x/\" }", "path = \"../x/runtime\""),
        ("rust-grpc-build = { path = '/x' }", "path = '/x/runtime'"),
        (
            "rust-grpc-build = { git = 'u', rev = \"abc\", default-features = false }",
            "git = 'u', rev = \"abc\"",
        ),
    ] {
        let manifest = of_package(&format!("[build-dependencies]\n{build}"));
        let line = format!("rust-grpc = {{ {source}, features = [\"json\", \"tonic\"] }}");
        assert_eq!(lacks(&manifest, NEEDED), Lacks::Crate(line), "{manifest}");
    }
    let manifest = of_package("[build-dependencies]\nrust-grpc-build = { path = \"x\" }");
    let line = "rust-grpc = { path = \"x/runtime\" }".to_owned();
    assert_eq!(lacks(&manifest, "rust-grpc = \"0.1\""), Lacks::Crate(line));
}

/// The code of `codec=prost` names prost's and tonic's crates.
#[test]
fn other_crates() {
    let tonic = "tonic-prost = \"0.14\"";
    for (dependencies, expected) in [
        ("[dependencies]\ntonic = \"0.14\"", Lacks::Crate(tonic.into())),
        ("[build-dependencies]\ntonic-prost-build = \"0.14\"", Lacks::Crate(tonic.into())),
        ("[dependencies]\ntonic-prost = { workspace = true }", Lacks::Nothing),
        ("[dependencies]\ncodec = { package = \"tonic-prost\" }", Lacks::Nothing),
    ] {
        assert_eq!(lacks(&of_package(dependencies), tonic), expected, "{dependencies}");
    }
}

#[test]
fn a_feature_that_turns_nothing_on() {
    for (features, dependency, expected) in [
        ("testing = []", "", true),
        ("\"testing\" = [\n  'more',\n]\nmore = []", "", true),
        ("testing = [\"rust-grpc/testing\"]", "", false),
        ("testing = [\n  'more',\n]\nmore = [\"rust-grpc/testing\"]", "", false),
        // The other crate may turn it on.
        ("testing = [\n\"protos/testing\"\n]", "", false),
        ("testing = []", ", features = [\"testing\"]", false),
        // The code is not compiled.
        ("other = []", "", false),
    ] {
        let manifest = format!(
            "[package]\nname = \"a\"\n[features]\n{features}\n[dependencies]\n\
             rust-grpc = {{ version = \"0.1\"{dependency} }}\n"
        );
        let found = turns_nothing_on(&manifest, "testing", "rust-grpc/testing");
        assert_eq!(found, expected, "{manifest}");
    }
}
