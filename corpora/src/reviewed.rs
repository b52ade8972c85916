//! Lists of reviewed differences.
//!
//! A list is text. A line without indentation is a reason. The indented lines below it have the
//! corpus and the path of each item that differs for this reason. A path may end in `*`, which
//! matches any text. `#` begins a comment.

use std::cell::Cell;

/// The reviewed differences.
#[derive(Debug)]
pub struct Reviewed {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    corpus: &'static str,
    path: &'static str,
    used: Cell<bool>,
}

impl Reviewed {
    /// Parses a list.
    ///
    /// # Panics
    /// Panics if the text is not a list.
    pub fn new(text: &'static str) -> Self {
        let mut reason = false;
        let mut entries = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if !line.starts_with(' ') {
                reason = true;
                continue;
            }
            assert!(reason, "there is no reason for: {line}");
            let (corpus, path) = line.trim().split_once(' ').expect("a corpus and a path");
            entries.push(Entry { corpus, path, used: Cell::new(false) });
        }
        Self { entries }
    }

    /// Whether a difference was reviewed.
    pub fn has(&self, corpus: &str, path: &str) -> bool {
        let entry = self.entries.iter().find(|entry| entry.corpus == corpus && entry.is(path));
        entry.inspect(|entry| entry.used.set(true)).is_some()
    }

    /// Returns the paths in the list of a corpus that did not differ.
    pub fn gone(&self, corpus: &str) -> Vec<&str> {
        self.entries
            .iter()
            .filter(|entry| entry.corpus == corpus && !entry.used.get())
            .map(|entry| entry.path)
            .collect()
    }
}

impl Entry {
    fn is(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.path,
        }
    }
}
