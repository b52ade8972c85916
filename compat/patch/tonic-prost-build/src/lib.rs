//! Ours under the name of tonic-prost-build: `docs/migrating.md` says what for.

pub use ours::*;
