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
    /// The fields that are packed now. prost-build before 0.14.6 does not pack a field of proto3
    /// that has an option. Decoders read both.
    pub packed: Vec<String>,
}

/// Compares the items of generated files, without their docs and lints.
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
    let (packed, differences): (Vec<_>, Vec<_>) =
        differences(&ours, &theirs).into_iter().partition(is_packed_now);
    let packed = packed.into_iter().map(|difference| difference.path).collect();
    Ok(Proof { items: theirs.len(), files, differences, packed })
}

impl Proof {
    /// Whether the old code has items, and the new code has equal items.
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

/// Whether a field differs only in being packed.
fn is_packed_now(difference: &Difference) -> bool {
    let before = difference.theirs.as_ref().map(|text| text.replace(" packed = \"false\" ,", ""));
    before.is_some() && before == difference.ours
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

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        [("a.rs".to_owned(), text.as_bytes().to_vec())].into()
    }

    #[test]
    fn a_field_that_is_packed_now_is_no_difference() {
        let field = |packed: &str, ty: &str| {
            files(&format!(
                "pub struct A {{ #[prost(int32, repeated, {packed}tag = \"1\")] pub b: {ty} }}"
            ))
        };
        let before = field("packed = \"false\", ", "::prost::alloc::vec::Vec<i32>");
        let proof = compare(&before, &field("", "::prost::alloc::vec::Vec<i32>")).unwrap();
        assert!(proof.is_equal() && proof.packed == ["a.rs: A::b"], "{proof:?}");
        let proof = compare(&before, &field("", "::prost::alloc::vec::Vec<i64>")).unwrap();
        assert!(!proof.is_equal() && proof.packed.is_empty(), "{proof:?}");
    }

    #[test]
    fn docs_and_lints_do_not_count_and_derives_do() {
        let before = files("/// A.\n#[derive(Clone)]\npub struct A {}");
        let same = files("/// B.\n#[allow(dead_code)]\n#[derive(Clone)]\npub struct A {}");
        assert!(compare(&before, &same).unwrap().is_equal());
        let other = files("#[derive(Clone, Copy)]\npub struct A {}");
        assert_eq!(compare(&before, &other).unwrap().differences.len(), 1);
        assert!(!compare(&files(""), &files("")).unwrap().is_equal());
        assert!(
            compare(&before, &files("pub struct")).unwrap_err().starts_with("a.rs is not valid")
        );
    }
}
