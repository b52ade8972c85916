//! .proto files with comments and options that are not UTF-8, and their warnings.
//! `fixtures/errors/*_not_utf8` has strings for which there is an error.

use std::fs;

use rust_grpc_build::Config;

use crate::sandbox::{Sandbox, vendored_protoc};

/// A file that an editor has saved in ISO 8859-1.
const MENU: &[u8] = b"// Caf\xe9, the file's header.

syntax = \"proto2\";
package shop;
import 'import.proto';
import 'google/protobuf/descriptor.proto';

option java_package = \"caf\xe9\";
extend google.protobuf.FieldOptions {
  optional string hint = 50000 [default = \"caf\xe9\"];
}

// On the caf\xe9's menu.
message Drink {
  optional string name = 1 [(hint) = \"caf\xe9\", deprecated = true]; // e.g. caf\xe9
  optional Cup cup = 2;
  reserved \"caf\xe9\";
}
";
/// An imported file, which is not the user's.
const IMPORT: &[u8] = b"syntax = \"proto2\";
package shop;
// Th\xe9.
message Cup { optional string content = 1 [default = \"th\xe9\"]; }
";
const WARNING: &str = "menu.proto:14:1: the comment of this element is not UTF-8 (1 more in this \
                       file): \
                       the docs have U+FFFD for invalid bytes\n  help: save the file as UTF-8\n";
const RESERVED: &str =
    "menu.proto:17:12: warning: Reserved name \"caf\u{fffd}\" is not a valid identifier.\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new(&[("out/.keep", "")]);
    sandbox.put("menu.proto", MENU);
    sandbox.put("import.proto", IMPORT);
    sandbox
}

#[track_caller]
fn check(sandbox: &Sandbox, file: &str) {
    let text = sandbox.read(file);
    for part in ["/// On the caf\u{fffd}'s menu.", "/// e.g. caf\u{fffd}", "#[deprecated]"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn generate_warns() {
    let sandbox = sandbox();
    let done = sandbox.run(&["generate", "--opt=include_imports=false", "--out=out", "menu.proto"]);
    let reserved = RESERVED.replace("identifier.", "identifier");
    let warning = WARNING.replacen(": ", ": warning: ", 1);
    assert_eq!((done.code, done.stderr), (0, reserved + &warning));
    check(&sandbox, "out/shop.rs");
}

#[test]
fn the_plugin_warns() {
    let sandbox = sandbox();
    let done = sandbox.protoc(
        &vendored_protoc(),
        &["--rust-grpc_out=out", "--rust-grpc_opt=extern_path=.shop.Cup=::c::Cup", "menu.proto"],
    );
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, format!("{RESERVED}protoc-gen-rust-grpc: warning: {WARNING}").as_str())
    );
    check(&sandbox, "out/shop.rs");
}

#[test]
fn descriptor_sets_and_build_scripts_do_too() {
    let sandbox = sandbox();
    let mut protoc = sandbox.command(vendored_protoc());
    let done = protoc
        .args(["--include_imports", "--include_source_info", "-oset.binpb", "menu.proto"])
        .output()
        .unwrap();
    assert!(done.status.success());
    // The default value in the import is used if the import is generated.
    let done = sandbox.run(&["generate", "--out=out", "--descriptor_set=set.binpb"]);
    assert_eq!(done.code, 2);
    assert!(
        done.stderr.contains("import.proto:4:54: error: the default value of `shop.Cup.content`"),
        "{}",
        done.stderr
    );

    let mut config = Config::new();
    config.protoc_executable(vendored_protoc()).include_imports(false).out_dir(sandbox.path("out"));
    config.compile(&[sandbox.path("menu.proto")], &[sandbox.path("")]).unwrap();
    check(&sandbox, "out/shop.rs");
    config.out_dir(sandbox.path("set"));
    let error = config
        .compile_descriptor_set(&fs::read(sandbox.path("set.binpb")).unwrap())
        .unwrap_err()
        .to_string();
    assert!(error.contains("`shop.Cup.content`"), "{error}");
}

#[test]
fn embedded_options_are_what_protoc_wrote() {
    let sandbox = sandbox();
    sandbox.run(&[
        "generate",
        "--opt=include_imports=false,descriptor_set",
        "--out=out",
        "menu.proto",
    ]);
    // The option (hint), with its key.
    assert!(sandbox.read("out/shop.rs").contains(r"\x82\xB5\x18\x04caf\xE9"));
}
