//! The command `check`, with its exit codes 0, 1 and 2.

use crate::generate::GREETER;
use crate::sandbox::{Done, Sandbox};

const CHECK: &[&str] = &[
    "check",
    "-I",
    "my protos",
    "--out",
    "out",
    "--opt",
    "codec=prost",
    "my protos/greeter.proto",
];

fn fresh() -> Sandbox {
    let sandbox = Sandbox::new(&[("my protos/greeter.proto", GREETER)]);
    let generate: Vec<&str> = ["generate"].iter().chain(&CHECK[1..]).copied().collect();
    sandbox.run(&generate).quiet();
    sandbox
}

const REGENERATE: &str = "error: generated code is not up to date\n  help: regenerate it with \
                          `protoc-gen-rust-grpc generate -I 'my protos' --out out --opt \
                          codec=prost 'my protos/greeter.proto'`\n";

#[track_caller]
fn drifts(done: &Done, first: &str) {
    assert_eq!(done.code, 1, "{done:?}");
    assert_eq!(done.stderr, format!("error: {first}\n{REGENERATE}"));
}

#[test]
fn fresh_is_0_and_says_nothing() {
    let done = fresh().run(CHECK);
    assert_eq!(done.quiet().stdout, "");
}

#[test]
fn a_manifest_without_what_the_code_needs_is_a_warning_with_the_line() {
    let sandbox = Sandbox::new(&[("my protos/greeter.proto", GREETER)]);
    let arguments =
        ["-I", "my protos", "--out", "src/out", "--opt", "json=true", "my protos/greeter.proto"];
    sandbox.run(&[&["generate"], &arguments[..]].concat()).quiet();
    let line = "rust-grpc = { version = \"0.1\", features = [\"json\", \"transport\"] }";
    let both = "rust-grpc = { path = \"../x\", features = [\"tonic\", \"json\", \"transport\"] }";
    for (dependencies, warning) in [
        (
            "",
            format!(
                "warning: `SANDBOX/Cargo.toml` has no dependency on `rust-grpc`, which generated \
                 code names\n  help: add `{line}` to `[dependencies]`"
            ),
        ),
        (
            "rust-grpc = { path = \"../x\", features = [\"tonic\"] }",
            format!(
                "warning: `SANDBOX/Cargo.toml` lacks the features `json`, `transport` of \
                 `rust-grpc`, which generated code needs\n  help: write `{both}`"
            ),
        ),
        (line, String::new()),
    ] {
        sandbox.put("Cargo.toml", format!("[package]\n[dependencies]\n{dependencies}\n"));
        let done = sandbox.run(&[&["check"], &arguments[..]].concat());
        assert_eq!((done.code, done.stdout.as_str()), (0, ""));
        assert_eq!(done.stderr.trim_end(), warning);
    }
}

#[test]
fn a_feature_that_does_not_turn_on_the_feature_of_the_runtime_is_a_warning() {
    let sandbox = Sandbox::new(&[("my protos/greeter.proto", GREETER)]);
    let mut arguments = vec!["-I", "my protos", "--out", "src/out", "my protos/greeter.proto"];
    arguments.extend(["--opt", "mock=true", "--opt", "mock_feature=tests"]);
    sandbox.run(&[&["generate"], &arguments[..]].concat()).quiet();
    let warning = "warning: the feature `tests` of `SANDBOX/Cargo.toml` does not turn on \
                   `rust-grpc/testing`, which generated code needs\n  help: write \
                   `tests = [\"rust-grpc/testing\"]` in `[features]`";
    for (list, warning) in [("", warning), ("\"rust-grpc/testing\"", "")] {
        sandbox.put(
            "Cargo.toml",
            format!(
                "[package]\n[features]\ntests = [{list}]\n[dependencies]\n\
                 rust-grpc = {{ version = \"0.1\", features = [\"transport\"] }}\n"
            ),
        );
        let done = sandbox.run(&[&["check"], &arguments[..]].concat());
        assert_eq!((done.code, done.stdout.as_str()), (0, ""));
        assert_eq!(done.stderr.trim_end(), warning);
    }
}

#[test]
fn the_manifest_of_another_crate_is_no_concern_of_a_generated_crate() {
    let sandbox = Sandbox::new(&[
        ("my protos/greeter.proto", GREETER),
        ("Cargo.toml", "[package]\nname = 'around'\n"),
    ]);
    let arguments = ["-I", "my protos", "--out", "protos", "--opt", "gen_crate", "my protos"];
    let check = [&["check"], &arguments[..]].concat();
    // Nothing is generated yet, so the nearest manifest is that of the crate around the folder.
    let done = sandbox.run(&check);
    assert_eq!(done.code, 1);
    assert!(done.stderr.contains("error: `protos/Cargo.toml` is missing\n"), "{}", done.stderr);
    assert!(!done.stderr.contains("warning"), "{}", done.stderr);
    sandbox.run(&[&["generate"], &arguments[..]].concat()).quiet();
    sandbox.run(&check).quiet();
    // The manifest of an earlier run lacks a feature. It is changed, and this run would mend it.
    let stale = sandbox.read("protos/Cargo.toml").replace(", features = [\"transport\"]", "");
    sandbox.put("protos/Cargo.toml", stale);
    let done = sandbox.run(&check);
    assert!(done.stderr.starts_with("error: `protos/Cargo.toml` is changed"), "{}", done.stderr);
}

#[test]
fn changed() {
    let sandbox = fresh();
    let text = sandbox.read("out/example.rs");
    sandbox.put("out/example.rs", text.replace("pub name:", "pub nome:"));
    let done = sandbox.run(CHECK);
    drifts(&done, "`out/example.rs` is changed: it is not what is generated now");
    assert!(
        done.stdout.starts_with("--- out/example.rs\n+++ out/example.rs\n@@ ")
            && done.stdout.contains("\n-    pub nome:"),
        "{}",
        done.stdout
    );
    assert!(sandbox.read("out/example.rs").contains("nome"), "check writes nothing");
    // The diff can be applied as a patch.
    sandbox.put("drift.patch", &done.stdout);
    let mut patch = sandbox.command("/usr/bin/env");
    patch
        .args(["git", "apply", "-p0", "drift.patch"])
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    sandbox.done(patch.output().unwrap()).quiet();
    sandbox.run(CHECK).quiet();
}

#[test]
fn a_source_that_this_run_leaves_out() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; package p; message A {}"),
        ("b.proto", "syntax = 'proto3'; package p; message B {}"),
    ]);
    sandbox.run(&["generate", "--out", "out", "a.proto", "b.proto"]).quiet();
    let done = sandbox.run(&["check", "--out", "out", "a.proto"]);
    let warning = "warning: `b.proto` still exists, but this run does not list it, so `out/p.rs` \
                   loses its code\n";
    assert!(done.code == 1 && done.stderr.starts_with(warning), "{done:?}");
}

#[test]
fn missing() {
    let sandbox = fresh();
    std::fs::remove_dir_all(sandbox.path("out")).unwrap();
    let done = sandbox.run(CHECK);
    drifts(&done, "`out/example.rs` is missing");
    assert_eq!(done.stdout, "", "the error says all");
    assert_eq!(sandbox.list("out"), [""; 0], "check writes nothing");
}

#[test]
fn orphan() {
    let sandbox = fresh();
    sandbox.put("out/old.rs", sandbox.read("out/example.rs"));
    sandbox.put("out/mine.rs", "// written by hand\n");
    let done = sandbox.run(CHECK);
    assert_eq!((done.code, done.stdout.as_str()), (1, ""));
    let orphan = "error: `out/old.rs` is an orphan: it is no longer generated\n  help: if no \
                  other command generates it, `generate --prune` deletes it\n";
    assert_eq!(
        done.stderr,
        format!("{orphan}{}", REGENERATE.replace("generate -I", "generate --prune -I"))
    );
    let generate: Vec<&str> = ["generate", "--prune"].iter().chain(&CHECK[1..]).copied().collect();
    let done = sandbox.run(&generate);
    assert_eq!(
        done.quiet().stdout,
        "deleted out/old.rs\n0 files written, 1 unchanged, 1 deleted\n"
    );
    assert_eq!(sandbox.list("out"), ["example.rs", "mine.rs"]);
    sandbox.run(CHECK).quiet();
    let check_with_prune: Vec<&str> = CHECK.iter().chain(&["--prune"]).copied().collect();
    assert_eq!(sandbox.run(&check_with_prune).code, 2, "check deletes nothing");
}

#[test]
fn orphans_in_a_folder_that_no_package_has_any_more() {
    let sandbox = Sandbox::new(&[
        ("protos/kept.proto", "syntax = 'proto3'; package acme.v1; message Kept {}"),
        ("protos/gone.proto", "syntax = 'proto3'; package gone.type; message Gone {}"),
    ]);
    let arguments = ["--out", "out", "--opt", "flat_output_dir=false", "protos"];
    let run = |words: &[&str]| sandbox.run(&[words, &arguments[..]].concat());
    run(&["generate"]).quiet();
    run(&["check"]).quiet();
    std::fs::remove_file(sandbox.path("protos/gone.proto")).unwrap();
    let done = run(&["check"]);
    let orphan = "`out/gone/type/gone.r#type.rs` is an orphan: it is no longer generated\n";
    assert!(done.code == 1 && done.stderr.starts_with(&format!("error: {orphan}")), "{done:?}");
    let done = run(&["generate"]);
    assert!(done.code == 0 && done.stderr.starts_with(&format!("warning: {orphan}")), "{done:?}");
    let done = run(&["generate", "--prune"]);
    assert_eq!(
        done.quiet().stdout,
        "deleted out/gone/type/gone.r#type.rs\n0 files written, 1 unchanged, 1 deleted\n"
    );
    run(&["check"]).quiet();
}

#[test]
fn only_line_ends() {
    let sandbox = fresh();
    let text = sandbox.read("out/example.rs");
    sandbox.put("out/example.rs", text.replace('\n', "\r\n"));
    let done = sandbox.run(CHECK);
    drifts(
        &done,
        "`out/example.rs`: only line ends differ: was it checked out with CRLF?\n  help: add the \
         line `*.rs text eol=lf` to .gitattributes",
    );
    assert_eq!(done.stdout, "", "the error says all");
}

#[test]
fn only_formatting() {
    let sandbox = fresh();
    let text = sandbox.read("out/example.rs");
    // rustfmt's output if rustfmt is installed, otherwise an example of it.
    sandbox.put("out/example.rs", text.replace("    pub", "  pub"));
    let done = sandbox.run(CHECK);
    drifts(
        &done,
        "`out/example.rs`: only formatting differs: was rustfmt run over generated code?\n  help: \
         `#[rustfmt::skip] mod NAME;` keeps rustfmt away from a module",
    );
    assert!(!done.stdout.is_empty());
}

#[test]
fn rustfmt_is_recognised() {
    let sandbox = fresh();
    let mut rustfmt = std::process::Command::new("rustfmt");
    // rustfmt skips files that are marked as generated only if an option says so.
    rustfmt.current_dir(sandbox.path("out")).args([
        "--edition",
        "2024",
        "--config",
        "max_width=60,use_small_heuristics=Max",
        "example.rs",
    ]);
    assert!(rustfmt.status().expect("`rustup component add rustfmt` installs rustfmt").success());
    let done = sandbox.run(CHECK);
    assert!(done.code == 0 || done.stderr.contains("only formatting differs"), "{done:?}");
}

#[test]
fn errors_are_2() {
    let sandbox = fresh();
    sandbox.put("my protos/greeter.proto", "syntax = 'proto3'; nonsense");
    let done = sandbox.run(CHECK);
    assert_eq!((done.code, done.stdout.as_str()), (2, ""));
    assert!(done.stderr.starts_with("my protos/greeter.proto:1:20: error: "), "{}", done.stderr);
    assert_eq!(sandbox.run(&["check"]).code, 2);
}
