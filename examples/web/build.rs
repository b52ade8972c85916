//! Generates the Greeter's server, and nothing that only a transport would use.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .client(false)
        .compile(&["../greeter/proto/greeter.proto"], &["../greeter/proto"])?;
    Ok(())
}
