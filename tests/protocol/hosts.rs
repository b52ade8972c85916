//! The plugin with real releases of protoc, from old ones to the newest.

use std::path::PathBuf;

use crate::sandbox::{Sandbox, old_protoc, vendored_protoc};

const SERVICE: &str = "syntax = 'proto3'; package example;\nimport \
                       'google/protobuf/timestamp.proto';\nservice Greeter { rpc Hi (In) returns \
                       (stream In); }\nmessage In { optional string name = 1; \
                       google.protobuf.Timestamp at = 2; }\n";

fn old_protocs() -> Vec<PathBuf> {
    ["3.19.4", "3.21.11", "28.2", "31.1"].iter().map(|version| old_protoc(version)).collect()
}

#[test]
#[ignore = "needs old protocs: scripts/fetch protoc"]
fn every_host_gets_the_same_code() {
    let mut texts = Vec::new();
    for protoc in old_protocs().into_iter().chain([vendored_protoc()]) {
        let sandbox = Sandbox::new(&[("proto/greeter.proto", SERVICE), ("out/.keep", "")]);
        sandbox
            .protoc(
                &protoc,
                &[
                    "-Iproto",
                    "--rust-grpc_out=codec=prost:out",
                    "--rust-grpc_opt=extern_path=.x=::x",
                    "greeter.proto",
                ],
            )
            .quiet();
        texts.push(sandbox.read("out/example.rs"));
    }
    assert!(texts[0].contains("pub struct In") && texts.iter().all(|text| *text == texts[0]));
}

#[test]
#[ignore = "needs old protocs: scripts/fetch protoc"]
fn errors_are_all_that_protoc_prints() {
    let sandbox = Sandbox::new(&[(
        "old.proto",
        "syntax = 'proto3'; package old; message A { optional int32 x = 1; }",
    )]);
    for protoc in old_protocs().into_iter().chain([vendored_protoc()]) {
        let done = sandbox.protoc(&protoc, &["--rust-grpc_out=codecs=prost:.", "old.proto"]);
        assert_eq!(
            (done.code, done.stderr.as_str()),
            (1, "--rust-grpc_out: unknown option `codecs`\n  help: did you mean `codec`?\n")
        );
    }
}

#[test]
#[ignore = "needs old protocs: scripts/fetch protoc"]
fn an_error_about_an_edition_is_our_own_alone() {
    let sandbox = Sandbox::new(&[("new.proto", "edition = '2023'; package a; message A {}")]);
    for protoc in [old_protoc("28.2"), old_protoc("31.1"), vendored_protoc()] {
        let done = sandbox
            .protoc(&protoc, &["--rust-grpc_out=.", "--rust-grpc_opt=codecs=prost", "new.proto"]);
        let ours = "--rust-grpc_out: unknown option `codecs`\n  help: did you mean `codec`?\n";
        assert!(
            done.code == 1 && done.stderr.starts_with(ours) && !done.stderr.contains("maximum"),
            "{}",
            done.stderr
        );
    }
}

#[test]
fn the_newest_edition() {
    let sandbox = Sandbox::new(&[("newest.proto", "edition = '2026'; package b; message B {}")]);
    sandbox.protoc(&vendored_protoc(), &["--rust-grpc_out=.", "newest.proto"]).quiet();
    assert!(sandbox.read("b.rs").contains("(edition 2026)"));
}

#[test]
fn spaces_in_folders_and_files_and_windows_line_ends() {
    let text = "syntax = \"proto3\";\r\npackage p;\r\n\r\n// A \\ backslash,\r\n// and another \
                line.\r\nmessage A {\r\n  int32 x = 1;\r\n}\r\n";
    let sandbox = Sandbox::new(&[("my protos/sub folder/a b.proto", text), ("out dir/.keep", "")]);
    sandbox
        .protoc(
            &vendored_protoc(),
            &["-Imy protos", "--rust-grpc_out=out dir", "my protos/sub folder/a b.proto"],
        )
        .quiet();
    let code = sandbox.read("out dir/p.rs");
    assert!(code.contains("/// A ") && !code.contains('\r'), "{code}");
}
