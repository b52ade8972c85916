//! The emitters decide no order, and the model names no runtime.

use std::fs;
use std::path::{Path, PathBuf};

/// Methods that sort, and collections without a fixed order.
const ORDERING: &[&str] = &[
    ".sort",
    "HashMap<",
    "HashMap::",
    "HashSet<",
    "HashSet::",
    "BTreeMap<",
    "BTreeMap::",
    "BTreeSet<",
    "BTreeSet::",
];

/// Collects the files of a folder, without tests.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            found.push(path);
        }
    }
}

/// Checks that no line in a folder of `src` has one of the words.
fn have_none(folder: &str, words: &[&str], with_comments: bool) {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder), &mut found);
    assert!(!found.is_empty());
    for file in found {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let has = words.iter().any(|word| line.contains(word));
            let counts = with_comments || !line.trim_start().starts_with("//");
            assert!(!(has && counts), "{}:{}: {line}", file.display(), number + 1);
        }
    }
}

#[test]
fn emitters_sort_nothing() {
    have_none("emit", ORDERING, false);
}

/// The model has only terms of protobuf and Rust.
#[test]
fn the_model_knows_no_runtime() {
    have_none("model", &["prost", "tonic"], true);
}
