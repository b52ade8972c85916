//! Generates Rust messages and gRPC stubs from `.proto` files, in a build script.
//!
//! ```no_run
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     rust_grpc_build::Config::new().mod_file("mod.rs").compile(&["proto"], &["proto"])?;
//!     Ok(())
//! }
//! ```
//!
//! `proto` stands for all `.proto` files below that folder. The crate mounts the generated modules
//! with `include!(concat!(env!("OUT_DIR"), "/mod.rs"));`, and depends on `rust-grpc`, with the
//! feature `transport` if there are services.
//!
//! * [`Config`] has a method for each option, and says what is generated from what.
//! * [`compile_protos`] is the call without options.
//! * [`Config::check`] compares generated code that is checked in, in a test.
//! * [`generate`] is for programs that have descriptors, and write the files themselves.
//! * [`naming`], [`comments`] and [`stubs`] are for other generators that work beside this one.
//! * [`plugin`] and [`cli`] are the binary `protoc-gen-rust-grpc`.
//!
//! The default options give messages of prost's shape and stubs with tonic's API. A protoc is
//! inside this crate (feature `vendored-protoc`, on by default). The variable `PROTOC` and `PATH`
//! come first.
//!
//! Errors are [`Diagnostics`]: all that are found, each with the file, line and column, and what to
//! do about it. A build script that returns them with `?` prints them.

mod cargo;
mod case;
pub mod cli;
mod code;
pub mod comments;
mod config;
mod descriptor;
mod diagnostics;
mod driver;
mod emit;
mod explain;
mod file_name;
mod index;
mod json;
mod layout;
mod lint;
mod lower;
mod model;
mod options;
mod output;
mod parallel;
pub mod plugin;
mod protoc;
mod render;
mod request;
mod shards;
mod stability;
pub mod stubs;
mod traits;
mod write;

/// Converts names in .proto files to names in Rust, as prost does, for code that names generated
/// items.
pub mod naming {
    pub use crate::case::{snake, upper_camel};
}

pub use config::{Config, Loaded, compile_protos};
pub use diagnostics::{Diagnostic, Diagnostics, Location, Severity};
pub use options::{
    ByPath, Codec, Enums, JsonExtern, Options, Paths, Preset, Switching, UnknownFields,
    UnmatchedRules, Views,
};
pub use output::{MethodNames, Output, OutputFile, ServiceNames};
pub use request::Request;
#[doc(hidden)]
pub use write::earlier::replaced;

/// Generates the files of a request.
///
/// # Errors
/// Returns all errors in the request and the options. Then there are no files.
pub fn generate(request: &Request, options: &Options) -> Result<Output, Diagnostics> {
    let run = driver::run(request, options)?;
    let mut files = Vec::new();
    run.render(|file| files.push(file))?;
    Ok(Output {
        files,
        services: run.services(),
        dependencies: run.dependencies(),
        features: run.features(),
        warnings: run.warnings,
        has_package_folders: !options.flat_output_dir,
    })
}
