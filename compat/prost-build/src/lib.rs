//! The API of prost-build 0.14, over the generator of protoc-gen-rust-grpc.
//!
//! An existing build.rs needs no edit. This is the switch, in Cargo.toml:
//!
//! ```toml
//! [build-dependencies]
//! prost-build = { package = "rust-grpc-prost-build", version = "0.1" }
//! ```
//!
//! What is generated has prost's shape, item for item, and names prost only (`codec=prost`).
//! Nothing has to be installed: where there is no `protoc`, the one inside is used. Whatever
//! prost-build lacks is behind [`Config::rust_grpc`], e.g. our own codec:
//!
//! ```no_run
//! prost_build::Config::new().codec(prost_build::Codec::Inline).compile_protos(&["proto/weather.proto"], &["proto"])?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Without that call, the feature `inline` of this package has the same effect on every package
//! that has `rust-grpc` among its dependencies, and none on others.
//!
//! # What is different
//!
//! * Only what can be an attribute can be given as one; prost-build pastes any text.
//! * The text is always formatted. [`Config::format`] decides about what a [`ServiceGenerator`]
//!   writes.
//! * An element whose name would not compile beside another's gets another name, and says so in its
//!   docs.
//! * Docs never need `cleanup-markdown`; the feature is about the comments that a
//!   [`ServiceGenerator`] gets.
//! * Descriptors go from protoc to the generator as they are, with what prost-types does not know,
//!   such as editions; not so a `FileDescriptorSet` from elsewhere that is given to
//!   [`Config::compile_fds`].

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

/// Generates the types of files and of all they import, into `OUT_DIR`: [`Config::compile_protos`]
/// with all defaults.
///
/// # Errors
/// As [`Config::compile_protos`].
pub fn compile_protos(protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<()> {
    Config::new().compile_protos(protos, includes)
}

/// Generates the types of compiled files, into `OUT_DIR`: [`Config::compile_fds`] with all
/// defaults.
///
/// # Errors
/// As [`Config::compile_fds`].
pub fn compile_fds(fds: FileDescriptorSet) -> Result<()> {
    Config::new().compile_fds(fds)
}
