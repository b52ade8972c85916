//! Complete projects, built by Cargo: build scripts, and the project that `init` makes.
//!
//! The projects share a target folder and the versions of our lock file. So Cargo builds each
//! dependency once, and downloads nothing that this workspace lacks. The tests still take minutes,
//! so this package is not among the default members of the workspace.

mod buf_registry;
mod build_script;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "../support/cases.rs"]
mod cases;
mod compat;
mod docs;
mod extensions;
mod grpc_json;
mod init;
mod json_extern;
mod missing;
mod output;
mod presets;
mod release;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "../support/sandbox.rs"]
mod sandbox;
mod serde_page;
mod stability;
#[cfg(unix)]
mod tutorial;

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sandbox::{Done, Sandbox};

/// Runs Cargo in a folder of the sandbox.
fn cargo(sandbox: &Sandbox, folder: &str, arguments: &[&str]) -> Done {
    let lock = Path::new(checkout()).join("Cargo.lock");
    if !sandbox.path(folder).join("Cargo.lock").exists() {
        std::fs::copy(lock, sandbox.path(folder).join("Cargo.lock")).unwrap();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(sandbox.path(folder)).arg("--offline").args(arguments);
    cargo
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_TERM_COLOR", "never")
        .env_remove("RUSTFLAGS");
    // These variables describe this test, not the project.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR", "PROTOC", "PROTOC_INCLUDE"] {
        cargo.env_remove(name);
    }
    sandbox.done(cargo.output().unwrap())
}

/// Returns the root of the checkout, as the generator's binary names it.
fn checkout() -> &'static str {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.and_then(Path::to_str).expect("the package is two folders below the root")
}

/// Returns the target folder that all projects share.
fn target() -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects")
}

/// Waits until no other test has projects whose programs are called `server` and `client`. Cargo
/// would replace the programs in the target folder that the projects share.
fn alone() -> MutexGuard<'static, ()> {
    static PROGRAMS: Mutex<()> = Mutex::new(());
    PROGRAMS.lock().unwrap_or_else(PoisonError::into_inner)
}
