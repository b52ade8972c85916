//! The command `generate`.

use std::io::ErrorKind;
use std::time::Duration;
use std::{fs, thread};

use crate::sandbox::{BINARY, Sandbox, vendored_protoc};

pub const GREETER: &str = "syntax = 'proto3';\npackage example;\nservice Greeter { rpc SayHello \
                           (HelloRequest) returns (HelloReply); }\nmessage HelloRequest { string \
                           name = 1; }\nmessage HelloReply { string message = 1; }\n";

#[test]
fn files_with_what_they_import_and_without() {
    let sandbox = Sandbox::new(&[
        (
            "proto/greeter.proto",
            "syntax = 'proto3'; package example; import 'common/c.proto'; import \
             'google/protobuf/timestamp.proto'; message A { common.C c = 1; \
             google.protobuf.Timestamp t = 2; }",
        ),
        ("proto/common/c.proto", "syntax = 'proto3'; package common; message C {}"),
    ]);
    sandbox.run(&["generate", "-I", "proto", "--out", "out/deep", "proto/greeter.proto"]).quiet();
    assert_eq!(sandbox.list("out/deep"), ["common.rs", "example.rs"]);
    let alone =
        ["generate", "-Iproto", "--out=alone", "--opt", "include_imports=false", "greeter.proto"];
    let done = sandbox.run(&alone);
    assert_eq!(done.code, 0);
    assert!(
        done.stderr.starts_with(
            "warning: the code refers to `common`, which is neither in this run nor external: "
        ),
        "{}",
        done.stderr
    );
    assert_eq!(sandbox.list("alone"), ["example.rs"]);
    sandbox.run(&[&alone[..], &["--opt", "generated_separately=.common"]].concat()).quiet();
    sandbox
        .run(&[
            "generate",
            "-Iproto",
            "--out=extern",
            "--opt=extern_path=.common=::common",
            "greeter.proto",
        ])
        .quiet();
    assert_eq!(sandbox.list("extern"), ["example.rs"]);
}

#[test]
fn a_folder_stands_for_the_files_below_it() {
    let sandbox = Sandbox::new(&[
        (
            "proto/acme/a.proto",
            "syntax = 'proto3'; package acme; import 'acme/sub/b.proto'; message A { B b = 1; }",
        ),
        ("proto/acme/sub/b.proto", "syntax = 'proto3'; package acme; message B {}"),
        ("proto/.hidden/c.proto", "syntax = 'proto3'; package hidden; message C {}"),
        ("other/d.proto", "syntax = 'proto3'; package other; message D {}"),
    ]);
    // Without -I, imports are relative to the folder.
    sandbox.run(&["generate", "-o", "alone", "proto"]).quiet();
    sandbox
        .run(&["generate", "-o", "with", "-I", "proto", "-I", "other", "proto/", "other"])
        .quiet();
    sandbox.run(&["generate", "-o", "two", "./proto", "other/../other"]).quiet();
    assert_eq!(sandbox.list("alone"), ["acme.rs"]);
    assert_eq!(sandbox.list("with"), ["acme.rs", "other.rs"]);
    assert_eq!(sandbox.list("two"), ["acme.rs", "other.rs"]);
    sandbox.run(&["check", "-o", "alone", "proto"]).quiet();
    let text = sandbox.read("alone/acme.rs");
    assert!(text.contains("// @generated from acme/sub/b.proto (proto3)"), "{text}");
    // No include folder contains the files below the folder.
    let done = sandbox.run(&["generate", "-o", "out", "-I", "other", "proto/acme"]);
    assert_eq!(
        (done.code, done.stderr.matches("is in no include folder").count()),
        (2, 2),
        "{done:?}"
    );
}

#[test]
fn two_files_with_one_name_are_an_error() {
    let sandbox = Sandbox::new(&[
        ("one/a.proto", "syntax = 'proto3'; package s; message A {}"),
        ("two/a.proto", "syntax = 'proto3'; package s; message B {}"),
    ]);
    let error = "error: `one/a.proto` and `two/a.proto` both have the name `a.proto` for \
                 imports\n  help: use the folder around both as the include folder, or generate \
                 them in two runs\n";
    for arguments in
        [&["one", "two"][..], &["-I", "one", "-I", "two", "one/a.proto", "two/a.proto"]]
    {
        let done = sandbox.run(&[&["generate", "-o", "out"], arguments].concat());
        assert_eq!((done.code, done.stderr.as_str()), (2, error), "{arguments:?}");
    }
    // One file by two paths is one file.
    sandbox.run(&["generate", "-o", "out", "-I", "one", "one/a.proto", "one/../one"]).quiet();
}

#[test]
fn the_current_folder_is_where_imports_are_looked_for_by_default() {
    let sandbox = Sandbox::new(&[
        ("a/b.proto", "syntax = 'proto3'; import 'a/c.proto'; message B { C c = 1; }"),
        ("a/c.proto", "syntax = 'proto3'; message C {}"),
    ]);
    sandbox.run(&["generate", "--out", "out", "a/b.proto"]).quiet();
    assert!(sandbox.read("out/_.rs").contains("pub struct C"));
}

#[test]
fn a_name_below_folders_that_hold_each_other() {
    let sandbox = Sandbox::new(&[("proto/sub/greeter.proto", GREETER)]);
    for includes in [["-I.", "-Iproto/sub"], ["-Iproto", "-Iproto/sub"], ["-Iproto/sub", "-I."]] {
        sandbox
            .run(&["generate", "--out", "out", includes[0], includes[1], "greeter.proto"])
            .quiet();
        assert!(sandbox.read("out/example.rs").contains("// @generated from greeter.proto"));
    }
}

#[test]
fn generate_and_the_plugin_write_equal_files() {
    let sandbox = Sandbox::new(&[
        ("proto/greeter.proto", GREETER),
        ("plugin/.keep", ""),
        ("options.txt", "# as in build.rs\n\ncodec=prost\nmod_file = mod.rs\n"),
    ]);
    sandbox
        .run(&[
            "generate",
            "-I",
            "proto",
            "--out",
            "generate",
            "--opts",
            "options.txt",
            "proto/greeter.proto",
        ])
        .quiet();
    sandbox
        .protoc(
            &vendored_protoc(),
            &[
                "-Iproto",
                "--rust-grpc_out=plugin",
                "--rust-grpc_opt=codec=prost,mod_file=mod.rs",
                "proto/greeter.proto",
            ],
        )
        .quiet();
    let mut set = sandbox.command(vendored_protoc());
    sandbox
        .done(
            set.args([
                "-Iproto",
                "--include_imports",
                "--include_source_info",
                "-oset.binpb",
                "greeter.proto",
            ])
            .output()
            .unwrap(),
        )
        .quiet();
    sandbox
        .run(&[
            "generate",
            "--descriptor_set",
            "set.binpb",
            "--out",
            "set",
            "--opts",
            "options.txt",
        ])
        .quiet();
    for name in ["example.rs", "mod.rs"] {
        let text = sandbox.read(&format!("generate/{name}"));
        assert_eq!(text, sandbox.read(&format!("plugin/{name}")));
        assert_eq!(text, sandbox.read(&format!("set/{name}")));
    }
}

#[test]
fn files_that_have_not_changed_are_not_written_and_orphans_are_named() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; package a; message A {}"),
        ("b.proto", "syntax = 'proto3'; package b; message B {}"),
    ]);
    sandbox.run(&["generate", "--out", "out", "a.proto", "b.proto"]).quiet();
    let written = fs::metadata(sandbox.path("out/a.rs")).unwrap().modified().unwrap();
    let done = sandbox.run(&["generate", "--out", "out", "a.proto"]);
    assert_eq!((done.code, done.stdout.as_str()), (0, "0 files written, 1 unchanged\n"));
    assert_eq!(
        done.stderr,
        "warning: `out/b.rs` is an orphan: it is no longer generated\n  help: if no other \
         command generates it, `--prune` deletes it\n"
    );
    assert_eq!(fs::metadata(sandbox.path("out/a.rs")).unwrap().modified().unwrap(), written);
    assert_eq!(sandbox.list("out"), ["a.rs", "b.rs"]);
}

#[test]
fn files_written_by_hand_are_not_replaced() {
    let sandbox = Sandbox::new(&[
        ("main.proto", "syntax = 'proto3'; package main; message A {}"),
        ("other.proto", "syntax = 'proto3'; package other; message B {}"),
        ("src/main.rs", "fn main() {}\n"),
        ("src/other.rs", "// This file is @generated by prost-build.\n"),
    ]);
    let done = sandbox.run(&["generate", "--out", "src", "main.proto", "other.proto"]);
    assert_eq!(done.code, 2);
    assert_eq!(
        done.stderr,
        "error: `src/main.rs` is not generated code, and would be overwritten\n  \
         help: name another folder with `--out`, or delete the file\n"
    );
    assert_eq!(sandbox.read("src/main.rs"), "fn main() {}\n");
    assert!(!sandbox.read("src/other.rs").contains("struct B"));
    sandbox.run(&["generate", "--out", "src", "other.proto"]).quiet();
    assert!(sandbox.read("src/other.rs").contains("struct B"));
}

#[test]
fn written_files_are_listed_unless_quiet() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; package a; message A {}"),
        ("b.proto", "syntax = 'proto3'; package b; message B {}"),
    ]);
    let generate = |arguments: &[&str]| {
        let arguments: Vec<&str> =
            ["generate", "--out", "out"].iter().chain(arguments).copied().collect();
        sandbox.run(&arguments).quiet().stdout.clone()
    };
    assert_eq!(generate(&["a.proto"]), "wrote out/a.rs\n1 file written, 0 unchanged\n");
    assert_eq!(
        generate(&["a.proto", "b.proto", "--opt=mod_file=mod.rs"]),
        "wrote out/b.rs\nwrote out/mod.rs\n2 files written, 1 unchanged\n"
    );
    for flag in ["-q", "--quiet"] {
        sandbox.put("out/a.rs", "");
        assert_eq!(generate(&["a.proto", "b.proto", "--opt=mod_file=mod.rs", flag]), "");
        assert!(sandbox.read("out/a.rs").contains("pub struct A"));
    }
    // Warnings are still printed.
    let done = sandbox.run(&["generate", "-q", "--out", "out", "a.proto"]);
    assert!(done.stdout.is_empty() && done.stderr.contains("`out/b.rs` is an orphan"), "{done:?}");
}

#[test]
#[cfg(unix)]
fn generated_files_are_as_readable_as_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new(&[("a.proto", "syntax = 'proto3'; message A {}")]);
    sandbox.run(&["generate", "--out", "out", "a.proto"]).quiet();
    let mode = |name: &str| fs::metadata(sandbox.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("out/_.rs"), mode("a.proto"));
}

#[test]
fn the_binary_alone_in_another_place() {
    let sandbox = Sandbox::new(&[(
        "greeter.proto",
        "syntax = 'proto3'; package example; import 'google/protobuf/timestamp.proto'; message A \
         { google.protobuf.Timestamp t = 1; }",
    )]);
    let binary = sandbox.path("moved");
    fs::copy(BINARY, &binary).unwrap();
    // There is no home, no cache folder, and no program in PATH.
    let mut command = sandbox.command(&binary);
    command.env_clear().args(["generate", "--out", "out", "greeter.proto"]);
    let done = loop {
        match command.output() {
            // Another test may have started a process while the copy was open for writing. The
            // process holds the open file for a moment.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {
                thread::sleep(Duration::from_millis(10))
            }
            result => break result.unwrap(),
        }
    };
    sandbox.done(done).quiet();
    assert!(sandbox.read("out/example.rs").contains("Timestamp"));
}
