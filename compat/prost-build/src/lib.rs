//! The API of prost-build 0.14, implemented by the generator of protoc-gen-rust-grpc.
//!
//! An existing build.rs needs no change. Change this line of Cargo.toml:
//!
//! ```toml
//! [build-dependencies]
//! prost-build = { package = "rust-grpc-prost-build", version = "0.1" }
//! ```
//!
//! The generated items have prost's shape, and name prost only (`codec=prost`). Nothing has to be
//! installed: if there is no `protoc`, the one inside the library runs. [`Config::rust_grpc`] has
//! the options that prost-build lacks. One of them, our own codec, has a method:
//!
//! ```no_run
//! prost_build::Config::new()
//!     .codec(prost_build::Codec::Inline)
//!     .compile_protos(&["proto/weather.proto"], &["proto"])?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The feature `inline` of this package makes that codec the default for every package that has
//! `rust-grpc` among its dependencies. It does not affect other packages.
//!
//! # Differences
//!
//! * An attribute must be a valid Rust attribute. prost-build accepts any text.
//! * Generated text is always formatted. [`Config::format`] applies to the output of a
//!   [`ServiceGenerator`].
//! * An element whose name would clash with another one gets another name. Its docs say so.
//! * Docs never need `cleanup-markdown`. The feature applies to the comments that a
//!   [`ServiceGenerator`] gets.
//! * Descriptors from protoc reach the generator unchanged, with the fields that prost-types does
//!   not know, such as editions. A `FileDescriptorSet` from another source, given to
//!   [`Config::compile_fds`], lacks these fields.

use std::io::Result;
use std::path::Path;

use prost_types::FileDescriptorSet;

mod codec;
mod compile;
mod config;
mod descriptors;
mod environment;
mod include_file;
mod module;
mod service;
mod service_generator;

pub use config::Config;
pub use environment::{error_message_protoc_not_found, protoc_from_env, protoc_include_from_env};
pub use module::Module;
pub use rust_grpc_build::Codec;
pub use service::{Comments, Method, Service};
pub use service_generator::ServiceGenerator;

/// Generates the types of files and of all their imports into `OUT_DIR`. It is
/// [`Config::compile_protos`] with default options.
///
/// # Errors
/// Returns the errors of [`Config::compile_protos`].
pub fn compile_protos(protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<()> {
    Config::new().compile_protos(protos, includes)
}

/// Generates the types of compiled files into `OUT_DIR`. It is [`Config::compile_fds`] with default
/// options.
///
/// # Errors
/// Returns the errors of [`Config::compile_fds`].
pub fn compile_fds(fds: FileDescriptorSet) -> Result<()> {
    Config::new().compile_fds(fds)
}
