//! The names that the modules of generated clients use if a client connects by tonic's transport.
//! Without the feature `transport`, rustc reports one error for each such module.

pub use super::stubs::*;

/// The functions of stubs with the option `grpc_json`.
#[cfg(feature = "json")]
pub mod calls_with_json {
    pub use super::super::calls_with_json::*;
}
