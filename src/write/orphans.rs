//! The files of a folder that earlier runs have generated, and this run does not.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::NOTICE;
use crate::diagnostics::{Diagnostics, cannot_read};
use crate::file_name::short_file_name;
use crate::{Output, case};

/// Returns the files that begin with our notice and are no longer generated. Files written by hand
/// do not begin with it.
///
/// The search covers the folder itself and a crate's `src`. If packages have folders, the search
/// covers the folders below, too. There it finds only files that have the place of a package, e.g.
/// `acme/v1/acme.v1.rs`, because other commands may write to these folders.
pub(super) fn orphans(folder: &Path, output: &Output, found: &mut Diagnostics) -> Vec<PathBuf> {
    let in_crate = output.files.iter().any(|file| file.name == "src/lib.rs");
    let sources = if in_crate { folder.join("src") } else { folder.to_owned() };
    let mut paths = files_in(folder, found);
    if in_crate {
        paths.extend(files_in(&sources, found));
    }
    if output.has_package_folders {
        paths.extend(files_below(&sources));
    }
    let generated: HashSet<PathBuf> =
        output.files.iter().map(|file| folder.join(&file.name)).collect();
    paths.retain(|path| !generated.contains(path));
    paths.retain(|path| fs::read_to_string(path).is_ok_and(|text| text.starts_with(NOTICE)));
    paths.sort();
    paths
}

/// Returns the Rust files directly in a folder.
fn files_in(folder: &Path, found: &mut Diagnostics) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            found.push(cannot_read(folder, &error));
            return Vec::new();
        }
    };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    paths
        .filter(|path| {
            path.extension().is_some_and(|extension| extension == "rs") && path.is_file()
        })
        .collect()
}

/// Returns the files below a folder that have the place of a package. Hidden folders are left out,
/// links are not followed, and folders that cannot be read have no files: other programs may have
/// made them.
fn files_below(sources: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // The segments of the package whose folder it is, as in the file name.
    let mut pending: Vec<(PathBuf, Vec<String>)> = vec![(sources.to_owned(), Vec::new())];
    while let Some((folder, package)) = pending.pop() {
        let file = format!("{}.rs", short_file_name(&package.join(".")));
        for entry in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is(&entry, fs::FileType::is_file) && name == file {
                found.push(entry.path());
            } else if is(&entry, fs::FileType::is_dir) && !name.starts_with('.') {
                let segment = case::snake(&name);
                pending.push((entry.path(), [&package[..], &[segment]].concat()));
            }
        }
    }
    found
}

/// Whether an entry has a type. A link is neither a file nor a folder.
fn is(entry: &DirEntry, has_type: fn(&fs::FileType) -> bool) -> bool {
    entry.file_type().is_ok_and(|kind| has_type(&kind))
}
