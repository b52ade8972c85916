//! The plugin with the real buf. buf runs a plugin for one directory at a time, and sends no
//! compiler version.

use crate::sandbox::{BINARY, Sandbox, peer};

fn workspace(strategy: &str) -> Sandbox {
    let strategy =
        if strategy.is_empty() { String::new() } else { format!("    strategy: {strategy}\n") };
    let plugin = format!(
        "version: v2\nplugins:\n  - local: {BINARY}\n    out: gen\n    opt: [codec=prost]\n\
         {strategy}"
    );
    Sandbox::new(&[
        ("buf.yaml", "version: v2\n"),
        ("buf.gen.yaml", &plugin),
        (
            "a/a.proto",
            "syntax = 'proto3'; package a; import 'b/b.proto'; import \
             'google/protobuf/any.proto'; message A { b.B b = 1; google.protobuf.Any any = 2; }",
        ),
        ("b/b.proto", "syntax = 'proto3'; package b; message B {}"),
        ("b/c.proto", "syntax = 'proto3'; package b; message C {}"),
    ])
}

fn generate(sandbox: &Sandbox) -> crate::sandbox::Done {
    let mut buf = sandbox.command(peer("buf", "buf/node_modules/@bufbuild/buf/bin/buf"));
    sandbox.done(
        buf.arg("generate")
            .env("HOME", sandbox.path("home"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .output()
            .unwrap(),
    )
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn a_directory_at_a_time_gives_equal_files() {
    let (directory, all) = (workspace(""), workspace("all"));
    // A run for one directory lacks the files of the others, and fails until an option allows it.
    let said = generate(&directory).stderr;
    assert!(
        said.contains("the code refers to `b`, which is neither in this run nor external"),
        "{said}"
    );
    let template = directory
        .read("buf.gen.yaml")
        .replace("[codec=prost]", "[codec=prost, generated_separately=.]");
    directory.put("buf.gen.yaml", template);
    generate(&directory).quiet();
    generate(&all).quiet();
    assert_eq!(directory.list("gen"), ["a.rs", "b.rs"]);
    assert_eq!(directory.list("gen"), all.list("gen"));
    for name in ["gen/a.rs", "gen/b.rs"] {
        assert_eq!(directory.read(name), all.read(name));
    }
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn errors_reach_the_user() {
    let sandbox = workspace("");
    sandbox.put("buf.gen.yaml", sandbox.read("buf.gen.yaml").replace("codec=prost", "codex=prost"));
    let done = generate(&sandbox);
    assert_ne!(done.code, 0);
    assert!(done.stderr.contains("unknown option `codex`"), "{}", done.stderr);
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn a_package_in_two_directories() {
    let sandbox = workspace("");
    sandbox.put(
        "d/d.proto",
        "syntax = 'proto3'; package b; import 'b/b.proto'; message D { B b = 1; }",
    );
    let done = generate(&sandbox);
    assert!(done.stderr.contains("strategy: all"), "{}", done.stderr);
}

/// docs/migrating.md has this entry, which replaces four plugins.
#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn one_entry_for_four_plugins() {
    let docs = include_str!("../../docs/migrating.md");
    let entry = docs.split("```yaml\n").find_map(|block| block.strip_prefix("# after\n")).unwrap();
    let entry = entry.split("```").next().unwrap().replace("protoc-gen-rust-grpc", BINARY);
    let sandbox = workspace("all");
    sandbox.put("buf.gen.yaml", entry);
    generate(&sandbox).quiet();
    assert_eq!(sandbox.list("gen"), ["Cargo.toml", "src"]);
    assert_eq!(sandbox.list("gen/src"), ["a.rs", "b.rs", "lib.rs"]);
    let manifest = sandbox.read("gen/Cargo.toml");
    assert!(manifest.ends_with(
        "[features]\ndefault = [\"proto_full\"]\n\"proto_full\" = [\"a\", \
                                \"b\"]\n\"a\" = [\"b\"]\n\"b\" = []\n"
    ));
}
