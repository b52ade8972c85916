//! Between the codec and `prost::Message`: generated messages implement that trait with one call
//! per method into here, and messages of others are reached through it.
//!
//! prost's own implementations of the provided methods go field by field through
//! `merge_field`; generated messages override them all, because their codec wants whole, contiguous
//! messages. What prost accepts is accepted, and what it refuses is refused with its error.

pub(crate) mod budget;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod field;
pub(crate) mod foreign;
mod heap;
pub(crate) mod oneof;
pub(crate) mod whole;
