//! The code generated from `proto/greeter.proto`, for server and client.

rust_grpc::include_proto!("example");
