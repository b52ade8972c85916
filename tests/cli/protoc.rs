//! The protoc that is run, and its arguments.

use crate::sandbox::{BINARY, Done, Sandbox, old_protoc, vendored_protoc};

/// Runs `generate` with environment variables.
fn generate(sandbox: &Sandbox, variables: &[(&str, &str)], arguments: &[&str]) -> Done {
    let mut command = sandbox.command(BINARY);
    command.args(["generate", "--out", "out"]).args(arguments).envs(variables.iter().copied());
    sandbox.done(command.output().unwrap())
}

const TIMESTAMP: &str = "syntax = 'proto3'; package a; import 'google/protobuf/timestamp.proto'; \
                         message A { optional google.protobuf.Timestamp t = 1; }";

#[test]
#[ignore = "needs old protocs: scripts/fetch protoc"]
fn old_protocs_do() {
    let sandbox = Sandbox::new(&[("a.proto", TIMESTAMP)]);
    let mut texts = Vec::new();
    assert!(
        include_str!("../../docs/versions.md").contains("oldest one that is tested is 3.19.4.")
    );
    for version in ["3.19.4", "3.21.11", "28.2", "31.1"] {
        let protoc = old_protoc(version);
        generate(&sandbox, &[("PROTOC", protoc.to_str().unwrap())], &["a.proto"]).quiet();
        texts.push(sandbox.read("out/a.rs"));
    }
    generate(&sandbox, &[], &["a.proto"]).quiet();
    assert!(texts.iter().all(|text| *text == sandbox.read("out/a.rs")));
}

#[test]
#[ignore = "needs old protocs: scripts/fetch protoc"]
fn a_protoc_without_its_own_includes_gets_ours() {
    let sandbox = Sandbox::new(&[("a.proto", TIMESTAMP), ("bin/.keep", "")]);
    std::fs::copy(old_protoc("28.2"), sandbox.path("bin/protoc")).unwrap();
    generate(&sandbox, &[("PATH", sandbox.path("bin").to_str().unwrap())], &["a.proto"]).quiet();
    assert!(sandbox.read("out/a.rs").contains("Timestamp"));
}

#[test]
fn protoc_include_is_honoured() {
    let sandbox = Sandbox::new(&[
        ("proto/a.proto", "syntax = 'proto3'; import 'else/b.proto'; message A { B b = 1; }"),
        ("more/else/b.proto", "syntax = 'proto3'; message B {}"),
    ]);
    generate(&sandbox, &[("PROTOC_INCLUDE", "more")], &["-Iproto", "a.proto"]).quiet();
    assert_eq!(generate(&sandbox, &[], &["-Iproto", "a.proto"]).code, 2);
}

#[test]
fn protoc_that_cannot_be_run() {
    let sandbox = Sandbox::new(&[("a.proto", "syntax = 'proto3';"), ("text", "")]);
    let done = generate(&sandbox, &[("PROTOC", "nowhere/protoc")], &["a.proto"]);
    assert_eq!(done.code, 2);
    assert!(
        done.stderr.starts_with("error: cannot run protoc as `nowhere/protoc`: No such file"),
        "{}",
        done.stderr
    );
    assert!(done.stderr.contains("\n  help: unset PROTOC "), "{}", done.stderr);
    let done = generate(&sandbox, &[("PROTOC", BINARY)], &["a.proto"]);
    assert!(
        done.stderr.contains("to `--version` it answers `protoc-gen-rust-grpc "),
        "{}",
        done.stderr
    );
}

/// A version manager puts programs into PATH that only report that they are not installed.
#[test]
#[cfg(unix)]
fn a_broken_protoc_in_path_is_skipped() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; message A {}"),
        ("bin/protoc", "#!/bin/sh\necho 'protoc: command not found' >&2\nexit 127\n"),
    ]);
    std::fs::set_permissions(
        sandbox.path("bin/protoc"),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    generate(&sandbox, &[("PATH", sandbox.path("bin").to_str().unwrap())], &["a.proto"]).quiet();
}

#[test]
#[ignore = "needs old protocs: scripts/fetch protoc"]
fn a_protoc_too_old_for_an_edition() {
    for (edition, since, protocs) in [
        ("2023", 27, &["3.19.4", "3.21.11"][..]),
        ("2024", 32, &["3.19.4", "28.2", "31.1"]),
        ("2026", 36, &["28.2", "31.1"]),
    ] {
        let text = format!("// a comment\nedition = \"{edition}\";\nmessage A {{}}\n");
        let sandbox = Sandbox::new(&[("proto/a.proto", &text)]);
        for version in protocs {
            let protoc = old_protoc(version);
            let protoc = protoc.to_str().unwrap();
            let done = generate(&sandbox, &[("PROTOC", protoc)], &["-Iproto", "a.proto"]);
            let expected = format!(
                "proto/a.proto:2:1: error: edition {edition} needs protoc {since} or newer; \
                 `{protoc}` is {version}\n"
            );
            assert!(done.stderr.starts_with(&expected), "{}", done.stderr);
            assert_eq!(done.stderr.lines().count(), 2, "{}", done.stderr);
        }
    }
}

#[test]
fn warnings_are_shown() {
    let sandbox = Sandbox::new(&[
        ("proto/a.proto", "syntax = 'proto3';\nimport 'b.proto';\nmessage A {}"),
        ("proto/b.proto", "syntax = 'proto3';"),
    ]);
    for (variables, arguments) in [
        (&[][..], ["-Iproto", "a.proto"]),
        (&[("PROTOC", vendored_protoc().to_str().unwrap())], ["-Iproto", "proto/a.proto"]),
    ] {
        let done = generate(&sandbox, variables, &arguments);
        assert_eq!(
            (done.code, done.stderr.as_str()),
            (0, "proto/a.proto:2:1: warning: Import b.proto is unused\n")
        );
    }
}
