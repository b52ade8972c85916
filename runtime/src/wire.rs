//! The binary codec: how generated messages become bytes and bytes become messages.
//!
//! Decoding reads a contiguous slice once ([`reader`]). Encoding writes backwards, once
//! ([`writer`]).
//!
//! No file of this folder may import `prost`, which only tests use, as the oracle. Messages of
//! other crates are [`foreign`]; `interop` implements that trait for them. Of this crate, the
//! folder imports `table` and `open_enum` alone. Its files have no circle of imports. The tests of
//! `imports.rs` check these rules. `table` has one file that imports this folder: `tabled`
//! implements a trait for every [`MessageCodec`].
//!
//! Unsafe code is in `capacity`, `copy`, `cursor`, `pieces`, `text`, and in `buffer` and its
//! modules but `encode` and `sizes`. The trait of `foreign` is unsafe to implement.
//!
//! Functions that generated code calls are always inlined where the build optimises, so that
//! readers and writers live in registers. A debug build must not inline them: rustc reserves stack
//! in the frame of the caller for each temporary of an inlined body, and a message of 50 fields
//! took 11 KiB of stack at each level (`bench -- stack`). So `reader`, `writer` and `kind` say
//! `inline(always)` only without `debug_assertions`.

mod ahead;
pub(crate) mod binary_writer;
mod blob;
#[allow(unsafe_code)]
pub(crate) mod buffer;
#[allow(unsafe_code)]
mod capacity;
mod closed;
#[allow(unsafe_code)]
pub(crate) mod copy;
#[allow(unsafe_code)]
pub(crate) mod cursor;
mod entry;
pub(crate) mod error;
#[allow(unsafe_code)]
pub(crate) mod foreign;

pub(crate) mod input;
pub mod kind;
pub(crate) mod map;
pub(crate) mod member;
pub(crate) mod packed;
#[allow(unsafe_code)]
mod pieces;
pub(crate) mod reader;
pub(crate) mod request;
pub(crate) mod runs;
pub(crate) mod scope;
pub(crate) mod skip;
pub(crate) mod text;
pub(crate) mod traits;
pub(crate) mod unknown_fields;
pub(crate) mod varint;
pub(crate) mod writer;

pub use traits::{Late, MessageCodec, OneofCodec};
