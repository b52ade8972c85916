//! The programs that measure. Each is built with the measured profile, so that it is optimised as a
//! user's program is.

use std::path::PathBuf;
use std::process::Command;

/// A profile of Cargo.
#[derive(Clone, Copy)]
pub struct Profile {
    /// The name of the profile in Cargo, which is also the name of its target folder.
    name: &'static str,
    /// The line above the results, e.g. `plain release`.
    pub about: &'static str,
}

pub const FAT: Profile = Profile { name: "fat", about: "lto = \"fat\", codegen-units = 1" };
pub const PLAIN: Profile = Profile { name: "release", about: "plain release" };

/// Builds the programs of a package, and returns their folder.
pub fn build(package: &str, profile: Profile) -> Result<PathBuf, String> {
    let target = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target"));
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--package", package])
        .args(["--profile", profile.name, "--target-dir"])
        .arg(&target);
    start(cargo)?;
    Ok(target.join(profile.name))
}

/// Runs a program to its end.
pub fn start(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}")) }
}
