//! The requests that a buffer makes of the messages that are written to it.
//!
//! `interop::signals` says how a request reaches a message through `prost::Message`.

/// The request of a buffer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Whether the entries of maps are written in the order of their keys.
    pub(crate) sorted: bool,
    /// The greatest number of nested messages, groups and map entries. A request cannot both limit
    /// the number and sort maps.
    pub(crate) levels: usize,
}

impl Request {
    /// The request of an ordinary buffer: any order, and more levels than a stack holds.
    pub(crate) const NONE: Self = Request { sorted: false, levels: usize::MAX };
}
