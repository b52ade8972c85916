//! The generator decodes descriptors with types of its own making: `src/descriptor/*.rs` are what it generates now.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Imports are generated, too, so this brings descriptor.proto and plugin.proto out of the protoc inside.
const IMPORTS_THEM: &str = "syntax = \"proto3\";\nimport \"google/protobuf/compiler/plugin.proto\";\n";

#[test]
fn descriptor_types_are_what_is_generated_now() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("all.proto"), IMPORTS_THEM).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_protoc-gen-rust-grpc"))
        .args(["generate", "--out", "out", "--opt", "compile_well_known_types,unknown_fields=preserve", "all.proto"])
        .current_dir(folder.path())
        // Another protoc would bring another descriptor.proto.
        .env_remove("PROTOC")
        .env("PATH", "")
        .status()
        .unwrap();
    assert!(status.success());
    for name in ["google.protobuf.rs", "google.protobuf.compiler.rs"] {
        let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/descriptor").join(name);
        let generated = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        if fs::read_to_string(&checked_in).unwrap() == generated {
            continue;
        }
        assert!(
            env::var_os("BLESS").is_some(),
            "src/descriptor/{name} is not what is generated now: read `BLESS=1 cargo test --test self_hosting && git diff src/descriptor`, \
             and run it again: the new generator has to make the same of it"
        );
        fs::write(checked_in, generated).unwrap();
    }
}
