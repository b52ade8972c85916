//! Tells Cargo which files and variables a build depends on.

use std::collections::HashSet;
use std::env;
use std::path::{Path, PathBuf};

use super::Source;
use crate::cargo::{in_build_script, rerun_if_changed};

/// Tells Cargo the dependencies that are known before protoc runs, so that they also hold for a run
/// that fails.
pub(super) fn for_source(source: &Source) {
    let Source::Protos { protos, includes } = source else { return };
    if !in_build_script() {
        return;
    }
    // Not `PATH`: the `PATH` of an editor often differs from that of the shell. Then each build
    // would invalidate the other one.
    for name in ["PROTOC", "PROTOC_INCLUDE"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    let forbidden: Vec<PathBuf> = ["OUT_DIR", "CARGO_MANIFEST_DIR"]
        .iter()
        .filter_map(|name| PathBuf::from(env::var_os(name)?).canonicalize().ok())
        .collect();
    protos.iter().filter(|proto| proto.is_file()).for_each(|proto| rerun_if_changed(proto));
    // A file that is added to an input folder is a new input.
    includes
        .iter()
        .chain(protos.iter().filter(|proto| proto.is_dir()))
        .filter(|folder| is_quiet(folder, &forbidden))
        .for_each(|include| rerun_if_changed(include));
}

pub(super) fn for_imports(source: &Source, read: &[PathBuf]) {
    let Source::Protos { protos, .. } = source else { return };
    let protos: HashSet<&PathBuf> = protos.iter().collect();
    read.iter().filter(|path| !protos.contains(path)).for_each(|path| rerun_if_changed(path));
}

/// Whether a build leaves a folder unchanged. Cargo watches everything below a folder. If the
/// folder contains the package or the build output, every build would start a new one.
fn is_quiet(include: &Path, forbidden: &[PathBuf]) -> bool {
    include
        .canonicalize()
        .is_ok_and(|include| !forbidden.iter().any(|folder| folder.starts_with(&include)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_that_a_build_does_not_change() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (package, out, proto) =
            (root.join("package"), root.join("target/out"), root.join("package/proto"));
        for path in [&out, &proto] {
            std::fs::create_dir_all(path).unwrap();
        }
        let forbidden = [package.clone(), out];
        assert!(is_quiet(&proto, &forbidden));
        for include in
            [&package, &root, &root.join("target"), &proto.join(".."), &root.join("nowhere")]
        {
            assert!(!is_quiet(include, &forbidden), "{include:?}");
        }
    }
}
