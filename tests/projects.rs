//! Whole projects as users have them, built by Cargo: what `init` writes, and build scripts.
//!
//! They share a target folder and the versions of our own lock file, so each dependency is built once, and nothing is
//! downloaded that this workspace does not have.

#[path = "projects/build_script.rs"]
mod build_script;
#[path = "projects/compat.rs"]
mod compat;
#[path = "projects/init.rs"]
mod init;
#[path = "projects/output.rs"]
mod output;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::path::Path;
use std::process::Command;

use sandbox::{Done, Sandbox};

/// Runs Cargo in a folder of the sandbox.
fn cargo(sandbox: &Sandbox, folder: &str, arguments: &[&str]) -> Done {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    if !sandbox.path(folder).join("Cargo.lock").exists() {
        std::fs::copy(lock, sandbox.path(folder).join("Cargo.lock")).unwrap();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(sandbox.path(folder)).arg("--offline").args(arguments);
    cargo.env("CARGO_TARGET_DIR", target()).env("CARGO_TERM_COLOR", "never").env_remove("RUSTFLAGS");
    // What Cargo tells this test about itself is not about the project.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR", "PROTOC", "PROTOC_INCLUDE"] {
        cargo.env_remove(name);
    }
    sandbox.done(cargo.output().unwrap())
}

fn target() -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects")
}
