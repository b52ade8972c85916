//! Generates a service with our generator and with tonic's.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

const PROTO: &str = "proto/calls.proto";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={PROTO}");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for folder in ["ours", "tonic"] {
        fs::create_dir_all(out.join(folder))?;
    }
    let set = out.join("calls.binpb");
    let protoc = protoc_bin_vendored::protoc_bin_path()?;
    let status = Command::new(protoc)
        .arg("--include_source_info")
        .arg("-o")
        .arg(&set)
        .args(["-Iproto", PROTO])
        .status()?;
    if !status.success() {
        return Err(format!("protoc ended with {status}").into());
    }
    rust_grpc_build::Config::new()
        .opt("codec=inline")
        .out_dir(out.join("ours"))
        .compile_descriptor_set(&fs::read(&set)?)?;
    tonic_prost_build::configure()
        .out_dir(out.join("tonic"))
        .file_descriptor_set_path(&set)
        .skip_protoc_run()
        .compile_protos(&[PROTO], &["proto"])?;
    Ok(())
}
