//! The code generated from `proto/route_guide.proto`, and the places that server and client share.

rust_grpc::include_proto!("routeguide");

mod places;

pub use places::{contains, distance, places};

use std::error::Error;

/// Returns an error with its causes on one line. For a refused connection, tonic's own message is
/// only "transport error".
pub fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}
