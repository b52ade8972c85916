//! Generates Rust message types and gRPC client and server stubs from Protocol Buffers.
//!
//! One generator with four front ends: the protoc and buf plugin ([`plugin::run`] behind the binary
//! `protoc-gen-rust-grpc`), the library for build.rs ([`compile_protos`], [`Config`]), and the binary's commands
//! `generate` and `check`. All of them come down to [`generate`].
//!
//! # How it works
//!
//! ```text
//! bytes ── decode ──> Request ──┐
//! parameter / builder ────────> Options
//!                               v
//!   link      index by full name, parents, source locations       model/link.rs
//!   features  what proto2, proto3 and editions come down to       model/features.rs
//!   resolve   kinds, cardinality, references                      model/resolve.rs
//!   declare   which elements are generated, which are external    model/declare.rs
//!   name      identifiers, modules, collisions                    model/names.rs, model/scope.rs
//!   analyse   recursion -> boxed; Copy, Eq, Hash                  model/recursion.rs, model/derives.rs
//!   assemble  docs, rules, defaults                               model/assemble.rs
//!                               v
//!                             Model     immutable, sorted, complete
//!                               v
//!   emit      fn(&Model, &Message) -> TokenStream                 emit.rs
//!   render    tokens -> text, item by item; header                render.rs
//!   layout    which text in which file; module tree               layout.rs
//! ```
//!
//! # Invariants
//!
//! 1. Emitters never read a descriptor, an option or the environment. They get a finished `Model`.
//! 2. Emitting cannot fail and has no state: pure functions, placement by the caller, no import collection.
//! 3. A name is decided once, in `model/names.rs`. Emitters interpolate identifiers; none builds one from a proto name.
//! 4. Order is decided once, when the model is built. No hash-ordered iteration reaches output.
//! 5. A stage collects all its errors; the driver (`model/lower.rs`) stops between stages, not inside one.
//! 6. "proto2", "proto3" and editions end in `model/features.rs`: afterwards there are only presence, openness, packing,
//!    framing and UTF-8 checks. A descriptor's label or type is never trusted for these where features say more.
//! 7. `Model` is protobuf's and Rust's, not prost's or tonic's: how a shape is spelled is known to the emitters alone.
//! 8. The crates that generated code names stand in one place, `emit/paths.rs`, as absolute paths.
//! 9. Write and check are one function.
//!
//! Two deviations from the order one would expect: names come after types are resolved, because inherent methods that a
//! field brings along (`set_kind`) claim names, too; and what a user can have got wrong is checked in the stage that
//! knows about it, not in a stage of its own.

#[doc(hidden)]
pub mod cli;
pub mod comments;
mod config;
mod descriptor;
mod diagnostics;
mod emit;
mod layout;
mod model;
pub mod naming;
mod options;
mod output;
mod parallel;
pub mod plugin;
mod protoc;
mod render;
mod request;
pub mod stubs;
mod write;

pub use config::{Config, Loaded, compile_protos};
pub use diagnostics::{Diagnostic, Diagnostics, Location, Severity};
pub use options::{ByPath, Codec, Options, Paths, Switching, UnknownFields, UnmatchedRules};
pub use output::{MethodNames, Output, OutputFile, ServiceNames};
pub use request::Request;
#[doc(hidden)]
pub use write::earlier::replaced;

/// Generates the files of a request.
///
/// # Errors
/// Everything that a user can have got wrong, all at once, without any file.
pub fn generate(request: &Request, options: &Options) -> Result<Output, Diagnostics> {
    let (model, mut warnings) = model::lower(request, options)?;
    let mut files = Vec::new();
    let layout = layout::Layout::new(options);
    let planned = layout.files(&model);
    warnings.extend(layout.warnings(&planned));
    render::files(&model, &planned, |file| files.push(file))?;
    let services = model.packages.iter().flat_map(|package| package.services.iter().map(move |id| (package, *id)));
    let services = services.map(|(package, id)| emit::service_names(&model, package, model.service(id))).collect();
    Ok(Output { files, services, warnings })
}
