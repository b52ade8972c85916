//! The program `protoc-gen-rust-grpc-migrate`, which `protoc-gen-rust-grpc migrate` runs.

use std::process::ExitCode;

fn main() -> ExitCode {
    rust_grpc_migrate::run(std::env::args_os().skip(1))
}
