//! Generates the interop service three times: with each of our codecs, and with tonic-prost-build.

use std::path::Path;
use std::{env, fs};

const PROTO: &str = "grpc/testing/test.proto";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let include = Path::new("../target/peers/interop/protos/include");
    if !include.join(PROTO).exists() {
        return Err("the official protos are missing: run `interop/peers protos`".into());
    }
    let out = env::var("OUT_DIR")?;
    let folder = |name: &str| -> std::io::Result<_> {
        let folder = Path::new(&out).join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    };
    let protos = [include.join(PROTO)];
    for codec in ["inline", "prost"] {
        rust_grpc_build::Config::new()
            .opt(format!("codec={codec}"))
            .out_dir(folder(codec)?)
            .compile(&protos, &[include])?;
    }
    // tonic-prost-build has no protoc of its own, and the machine may have none.
    let mut prost = tonic_prost_build::Config::new();
    prost.protoc_executable(protoc_bin_vendored::protoc_bin_path()?);
    tonic_prost_build::configure().out_dir(folder("upstream")?).compile_with_config(
        prost,
        &protos,
        &[include.to_path_buf()],
    )?;
    Ok(())
}
