//! Generates the code for `proto/greeter.proto`. `src/lib.rs` mounts it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::compile_protos(&["proto/greeter.proto"], &["proto"])?;
    Ok(())
}
