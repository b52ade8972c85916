//! The API of tonic-prost-build 0.14, implemented by the generator of protoc-gen-rust-grpc.
//!
//! An existing build.rs needs no change. Change this line of Cargo.toml:
//!
//! ```toml
//! [build-dependencies]
//! tonic-prost-build = { package = "rust-grpc-tonic-prost-build", version = "0.1" }
//! ```
//!
//! The generated items have the shape of prost's messages and tonic's stubs, and name prost, tonic
//! and tonic-prost only (`codec=prost`). Nothing has to be installed: if there is no `protoc`, the
//! one inside the library runs. [`Builder::opt`] has the options that tonic-prost-build lacks. One
//! of them, our own codec, has a method:
//!
//! ```no_run
//! tonic_prost_build::configure()
//!     .codec(tonic_prost_build::Codec::Inline)
//!     .opt("unknown_fields=preserve")
//!     .compile_protos(&["proto/weather.proto"], &["proto"])?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The feature `inline` of this package makes that codec the default for every package that has
//! `rust-grpc` among its dependencies. It does not affect other packages.
//!
//! # Differences
//!
//! * [`Builder::emit_rerun_if_changed`] works: Cargo runs the build script again if a .proto file
//!   that it has read changes.
//! * [`Builder::emit_package`] has no effect, as in tonic-prost-build, and prints a warning.
//! * [`Builder::with_extended_rust_types`] is not needed: every rpc may use well-known types that
//!   are plain Rust types.
//! * A service or method whose name would not compile gets another name. Its docs say so.

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
    /// Rust types that are not paths and may be the type of a request or response. The list exists
    /// for code that names it. The generator accepts all such types.
    pub static NON_PATH_TYPE_ALLOWLIST: RefCell<&'static [&'static str]> =
        const { RefCell::new(&["()", "bool", "i32", "i64", "u32", "u64", "f32", "f64"]) };
}

/// Returns a builder with default options.
pub fn configure() -> Builder {
    Builder::new()
}

/// Generates messages and stubs of a file and of all its imports into `OUT_DIR`. Imports are
/// relative to the folder of the file.
///
/// # Errors
/// Returns all errors in the files at once.
///
/// # Panics
/// Panics if the path has no parent folder, because it is empty.
pub fn compile_protos(proto: impl AsRef<Path>) -> io::Result<()> {
    let proto = proto.as_ref();
    let folder = proto.parent().expect("the path of a .proto file is not empty");
    configure().compile_protos(&[proto], &[folder])
}

/// Generates messages and stubs of compiled files into `OUT_DIR`.
///
/// # Errors
/// Returns all errors in the files at once.
pub fn compile_fds(fds: FileDescriptorSet) -> io::Result<()> {
    configure().compile_fds(fds)
}
