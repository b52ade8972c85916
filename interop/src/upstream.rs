//! The stubs of tonic-prost-build.

/// The official protos.
#[allow(
    missing_docs,
    clippy::all,
    reason = "the tests of the generator look at that, and tonic's output is not ours"
)]
pub mod testing {
    include!(concat!(env!("OUT_DIR"), "/upstream/grpc.testing.rs"));
}
#[expect(clippy::duplicate_mod, reason = "written once, compiled against each generation")]
#[path = "generation/cases.rs"]
pub mod cases;
#[expect(clippy::duplicate_mod, reason = "as above")]
#[path = "generation/service.rs"]
pub mod service;
