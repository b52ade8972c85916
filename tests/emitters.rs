//! The emitters decide no order: what they need in another order than that of declaration is
//! ordered in the model.

use std::fs;
use std::path::{Path, PathBuf};

/// Methods that sort, and collections without an order of their own.
const ORDERING: &[&str] = &[".sort", "HashMap<", "HashSet<", "BTreeMap<", "BTreeSet<"];

/// The files of a folder, without tests.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            found.push(path);
        }
    }
}

#[test]
fn emitters_sort_nothing() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit"), &mut found);
    assert!(!found.is_empty());
    for file in found {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let orders = ORDERING.iter().any(|ordering| line.contains(ordering));
            let is_comment = line.trim_start().starts_with("//");
            assert!(is_comment || !orders, "{}:{}: {line}", file.display(), number + 1);
        }
    }
}
