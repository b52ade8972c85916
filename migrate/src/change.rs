//! A set of new texts for the files of a package.

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::{fs, io};

use similar::TextDiff;

/// The new text of each file that changes, by its path relative to the folder of the package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Change {
    /// Returns the change as a unified diff, which `git apply` takes. `git apply` reads paths
    /// relative to its folder, which is `current`. It changes no file outside of this folder, so
    /// the diff of another folder has paths relative to that folder.
    pub fn diff(&self, folder: &Path, current: &Path) -> String {
        let mut diff = String::new();
        let inner = folder.strip_prefix(current).unwrap_or(Path::new(""));
        for (name, new) in &self.files {
            let old = fs::read(folder.join(name)).ok();
            let name = inner.join(name).to_string_lossy().replace('\\', "/");
            let from = if old.is_some() { format!("a/{name}") } else { "/dev/null".to_owned() };
            let old = old.unwrap_or_default();
            match (str::from_utf8(&old), str::from_utf8(new)) {
                (Ok(old), Ok(new)) => {
                    diff += &TextDiff::from_lines(old, new)
                        .unified_diff()
                        .header(&from, &format!("b/{name}"))
                        .to_string();
                }
                _ => diff += &format!("Binary files {from} and b/{name} differ\n"),
            }
        }
        diff
    }

    /// Writes the files below a folder.
    ///
    /// # Errors
    /// Returns an error if a file is outside of the folder, before anything is written. Returns the
    /// error of the first file that cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        if let Some(name) = self.files.keys().find(|name| !is_inside(folder, name)) {
            return Err(io::Error::other(format!("{name} is outside of the package")));
        }
        for (name, text) in &self.files {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
        Ok(())
    }
}

/// Whether a person has written a file that a change names. The other files are generated.
pub fn is_source(name: &str) -> bool {
    matches!(name, "Cargo.toml" | crate::buf::FILE) || name.ends_with("build.rs")
}

/// Whether a path leads to a place in a folder. A symbolic link or `..` may lead out of it.
pub fn is_inside(folder: &Path, name: &str) -> bool {
    let is_plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(name);
    // The file and the last folders of its path may not exist yet.
    let existing = path.ancestors().find(|path| path.symlink_metadata().is_ok());
    let existing = existing.and_then(|path| path.canonicalize().ok());
    let folder = folder.canonicalize();
    is_plain && existing.is_some_and(|path| folder.is_ok_and(|folder| path.starts_with(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str) -> io::Result<()> {
        Change { files: [(name.to_owned(), b"new".to_vec())].into() }.write(folder)
    }

    #[test]
    fn files_outside_are_not_written() {
        let top = tempfile::tempdir().unwrap();
        let (folder, other) = (top.path().join("package"), top.path().join("other"));
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::create_dir(&other).unwrap();
        fs::write(other.join("a.rs"), "old").unwrap();
        for name in ["b.rs", "src/b.rs", "src/gen/b.rs"] {
            write(&folder, name).unwrap();
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "new");
        }
        let absolute = other.join("a.rs").display().to_string();
        let mut outside = vec!["../other/a.rs", "src/../../other/a.rs", &absolute];
        #[cfg(unix)]
        {
            let link = |to: &Path, name| std::os::unix::fs::symlink(to, folder.join(name)).unwrap();
            link(&other, "linked");
            link(&other.join("a.rs"), "a.rs");
            link(&other.join("new.rs"), "new.rs");
            outside.extend(["linked/a.rs", "linked/gen/a.rs", "a.rs", "new.rs"]);
        }
        for name in outside {
            let message = format!("{name} is outside of the package");
            assert_eq!(write(&folder, name).unwrap_err().to_string(), message);
        }
        assert_eq!(fs::read_to_string(other.join("a.rs")).unwrap(), "old");
        assert_eq!(fs::read_dir(other).unwrap().count(), 1);
    }
}
