//! Runtime of the code that `protoc-gen-rust-grpc` generates.
