//! Runs protobuf's official conformance suite over messages of `codec=inline`, with and without
//! serde_json, and over dynamic messages. The library has the testees that the official runner
//! asks, and counts the runner's verdicts.

pub mod answer;
pub mod counts;
pub mod dynamic;
pub mod extensions;
pub mod frame;
pub mod log;
pub mod testee;
mod with_serde;

/// The protocol between runner and testee, and the messages of the tests.
#[allow(
    missing_docs,
    clippy::all,
    reason = "the tests of the generator look at that, and the protos are not ours"
)]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/mod.rs"));
}
