//! Generates the messages with each generator whose code is compared.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The message whose `bytes` fields are `bytes::Bytes`.
const SHARED: &str = ".shapes.SharedBlobs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=proto");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    // One run of protoc, so that all generators get the same descriptors.
    let set = out.join("shapes.binpb");
    let status = Command::new(protoc_bin_vendored::protoc_bin_path()?)
        .arg("--include_source_info")
        .arg("--descriptor_set_out")
        .arg(&set)
        .args(["-Iproto", "proto/shapes.proto", "proto/datasets.proto"])
        .status()?;
    if !status.success() {
        return Err(format!("protoc ended with {status}").into());
    }
    for folder in ["prost", "ours", "lazy", "kept", "buffa", "buffa_dropping"] {
        fs::create_dir_all(out.join(folder))?;
    }
    prost_build::Config::new()
        .bytes([SHARED])
        .out_dir(out.join("prost"))
        .file_descriptor_set_path(&set)
        .skip_protoc_run()
        .compile_protos(&["proto/shapes.proto", "proto/datasets.proto"], &["proto"])?;
    for (folder, unknown_fields, views) in
        [("ours", "drop", "true"), ("lazy", "drop", "lazy"), ("kept", "preserve", "false")]
    {
        rust_grpc_build::Config::new()
            .opt("codec=inline")
            .opt(format!("views={views}"))
            .opt(format!("unknown_fields={unknown_fields}"))
            .opt(format!("bytes={SHARED}"))
            .out_dir(out.join(folder))
            .compile_descriptor_set(&fs::read(&set)?)?;
    }
    for (folder, unknown_fields) in [("buffa", true), ("buffa_dropping", false)] {
        buffa_build::Config::new()
            .files(&["shapes.proto", "datasets.proto"])
            .includes(&["proto"])
            .descriptor_set(&set)
            .preserve_unknown_fields(unknown_fields)
            .generate_views(true)
            .lazy_views(unknown_fields)
            .use_bytes_type_in(&[SHARED])
            .out_dir(out.join(folder))
            .include_file("mod.rs")
            .compile()?;
    }
    Ok(())
}
