//! Generates the code for `proto/weather.proto`, with a client trait and a mock.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .client_trait(true)
        .mock(true)
        .mock_feature(".", "testing")
        .compile(&["proto/weather.proto"], &["proto"])?;
    Ok(())
}
