//! Generates the Echo service, with its descriptors for server reflection, and the Greeter.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new().descriptor_set(true).compile(
        &["proto/echo.proto", "../greeter/proto/greeter.proto"],
        &["proto", "../greeter/proto"],
    )?;
    Ok(())
}
