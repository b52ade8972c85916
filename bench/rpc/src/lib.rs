//! Compares calls through our stubs with calls through tonic's, on one version of tonic.
//!
//! Server and client share a thread, so that its CPU time is that of the calls, independent of
//! other programs.

pub mod connect;
pub mod contender;
pub mod layered;
pub mod measure;

/// The code of `codec=inline`.
pub mod ours {
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/ours/calls.rs"));
}

/// The code of tonic-prost-build.
pub mod tonics {
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/tonic/calls.rs"));
}
