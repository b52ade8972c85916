//! The code generated from `proto/route_guide.proto`, and what server and client both know about
//! places.

rust_grpc::include_proto!("routeguide");

mod places;

pub use places::{contains, distance, places};

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
