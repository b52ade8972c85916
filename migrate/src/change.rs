//! A set of new texts for the files of a package.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use similar::TextDiff;

/// The new text of each file that changes, by its path relative to the folder of the package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Change {
    /// Returns the change as a unified diff, which `git apply` takes.
    pub fn diff(&self, folder: &Path) -> String {
        let mut diff = String::new();
        for (name, new) in &self.files {
            let old = fs::read(folder.join(name)).ok();
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
    /// Returns the error of the first file that cannot be written.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
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
