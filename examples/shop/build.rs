//! Generates the code for `proto/shop.proto`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::compile_protos(&["proto/shop.proto"], &["proto"])?;
    Ok(())
}
