//! The generated code of a release does with this runtime what it did with its own.

#[path = "release/calls.rs"]
mod calls;
#[path = "release/formats.rs"]
mod formats;
#[path = "release/generated.rs"]
mod generated;
#[path = "release/samples.rs"]
mod samples;
