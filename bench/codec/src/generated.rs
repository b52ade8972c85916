//! The messages of each generator.

#![allow(
    missing_docs,
    clippy::all,
    unused,
    reason = "not ours, but for `ours` and `kept`, which fixtures/ checks"
)]

pub mod prost {
    include!(concat!(env!("OUT_DIR"), "/prost/shapes.rs"));
}

/// The messages of `codec=inline`.
pub mod ours {
    include!(concat!(env!("OUT_DIR"), "/ours/shapes.rs"));
}

/// The messages of `codec=inline` with lazy views.
pub mod lazy {
    include!(concat!(env!("OUT_DIR"), "/lazy/shapes.rs"));
}

/// The messages of `codec=inline` with `unknown_fields=preserve`.
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
/// The messages of buffa with unknown fields off.
pub use buffa_dropping_tree::shapes as buffa_dropping;

/// The messages of proto/datasets.proto.
pub mod datasets {
    pub mod prost {
        include!(concat!(env!("OUT_DIR"), "/prost/datasets.rs"));
    }

    /// The messages of `codec=inline`.
    pub mod ours {
        include!(concat!(env!("OUT_DIR"), "/ours/datasets.rs"));
    }

    /// The messages of `codec=inline` with lazy views.
    pub mod lazy {
        include!(concat!(env!("OUT_DIR"), "/lazy/datasets.rs"));
    }

    pub use super::buffa_tree::datasets as buffa;
}
