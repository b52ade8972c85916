//! The names that the code of a message or an enum uses with the option `json`. The code names the
//! runtime once, by this module. So without the feature `json`, rustc reports one error for each
//! message and enum, and its note says which feature is missing.

pub use super::*;
