//! Generates the code for `proto/vault.proto`, with all that interceptors can know.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .method_messages(true)
        .extensions(true)
        // A protoc older than 22 does not know `debug_redact`.
        .protoc_executable(protoc_bin_vendored::protoc_bin_path()?)
        .compile(&["proto/vault.proto"], &["proto"])?;
    Ok(())
}
