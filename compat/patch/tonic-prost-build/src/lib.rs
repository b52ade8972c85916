//! Our package under the name of tonic-prost-build. `docs/migrating.md` says how to use it.

pub use ours::*;
