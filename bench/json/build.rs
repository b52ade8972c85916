//! Generates the messages of `bench-codec` with each generator whose JSON is compared.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The folder and the name of the schema.
const FOLDER: &str = "../codec/proto";
const FILE: &str = "shapes.proto";

/// The message whose `bytes` fields are `bytes::Bytes`.
const SHARED: &str = ".shapes.SharedBlobs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={FOLDER}/{FILE}");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    // One run of protoc, so that all generators get the same descriptors.
    let set = out.join("shapes.binpb");
    let status = Command::new(protoc_bin_vendored::protoc_bin_path()?)
        .arg("--include_source_info")
        .arg("--descriptor_set_out")
        .arg(&set)
        .args(["-I", FOLDER, FILE])
        .status()?;
    if !status.success() {
        return Err(format!("protoc ended with {status}").into());
    }
    for folder in ["pbjson", "ours", "buffa"] {
        fs::create_dir_all(out.join(folder))?;
    }
    prost_build::Config::new()
        .bytes([SHARED])
        .out_dir(out.join("pbjson"))
        .file_descriptor_set_path(&set)
        .skip_protoc_run()
        .compile_protos(&[FILE], &[FOLDER])?;
    pbjson_build::Builder::new()
        .register_descriptors(&fs::read(&set)?)?
        .out_dir(out.join("pbjson"))
        .build(&[".shapes"])?;
    rust_grpc_build::Config::new()
        .opt("codec=inline")
        .opt("json=true")
        .opt(format!("bytes={SHARED}"))
        .out_dir(out.join("ours"))
        .compile_descriptor_set(&fs::read(&set)?)?;
    buffa_build::Config::new()
        .files(&[FILE])
        .includes(&[FOLDER])
        .descriptor_set(&set)
        // No contender reads or writes JSON through a view.
        .generate_views(false)
        .generate_json(true)
        .use_bytes_type_in(&[SHARED])
        .out_dir(out.join("buffa"))
        .include_file("mod.rs")
        .compile()?;
    Ok(())
}
