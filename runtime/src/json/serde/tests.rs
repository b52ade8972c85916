//! Tests of serde's traits with several formats.

mod formats;
mod messages;
