//! The border between the codec and `prost::Message`.
//!
//! Generated messages implement that trait with one call per method into this folder, and foreign
//! messages are reached through it. prost's own implementations of the provided methods go field by
//! field through `merge_field`. Generated messages override them all, because their codec needs
//! whole, contiguous messages. Generated messages accept what prost accepts, and refuse what prost
//! refuses with prost's error.
//!
//! Of this crate, the folder imports `wire` and `table` alone. Everything that
//! `wire` must not know of prost is here:
//!
//! * [`signals`]: the agreements with other versions of this crate, as a table.
//! * [`errors`]: prost's errors.
//! * [`depth`]: prost's nesting depth.
//! * [`adapter`]: foreign messages, as the codec sees them.

#[allow(unsafe_code)]
mod adapter;
pub(crate) mod decode;
pub(crate) mod depth;
pub(crate) mod encode;
mod errors;
pub(crate) mod field;
pub(crate) mod foreign;
mod heap;
pub(crate) mod oneof;
#[allow(unsafe_code)]
pub(crate) mod signals;
