//! The names that the modules of generated stubs use. A stub module names the runtime once, by this
//! module, so that a program without the feature `tonic` has one error for each stub module, and
//! rustc's note says which feature is missing.

pub use super::*;

/// The functions of stubs with the option `grpc_json`.
#[cfg(feature = "json")]
pub mod calls_with_json {
    pub use super::super::calls_with_json::*;
}
