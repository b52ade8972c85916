//! Projects that change their Cargo.toml from prost-build to ours, and nothing else.

use crate::cargo;
use crate::sandbox::Sandbox;

/// A library with a build script that prost-build would run as well.
fn project(name: &str, dependencies: &str, script: &str, library: &str) -> Sandbox {
    let compat = concat!(env!("CARGO_MANIFEST_DIR"), "/compat");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\n{dependencies}\n[build-dependencies]\nprost-build = {{ package = \"rust-grpc-prost-build\", path = \"{compat}/prost-build\" }}\n[workspace]\n"
    );
    Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", script),
        ("src/lib.rs", library),
        ("proto/a.proto", "syntax = 'proto3'; package a; import 'sub/b.proto'; message A { b.B b = 1; map<string, bytes> m = 2; }"),
        ("proto/sub/b.proto", "syntax = 'proto3'; package b; message B { string name = 1; }"),
    ])
}

#[track_caller]
fn passes(sandbox: &Sandbox) {
    let done = cargo(sandbox, ".", &["test"]);
    assert_eq!(done.code, 0, "{}\n{}", done.stdout, done.stderr);
    assert!(!done.stderr.contains("warning"), "{}", done.stderr);
}

#[test]
fn a_build_script_of_prost_build_needs_no_edit() {
    let sandbox = project(
        "switched-1",
        "prost = \"0.14\"",
        "fn main() -> std::io::Result<()> {
    prost_build::Config::new()
        .btree_map([\".\"])
        .include_file(\"all.rs\")
        .compile_protos(&[\"proto/a.proto\"], &[\"proto\", \"nowhere\"])
}
",
        "include!(concat!(env!(\"OUT_DIR\"), \"/all.rs\"));

#[test]
fn it_is_prost() {
    use prost::Message;
    let a = a::A { b: Some(b::B { name: \"x\".into() }), m: std::collections::BTreeMap::new() };
    assert_eq!(a.encode_to_vec(), [10, 3, 10, 1, b'x']);
}
",
    );
    passes(&sandbox);
}
