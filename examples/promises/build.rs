//! Generates the Echo service, and its descriptors for server reflection.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .descriptor_set(true)
        .compile(&["proto/echo.proto"], &["proto"])?;
    Ok(())
}
