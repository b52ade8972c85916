//! Compares our codec with prost's and buffa's. One process measures all of them on equal messages.
//!
//! `cargo run --release -p bench -- codec` builds this package with each measured profile and runs
//! its programs: `speed` (ratios of times), `memory` (the memory of decoded messages) and
//! `instructions` (for callgrind). `bench -- views` runs the programs `views` and `instructions`.
//!
//! ```text
//! generated   the same .proto files by each generator             build.rs, proto/
//! data        what messages are filled with: random, from one seed
//! shapes      the messages that are measured
//! library     decoding and encoding, one interface to each library
//! views       views: their shapes, and how they are read
//! floor       what a message costs without decoding or encoding it
//! through_tonic  the same through tonic's buffers
//! contenders  one shape, and every library's way to decode and encode it
//! measure     in turns, and the medians of ratios
//! table       what is printed
//! ```

pub mod contenders;
pub mod data;
mod floor;
mod generated;
mod library;
pub mod measure;
pub mod shapes;
pub mod table;
mod through_tonic;
pub mod views;
