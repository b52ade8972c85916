//! The names that the code of a message or an enum uses with the option `reflect`.

pub use super::*;
