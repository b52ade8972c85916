//! The names that generated code uses. Other code must not use them, because they change with the
//! generator.

pub mod v1;
