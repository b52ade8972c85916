//! The lines that a build script prints for Cargo, and the manifest of the crate around generated
//! code.
//!
//! May import: `diagnostics`.

use std::env;
use std::path::{Path, PathBuf};

use crate::diagnostics::Diagnostics;

mod manifest;

pub(crate) use manifest::{lacking, rerun_if_manifest_changed};

/// Whether Cargo runs this process as a build script. Cargo sets these variables only for build
/// scripts, and other processes must not print lines for Cargo.
pub(crate) fn in_build_script() -> bool {
    ["OUT_DIR", "TARGET", "HOST"].iter().all(|name| env::var_os(name).is_some())
}

/// Whether this process is a build script, and a folder is in its output folder.
pub(crate) fn is_in_out_dir(folder: &Path) -> bool {
    let out_dir = env::var_os("OUT_DIR").filter(|_| in_build_script());
    let folder = std::path::absolute(folder);
    folder.is_ok_and(|folder| out_dir.is_some_and(|out_dir| folder.starts_with(out_dir)))
}

/// Whether this run of the build script has written a file in its output folder, e.g. through a
/// protoc with our plugin. Cargo writes a file when it starts a build script. Without that file,
/// each file counts as written.
pub(crate) fn is_of_this_run(path: &Path) -> bool {
    let modified = |path: &Path| path.metadata()?.modified();
    let out_dir = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    match (modified(&out_dir.with_file_name("invoked.timestamp")), modified(path)) {
        (Ok(started), Ok(written)) => written >= started,
        _ => true,
    }
}

/// Makes Cargo run the build script again if the file has changed, or a file in the folder.
pub(crate) fn rerun_if_changed(path: &Path) {
    if in_build_script() {
        println!("cargo:rerun-if-changed={}", path.display());
    }
}

/// Shows warnings. In a build script they are warnings of Cargo, otherwise they go to standard
/// error.
pub(crate) fn warn(warnings: &Diagnostics) {
    for line in warnings.to_string().lines() {
        if in_build_script() {
            println!("cargo:warning={line}");
        } else {
            eprintln!("warning: {line}");
        }
    }
}
