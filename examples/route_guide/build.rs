//! Generates the code for `proto/route_guide.proto` into Cargo's `OUT_DIR`, where `include_proto!`
//! finds it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::compile_protos(&["proto/route_guide.proto"], &["proto"])?;
    Ok(())
}
