//! The API of tonic-prost-build 0.14, over the generator of protoc-gen-rust-grpc.
//!
//! An existing build.rs needs no edit. This is the switch, in Cargo.toml:
//!
//! ```toml
//! [build-dependencies]
//! tonic-prost-build = { package = "rust-grpc-tonic-prost-build", version = "0.1" }
//! ```
//!
//! What is generated has the shape of prost's messages and of tonic's stubs, item for item, and
//! names prost, tonic and tonic-prost only (`codec=prost`). Nothing has to be installed: where
//! there is no `protoc`, the one inside is used. Whatever tonic-prost-build lacks is behind
//! [`Builder::opt`], and our own codec behind one call:
//!
//! ```no_run
//! tonic_prost_build::configure()
//!     .codec(tonic_prost_build::Codec::Inline)
//!     .opt("unknown_fields=preserve")
//!     .compile_protos(&["proto/weather.proto"], &["proto"])?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Without that call, the feature `inline` of this package has the same effect on every package
//! that has `rust-grpc` among its dependencies, and none on others.
//!
//! # What is different
//!
//! * [`Builder::emit_rerun_if_changed`] works: Cargo runs the build script again if a .proto file
//!   has changed that was read.
//! * [`Builder::emit_package`] has no effect, as in tonic-prost-build, but says so.
//! * [`Builder::with_extended_rust_types`] need not be called: well-known types are what they are
//!   in every rpc.
//! * A service or method whose names would not compile gets others, and says so in its docs.

use std::cell::RefCell;
use std::io;
use std::path::Path;

mod attributes;
mod builder;
mod service_generator;
mod stubs;

pub use builder::Builder;
pub use prost_build::{Codec, Config};
pub use prost_types::FileDescriptorSet;
pub use tonic_build::{
    Attributes as TonicAttributes, Method as TonicMethod, Service as TonicService, manual,
};

thread_local! {
    /// Rust types that are no paths and yet may be the type of a request or response. It is here
    /// for those who name it: all of them may, always.
    pub static NON_PATH_TYPE_ALLOWLIST: RefCell<&'static [&'static str]> =
        const { RefCell::new(&["()", "bool", "i32", "i64", "u32", "u64", "f32", "f64"]) };
}

/// A builder with all defaults.
pub fn configure() -> Builder {
    Builder::new()
}

/// Generates messages and stubs of a file and of all it imports, into `OUT_DIR`. Imports are
/// relative to its folder.
///
/// # Errors
/// What is wrong with the files, all at once.
///
/// # Panics
/// If the path has no folder, because it is empty.
pub fn compile_protos(proto: impl AsRef<Path>) -> io::Result<()> {
    let proto = proto.as_ref();
    let folder = proto.parent().expect("the path of a .proto file is not empty");
    configure().compile_protos(&[proto], &[folder])
}

/// Generates messages and stubs of compiled files, into `OUT_DIR`.
///
/// # Errors
/// What is wrong with the files, all at once.
pub fn compile_fds(fds: FileDescriptorSet) -> io::Result<()> {
    configure().compile_fds(fds)
}
