//! The generated files in folders, and the package of each.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::diagnostics::{Diagnostics, cannot_read};
use crate::file_name::package_of;
use crate::write::NOTICE;

/// The line of a header that names the package. A file has it if the name of the file does not tell
/// the package.
const PACKAGE: &str = "// @generated for package ";
const UNNAMED: &str = "// @generated for the unnamed package";

/// A generated file with the items of a package.
pub(super) struct Found {
    pub path: PathBuf,
    /// The full name, e.g. `acme.v1`.
    pub package: String,
    pub text: String,
}

/// Returns the generated files of packages in some folders and in the folders below them, in the
/// order of the folders and then by path. Other files are left out, e.g. the file `tree`.
///
/// # Errors
/// Returns an error for each folder or file that cannot be read.
pub(super) fn files(tree: &Path, folders: &[PathBuf]) -> Result<Vec<Found>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut found = Vec::new();
    for folder in folders {
        let mut paths = Vec::new();
        let mut pending = vec![folder.clone()];
        while let Some(folder) = pending.pop() {
            if let Err(error) = list(&folder, &mut pending, &mut paths) {
                problems.push(cannot_read(&folder, &error));
            }
        }
        paths.retain(|path| path != tree);
        paths.sort();
        for path in paths {
            match fs::read(&path) {
                Ok(bytes) => found.extend(String::from_utf8(bytes).ok().and_then(|text| {
                    let package = package(&path, &text)?;
                    Some(Found { path, package, text })
                })),
                Err(error) => problems.push(cannot_read(&path, &error)),
            }
        }
    }
    problems.checkpoint()?;
    Ok(found)
}

/// Adds the folders and the Rust files in a folder to the lists.
fn list(
    folder: &Path,
    folders: &mut Vec<PathBuf>,
    files: &mut Vec<PathBuf>,
) -> Result<(), io::Error> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Build systems make folders of links, so a link counts as the file or folder that it leads
        // to. A link to a folder around it leads into a circle, and is left out.
        if fs::metadata(&path)?.is_dir() {
            if !path.is_symlink() || !folder.canonicalize()?.starts_with(path.canonicalize()?) {
                folders.push(path);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns the package of a generated file. Returns `None` for a file that the generator has not
/// written, and for a module tree.
fn package(path: &Path, text: &str) -> Option<String> {
    if !text.starts_with(NOTICE) {
        return None;
    }
    let mut header = text.lines().take_while(|line| line.starts_with("//")).skip(1).peekable();
    header.peek()?;
    let named = header.find_map(|line| match line.strip_prefix(PACKAGE) {
        Some(name) => Some(name.to_owned()),
        None => (line == UNNAMED).then(String::new),
    });
    named.or_else(|| Some(package_of(&path.file_stem()?.to_string_lossy())))
}
