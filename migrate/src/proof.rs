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

    /// Whether the new code has an implementation of `Debug` where the old code derives it.
    pub fn redacts(&self) -> bool {
        let is_debug = |path: &str| path.contains("Debug for ");
        self.differences.iter().any(|one| one.theirs.is_none() && is_debug(&one.path))
    }

    /// Returns the differences as text.
    pub fn shown(&self) -> String {
        let text = |text: &Option<String>| match text.as_deref() {
            None => "no such item".to_owned(),
            // The path says all, e.g. `impl Debug for A`.
            Some("") => "the item".to_owned(),
            Some(text) => spelled(text),
        };
        let differences = self.differences.iter().map(|Difference { path, ours, theirs }| {
            let (path, before, after) = (spelled(shown_path(path)), text(theirs), text(ours));
            format!("{path}\n  before: {before}\n  after:  {after}\n")
        });
        differences.collect()
    }
}

/// Returns the path of an item without the numbers of folders. Each call of a build script
/// generates into a folder with a number.
pub fn shown_path(path: &str) -> &str {
    path.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/')
}

/// Returns the text of tokens with spaces as in source code.
fn spelled(tokens: &str) -> String {
    const SPACES: [(&str, &str); 12] = [
        ("# [", "#["),
        (" ::", "::"),
        (":: ", "::"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" :", ":"),
        ("& ", "&"),
        (",::", ", ::"),
    ];
    let mut spelled = tokens.to_owned();
    for (from, to) in SPACES {
        spelled = spelled.replace(from, to);
    }
    spelled
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
