//! The code generated from `proto/greeter.proto`, for the server, the client and the tests.

rust_grpc::include_proto!("example");

use std::error::Error;

/// An error with its causes on one line: tonic's own message for a refused connection is just
/// "transport error".
pub fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}
