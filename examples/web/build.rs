//! Generates the Greeter's server, without the code that needs a transport.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .client(false)
        .compile(&["../greeter/proto/greeter.proto"], &["../greeter/proto"])?;
    Ok(())
}
