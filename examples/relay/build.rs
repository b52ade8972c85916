//! Generates the code for `proto/relay.proto`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .view_requests(true)
        .view_responses(true)
        .boxed_streams(true)
        .compile(&["proto/relay.proto"], &["proto"])?;
    Ok(())
}
