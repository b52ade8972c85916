//! The same calls through our stubs and through tonic's, on the same tonic.
//!
//! Server and client share a thread, so that its CPU time is that of the calls, whatever else runs
//! on the machine.

pub mod connect;
pub mod contender;
pub mod measure;

/// `codec=inline`.
pub mod ours {
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/ours/calls.rs"));
}

/// tonic-prost-build.
pub mod tonics {
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/tonic/calls.rs"));
}
