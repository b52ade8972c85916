//! Generates the code for `proto/kiosk.proto`, with a blocking client and a simple
//! service.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .blocking(true)
        .simple_service(true)
        .compile(&["proto/kiosk.proto"], &["proto"])?;
    Ok(())
}
