//! The files that `generate` returns. The modules share one program, because each program with the
//! generator has 50 MB.

mod editions;
mod golden;
mod layout;
mod links;
mod naming;
mod presets;
#[path = "../support/protoc.rs"]
mod protoc;
