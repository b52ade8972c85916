//! The generator decodes descriptors with types that it has generated. `src/descriptor/*.rs` equal
//! the files that it generates now.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// A file whose imports are descriptor.proto and plugin.proto. Imports are generated too, so the
/// code is made from the files of the protoc inside.
const IMPORTS_THEM: &str =
    "syntax = \"proto3\";\nimport \"google/protobuf/compiler/plugin.proto\";\n";

/// The fields of descriptor.proto that the generator decodes as bytes, and their number.
/// `src/descriptor.rs` has the reasons. A message, a string and bytes have one wire format.
const AS_BYTES: [(&str, usize); 5] = [
    ("options", 9),
    ("reserved_name", 2),
    ("leading_comments", 1),
    ("trailing_comments", 1),
    ("leading_detached_comments", 1),
];

/// Returns descriptor.proto with these fields as bytes.
fn descriptor_proto() -> String {
    let path =
        protoc_bin_vendored::include_path().unwrap().join("google/protobuf/descriptor.proto");
    let text = fs::read_to_string(path).unwrap();
    let mut found = [0; AS_BYTES.len()];
    let lines = text.lines().map(|line| {
        // The line is e.g. `  optional FieldOptions options = 8;`
        let words: Vec<&str> = line.split_whitespace().collect();
        let [label @ ("optional" | "repeated"), _, name, "=", number] = words[..] else {
            return line.to_owned();
        };
        let Some(nth) = AS_BYTES.iter().position(|(field, _)| *field == name) else {
            return line.to_owned();
        };
        found[nth] += 1;
        format!("{label} bytes {name} = {number}")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(found, AS_BYTES.map(|(_, count)| count));
    text
}

#[test]
fn descriptor_types_are_what_is_generated_now() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("all.proto"), IMPORTS_THEM).unwrap();
    fs::create_dir_all(folder.path().join("google/protobuf")).unwrap();
    fs::write(folder.path().join("google/protobuf/descriptor.proto"), descriptor_proto()).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_protoc-gen-rust-grpc"))
        .args([
            "generate",
            "--out",
            "out",
            "--opt",
            "compile_well_known_types,unknown_fields=preserve",
            "all.proto",
        ])
        .current_dir(folder.path())
        // Another protoc would have another descriptor.proto.
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
            "src/descriptor/{name} is not what the generator writes now\nIf that is meant, run \
             `BLESS=1 cargo test --test self_hosting`, read the diff, and run the test again: the \
             new generator must write these files, too"
        );
        fs::write(checked_in, generated).unwrap();
    }
}
