//! The lines that a build script prints for Cargo, and the manifest of the crate around generated
//! code.
//!
//! May import: `diagnostics`.

use std::env;
use std::path::Path;

use crate::diagnostics::Diagnostics;

mod manifest;

pub(crate) use manifest::{lacking, rerun_if_manifest_changed};

/// Whether Cargo runs this process as a build script. Cargo sets these variables only for build
/// scripts, and other processes must not print lines for Cargo.
pub(crate) fn in_build_script() -> bool {
    ["OUT_DIR", "TARGET", "HOST"].iter().all(|name| env::var_os(name).is_some())
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
