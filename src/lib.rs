//! Generates Rust message types and gRPC client and server stubs from Protocol Buffers.
//!
//! One generator with four front ends: the protoc and buf plugin ([`plugin::run`] behind the binary
//! `protoc-gen-rust-grpc`), the library for build.rs ([`compile_protos`], [`Config`]), and the
//! binary's commands `generate`, `check` and `explain`. All of them run the stages of `driver.rs`.
//!
//! # How it works
//!
//! ```text
//! bytes ── decode ──> Request ──┐
//! parameter / builder ────────> Options: for the run, and rules by path
//!                               v
//!   link       typed ids, index by full name, parents, places     lower/link.rs
//!   features   what proto2, proto3 and editions come down to      lower/features.rs
//!   resolve    kinds, cardinality, references                     lower/resolve.rs, extensions.rs
//!              messages of methods, defaults of fields            lower/calls.rs, defaults.rs
//!   declare    which elements are generated, which are external   lower/declare.rs
//!   settings   all rules -> one plain `Settings` per element      lower/settings.rs
//!   name       identifiers, modules, collisions                   lower/name.rs
//!   analyse    recursion -> boxed; Copy, Eq, Hash                 lower/analyse.rs
//!   assemble   a zip of the columns, and docs                     lower/assemble.rs
//!              order by number, derives, lints                    lower/order.rs, lints.rs
//!   mark       what needs all types: deprecation, large variants  lower/deprecation.rs, large.rs
//!                               v
//!                             Model     immutable, sorted, complete
//!                               v
//!   layout     which element in which file; module tree           layout.rs
//!   emit       fn(&Spelling, &Message) -> TokenStream             emit.rs, and a folder for each surface
//!   render     tokens -> text, item by item; header               render.rs
//!   explain    an element and the reasons, out of the model       explain.rs
//! ```
//!
//! `lower.rs` runs the stages up to the model, `driver.rs` all of them, for the library and for the
//! plugin. The docs of a module say which modules it may import; `tests/imports.rs` compares them
//! with the code.
//!
//! # Invariants
//!
//! 1. Emitters never read a descriptor, an option or the environment. They get a finished `Model`.
//! 2. Emitting cannot fail and has no state: pure functions, placement by the caller, no import
//!    collection.
//! 3. A name is decided once, in `lower/name.rs`. Emitters interpolate identifiers; none builds one
//!    from a proto name.
//! 4. Order is decided once, when the model is built. No hash-ordered iteration reaches output, and
//!    no emitter sorts; `tests/emitters.rs` looks for both.
//! 5. A stage collects all its errors; `lower.rs` stops between stages, not inside one.
//! 6. "proto2", "proto3" and editions end in `lower/features.rs`: afterwards there are only
//!    presence, openness, packing, framing and UTF-8 checks. A descriptor's label or type is never
//!    trusted for these where features say more.
//! 7. `Model` is protobuf's and Rust's, not prost's or tonic's. A surface, a folder of `emit`,
//!    spells it for one runtime.
//! 8. Generated code names other crates by absolute paths, and each surface has those of its
//!    runtime in one place.
//! 9. Rules are asked in `lower/settings.rs` and nowhere else, but for `extern_path`, which says
//!    what is declared. Each value of the settings knows the rule that gave it, and each rule knows
//!    where it was given.
//! 10. Write and check are one function. One driver runs the stages.
//!
//! The order differs from the one that one would expect in two places. Declarations come after
//! types, because types of `google.protobuf` that prost-types lacks are generated only where a
//! field refers to them. Names come after types, because the inherent methods of a field
//! (`set_kind`) claim names, too.

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
mod layout;
mod lower;
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
mod traits;
mod write;

pub use config::{Config, Loaded, compile_protos};
pub use diagnostics::{Diagnostic, Diagnostics, Location, Severity};
pub use options::{
    ByPath, Codec, Enums, JsonExtern, Options, Paths, Preset, Switching, UnknownFields,
    UnmatchedRules,
};
pub use output::{MethodNames, Output, OutputFile, ServiceNames};
pub use request::Request;
#[doc(hidden)]
pub use write::earlier::replaced;

/// Generates the files of a request.
///
/// # Errors
/// Everything that a user can have got wrong, all at once, without any file.
pub fn generate(request: &Request, options: &Options) -> Result<Output, Diagnostics> {
    let run = driver::run(request, options)?;
    let mut files = Vec::new();
    run.render(|file| files.push(file))?;
    let (services, dependencies) = (run.services(), run.dependencies());
    Ok(Output { files, services, dependencies, warnings: run.warnings })
}
