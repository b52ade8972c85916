//! Compares our ProtoJSON with pbjson's and buffa's. One process measures all of them on equal
//! messages.
//!
//! `cargo run --release -p bench -- json` builds this package and runs its program `speed_json`.
//! The shapes, the random data and the clock are those of `bench-codec`.
//!
//! ```text
//! generated   the .proto file of `bench-codec` by each generator      build.rs
//! library     writing and parsing JSON, one interface to each library
//! alike       comparing two JSON texts
//! contenders  one shape, and every library's way to write and parse it
//! table       the printed table
//! ```

mod alike;
pub mod contenders;
mod generated;
mod library;
pub mod table;

use bench_codec::{data, with_shapes};
use contenders::{Shape, shape};
use generated::{buffa, ours, pbjson};

macro_rules! shapes {
    ($($name:literal $message:ident $data:expr;)*) => {
        /// The functions that make the shapes.
        pub static SHAPES: &[fn() -> Shape] = &[$(
            || shape::<_, pbjson::$message, ours::$message, buffa::$message>($name, $data),
        )*];
    };
}

with_shapes!(shapes);
