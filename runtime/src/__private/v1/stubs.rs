//! The names that the modules of generated stubs use. A stub module names the runtime once, by this
//! module. So without the feature `tonic`, rustc reports one error for each stub module, and its
//! note says which feature is missing.

pub use super::*;

/// The functions of stubs with the option `grpc_json`.
#[cfg(feature = "json")]
pub mod calls_with_json {
    pub use super::super::calls_with_json::*;
}
