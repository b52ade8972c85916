//! Manifests: the parts that are reported, and not changed.

use crate::project::{BUILD, MANIFEST, Project};

#[test]
fn dependencies_of_a_workspace_are_reported() {
    let manifest =
        MANIFEST.replace("tonic-prost-build = \"0.14\"", "tonic-prost-build.workspace = true");
    let project = Project::new(&[("Cargo.toml", &manifest), ("build.rs", BUILD)]);
    project.commit();
    let done = project.migrate(&["--write"]);
    let notes = "\
Cargo.toml:7:1: warning: the workspace declares `tonic-prost-build`, so it is not changed
  help: in [workspace.dependencies], write `tonic-prost-build = { package = \
\"rust-grpc-tonic-prost-build\", version = \"0.1\" }`; all members that inherit it move together
note: nothing is changed in this folder
";
    assert_eq!((done.code, done.out.as_str(), done.notes.as_str()), (1, "", notes));
    assert_eq!(project.read("Cargo.toml"), manifest);
}

#[test]
fn another_release_of_prost_is_an_error() {
    let manifest = MANIFEST.replace("0.14", "0.13.5");
    let done = Project::new(&[("Cargo.toml", &manifest), ("build.rs", BUILD)]).migrate(&[]);
    let notes = "\
Cargo.toml:7:1: error: `tonic-prost-build` 0.13.5 generates code for another release of prost than \
0.14
  help: move to prost and tonic 0.14 first
";
    assert_eq!((done.code, done.notes.as_str()), (2, notes));
    let manifest = MANIFEST.replace("tonic-prost-build = \"0.14", "tonic-build = \"0.12");
    let done = Project::new(&[("Cargo.toml", &manifest), ("build.rs", BUILD)]).migrate(&[]);
    assert_eq!(done.code, 2, "{done:?}");
}

#[test]
fn bazel_and_an_old_rust_are_reported() {
    let manifest = MANIFEST.replace("edition", "rust-version = \"1.75\"\nedition");
    let bazel = "load(\"@rules_rust_prost//:defs.bzl\", \"rust_prost_library\")\n";
    let project = Project::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", BUILD),
        ("BUILD.bazel", bazel),
        ("WORKSPACE", ""),
    ]);
    let done = project.migrate(&[]);
    done.is_equal(&["Cargo.toml", "build.rs"]);
    assert!(
        done.notes.starts_with(
            "Cargo.toml: warning: our generator needs Rust 1.88 to build\n  help: `rust-version = \
         \"1.75\"` promises an older one\nBUILD.bazel: warning: rules of Bazel for prost are not \
         changed\n"
        ),
        "{done:?}"
    );
    assert!(!done.notes.contains("WORKSPACE"), "{done:?}");
}

#[test]
fn folders_without_a_package() {
    let project = Project::new(&[]);
    assert_eq!(project.migrate(&[]).code, 2);
    project.put("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    let done = project.migrate(&[]);
    let note = "Cargo.toml: error: this is the manifest of a workspace, and has no package\n";
    assert!(done.notes.starts_with(note), "{done:?}");
    project.put(
        "Cargo.toml",
        "[package]\nname = \"a\"\n[build-dependencies]\ntonic-build = \"0.14\"\n",
    );
    let done = project.migrate(&[]);
    let note = "note: there is nothing to change in this folder\n";
    assert_eq!((done.code, done.notes.as_str()), (0, note));
    let done = project.migrate(&["--nonsense"]);
    assert_eq!(done.code, 2, "{done:?}");
}

#[test]
fn a_dependency_that_a_feature_names_keeps_its_name() {
    let manifest = format!(
        "{MANIFEST}optional = true\n\n[features]\ngenerate = [\"dep:tonic-prost-build\"]\n"
    )
    .replace(
        "tonic-prost-build = \"0.14\"\n",
        "[build-dependencies.tonic-prost-build]\nversion = \"0.14\"\n",
    )
    .replace("[build-dependencies]\n", "");
    let done = Project::new(&[("Cargo.toml", &manifest), ("build.rs", BUILD)]).migrate(&[]);
    done.is_equal(&["Cargo.toml"]);
    assert!(done.out.contains("+package = \"rust-grpc-tonic-prost-build\"\n"), "{done:?}");
}
