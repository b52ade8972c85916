//! The names that the code of a message or an enum uses with the option `json`. The code names the
//! runtime once, by this module, so that a program without the feature `json` has one error for
//! each message and enum, and rustc's note says which feature is missing.

pub use super::*;
