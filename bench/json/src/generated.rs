//! The messages of each generator, with JSON.

#![allow(
    missing_docs,
    clippy::all,
    unused,
    reason = "foreign generators wrote this code, but for `ours`, which fixtures/ checks"
)]

/// prost's messages with pbjson's impls.
pub mod pbjson {
    include!(concat!(env!("OUT_DIR"), "/pbjson/shapes.rs"));
    include!(concat!(env!("OUT_DIR"), "/pbjson/shapes.serde.rs"));
}

/// The messages of `codec=inline` with `json=true`.
pub mod ours {
    include!(concat!(env!("OUT_DIR"), "/ours/shapes.rs"));
}

mod buffa_tree {
    include!(concat!(env!("OUT_DIR"), "/buffa/mod.rs"));
}
pub use buffa_tree::shapes as buffa;
