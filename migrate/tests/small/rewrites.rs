//! Build scripts: how a whole script is rewritten, and why one stays as it is.

use crate::project::{BUILD, MANIFEST, Project};

#[test]
fn the_shortest_build_script_is_rewritten() {
    let build = "\
fn main() -> Result<(), Box<dyn std::error::Error>> {
    tonic_prost_build::compile_protos(\"proto/place.proto\")?;
    Ok(())
}
";
    let done = Project::with_build(build).migrate(&[]);
    done.is_equal(&["Cargo.toml", "build.rs"]);
    assert!(
        done.out.contains("+        .compile(&[\"proto/place.proto\"], &[\"proto\"])?;"),
        "{done:?}"
    );
}

#[test]
fn imports_descriptor_sets_and_io_errors_are_taken_over() {
    let build = "\
use std::{env, path::PathBuf};
use tonic_prost_build::configure;

fn main() -> std::io::Result<()> {
    let out = PathBuf::from(env::var(\"OUT_DIR\").unwrap());
    configure()
        .file_descriptor_set_path(out.join(\"weather.bin\"))
        .compile_protos(&[\"proto/place.proto\"], &[\"proto\"])
}
";
    let new = "\
use std::{env, path::PathBuf};

fn main() -> std::io::Result<()> {
    let out = PathBuf::from(env::var(\"OUT_DIR\").unwrap());
    rust_grpc_build::Config::new()
        .codec(rust_grpc_build::Codec::Prost)
        .file_descriptor_set_path(out.join(\"weather.bin\"))
        .compile(&[\"proto/place.proto\"], &[\"proto\"])?;
    Ok(())
}
";
    let project = Project::with_build(build);
    project.commit();
    project.migrate(&["--write"]);
    assert_eq!(project.read("build.rs"), new);
}

#[test]
fn a_build_script_that_stays_has_a_reason() {
    let call = |call: &str| BUILD.replace(".build_server(false)", call);
    let done = Project::with_build(&call(".emit_package(true)")).migrate(&[]);
    done.is_equal(&["Cargo.toml"]);
    let reason = "build.rs:3:10: note: build.rs stays: `emit_package` has no \
                  equivalent in rust_grpc_build::Config\n";
    assert!(done.notes.starts_with(reason), "{done:?}");

    // The second call of tonic-prost-build writes the imported package again, without messages.
    let twice = "\
fn main() {
    tonic_prost_build::configure()
        .compile_protos(&[\"proto/place.proto\"], &[\"proto\"])
        .unwrap();
    tonic_prost_build::configure()
        .extern_path(\".acme.place.v1\", \"crate::place\")
        .compile_protos(&[\"proto/weather.proto\"], &[\"proto\"])
        .unwrap();
}
";
    let project = Project::with_build(twice);
    let place = "syntax = \"proto3\"; package acme.place.v1; message Place { string name = 1; }
        service Places { rpc Get(Place) returns (Place); }";
    project.put("proto/place.proto", place);
    let done = project.migrate(&[]);
    done.is_equal(&["Cargo.toml"]);
    assert!(done.notes.contains("build.rs stays: with rust_grpc_build::Config, "), "{done:?}");
    assert!(done.notes.contains(" items differ, e.g. `acme.place.v1.rs: Place`\n"), "{done:?}");

    let renamed = MANIFEST
        .replace("[build-dep", "[features]\na = [\"dep:tonic-prost-build\"]\n\n[build-dep")
        .replace("\"0.14\"", "{ version = \"0.14\", optional = true }");
    let project = Project::new(&[("Cargo.toml", &renamed), ("build.rs", BUILD)]);
    let done = project.migrate(&[]);
    let reason = "note: build.rs stays: `tonic-prost-build` is optional";
    assert!(done.notes.contains(reason), "{done:?}");
    // `--compat` asks for this change.
    let done = Project::with_build(BUILD).migrate(&["--compat"]);
    assert!(!done.notes.contains("stays"), "{done:?}");
}
