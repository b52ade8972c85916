//! The comparison of the generated code before and after a change.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::items::{Difference, Items, differences, flatten};

/// The generated files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The result of a comparison.
#[derive(Debug)]
pub struct Proof {
    /// The number of items in the old code.
    pub items: usize,
    /// The number of files with code.
    pub files: usize,
    pub differences: Vec<Difference>,
}

/// Compares the items of generated files. The docs and lints of items do not count.
///
/// # Errors
/// Returns a message if a file is not valid Rust.
pub fn compare(before: &Files, after: &Files) -> Result<Proof, String> {
    compare_without(before, after, "")
}

/// Compares the items of generated files, and leaves out the value of a constant.
///
/// # Errors
/// Returns the errors of [`compare`].
pub fn compare_without(before: &Files, after: &Files, constant: &str) -> Result<Proof, String> {
    let (mut theirs, mut ours) = (items(before)?, items(after)?);
    for (_, text) in theirs
        .iter_mut()
        .chain(&mut ours)
        .filter(|(path, _)| !constant.is_empty() && path.ends_with(constant))
    {
        text.truncate(text.find('=').unwrap_or(text.len()));
    }
    let files = before.keys().filter(|name| name.ends_with(".rs")).count();
    Ok(Proof { items: theirs.len(), files, differences: differences(&ours, &theirs) })
}

impl Proof {
    /// Whether the old code has items, and the new code has the same.
    pub fn is_equal(&self) -> bool {
        self.items > 0 && self.differences.is_empty()
    }

    /// Returns the differences as text.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for Difference { path, ours, theirs } in &self.differences {
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
            shown += &format!("{path}\n  before: {}\n  after:  {}\n", text(theirs), text(ours));
        }
        shown
    }
}

fn items(files: &Files) -> Result<Items, String> {
    let mut items = Items::new();
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
        flatten(name, &String::from_utf8_lossy(text), &mut items)
            .map_err(|error| format!("{name} is not valid Rust: {error}"))?;
    }
    Ok(items)
}

/// Reads all files below a folder. Their names are relative to it.
///
/// # Errors
/// Returns the error of the first file that cannot be read.
pub fn files_below(folder: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(inner) = waiting.pop() {
        for entry in fs::read_dir(inner)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path);
                let name = name.to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path)?);
            }
        }
    }
    Ok(files)
}
