//! Ours under the name of prost-build: `docs/migrating.md` says what for.

pub use ours::*;
