//! Generates the code for `proto/notes.proto`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::compile_protos(&["proto/notes.proto"], &["proto"])?;
    Ok(())
}
