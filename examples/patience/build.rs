//! Generates the code for `proto/patience.proto`. The constants of methods say which methods are
//! idempotent.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .method_constants(true)
        .compile(&["proto/patience.proto"], &["proto"])?;
    Ok(())
}
