//! The code generated from `proto/greeter.proto`, for the server, the client and the tests.

rust_grpc::include_proto!("example");
