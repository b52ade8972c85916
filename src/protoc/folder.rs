//! The .proto files of a folder.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Returns the `.proto` files below a folder, ordered by path.
/// Hidden folders and files, e.g. `.git`, are left out. Links to folders are followed after all
/// folders, and each folder is read once. So a link to a parent folder does not lead to an endless
/// walk, and a link to another folder does not give its files a second name.
pub(super) fn protos_below(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut seen = HashSet::new();
    let mut files = Vec::new();
    // Ordered sets, because the order of the walk must not depend on the file system.
    let mut folders = BTreeSet::from([folder.to_path_buf()]);
    let mut links = BTreeSet::new();
    while let Some(folder) = folders.pop_first().or_else(|| links.pop_first()) {
        // `clean` has removed `.`, so the path of the current folder is empty.
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let in_folder = |error| (folder.clone(), error);
        if !seen.insert(here.canonicalize().map_err(in_folder)?) {
            continue;
        }
        for entry in fs::read_dir(here).map_err(in_folder)? {
            let entry = entry.map_err(in_folder)?;
            let path = folder.join(entry.file_name());
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if path.is_dir() {
                let pending = if path.is_symlink() { &mut links } else { &mut folders };
                pending.insert(path);
            } else if path.is_file() && path.extension().is_some_and(|end| end == "proto") {
                files.push(path);
            }
        }
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
        let files =
            ["b.proto", "a/c.proto", "a/README.md", ".git/d.proto", "a/.e/f.proto", "a/._c.proto"];
        for file in files {
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
        // The link sorts before the folder.
        symlink(root.join("a/b"), root.join("a/a")).unwrap();
        assert_eq!(protos_below(root).unwrap(), [root.join("a/b/c.proto")]);
    }
}
