//! The .proto files of a folder.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Returns the `.proto` files below a folder, ordered by path.
/// Hidden folders, e.g. `.git`, are left out. A link to a folder is followed once, so that a link
/// to a parent folder does not lead to an endless walk.
pub(super) fn protos_below(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut seen = HashSet::new();
    let mut files = Vec::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(folder) = pending.pop() {
        // `clean` has removed `.`, so the path of the current folder is empty.
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let in_folder = |error| (folder.clone(), error);
        if !seen.insert(here.canonicalize().map_err(in_folder)?) {
            continue;
        }
        for entry in fs::read_dir(here).map_err(in_folder)? {
            let entry = entry.map_err(in_folder)?;
            let path = folder.join(entry.file_name());
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if path.is_dir() && !is_hidden {
                pending.push(path);
            } else if path.is_file() && path.extension().is_some_and(|end| end == "proto") {
                files.push(path);
            }
        }
        // The order of the walk must not depend on the file system.
        pending.sort_by(|one, other| other.cmp(one));
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_folders_and_other_files_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for file in ["b.proto", "a/c.proto", "a/README.md", ".git/d.proto", "a/.e/f.proto"] {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        assert_eq!(protos_below(root).unwrap(), [root.join("a/c.proto"), root.join("b.proto")]);
        assert_eq!(protos_below(&root.join("no")).unwrap_err().0, root.join("no"));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_are_followed_once() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/c.proto"), "").unwrap();
        symlink(root, root.join("a/b/up")).unwrap();
        symlink(root.join("a"), root.join("a/self")).unwrap();
        assert_eq!(protos_below(root).unwrap(), [root.join("a/b/c.proto")]);
    }
}
