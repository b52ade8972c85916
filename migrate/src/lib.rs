//! The program `protoc-gen-rust-grpc-migrate`, which the command `protoc-gen-rust-grpc migrate`
//! runs.
//!
//! It reads Cargo.toml, build.rs and buf.gen.yaml of a package, makes the calls of build.rs with
//! the generators before and after a change, and compares the items of the generated code.

use std::ffi::OsString;
use std::process::ExitCode;

mod arguments;
mod buf;
mod candidate;
mod change;
mod copy;
mod git;
mod items;
mod manifest;
mod migrate;
mod packages;
mod project;
mod proof;
mod prove;
mod replay;
mod report;
mod rewrite;
mod script;

/// Runs the command with its arguments.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let result = match arguments::parse(arguments) {
        Ok(None) => {
            report::show(arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Ok(Some(arguments)) => migrate::migrate(&arguments),
        Err(note) => Err(vec![note]),
    };
    result.unwrap_or_else(|notes| {
        notes.iter().for_each(report::say);
        ExitCode::from(2)
    })
}
