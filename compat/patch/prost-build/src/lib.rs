//! Our package under the name of prost-build. `docs/migrating.md` says how to use it.

pub use ours::*;
