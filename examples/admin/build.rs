//! Generates the code for `proto/admin.proto`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::compile_protos(&["proto/admin.proto"], &["proto"])?;
    Ok(())
}
