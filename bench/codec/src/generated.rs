//! The same messages as each generator makes them.

#![allow(
    missing_docs,
    clippy::all,
    unused,
    reason = "not ours, but for `ours` and `kept`, which fixtures/ checks"
)]

pub mod prost {
    include!(concat!(env!("OUT_DIR"), "/prost/shapes.rs"));
}

/// `codec=inline`.
pub mod ours {
    include!(concat!(env!("OUT_DIR"), "/ours/shapes.rs"));
}

/// `codec=inline`, `unknown_fields=preserve`.
pub mod kept {
    include!(concat!(env!("OUT_DIR"), "/kept/shapes.rs"));
}

mod buffa_tree {
    include!(concat!(env!("OUT_DIR"), "/buffa/mod.rs"));
}
pub use buffa_tree::shapes as buffa;

mod buffa_dropping_tree {
    include!(concat!(env!("OUT_DIR"), "/buffa_dropping/mod.rs"));
}
/// buffa with unknown fields off.
pub use buffa_dropping_tree::shapes as buffa_dropping;
