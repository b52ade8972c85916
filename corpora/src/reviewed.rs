//! Lists of differences that somebody has looked at.
//!
//! A list is text: a line that begins at the margin is a reason, and below it stand, indented, the
//! corpus and the path of each item that differs for it. A path may end in `*`, which stands for
//! anything. `#` begins a comment.

use std::cell::Cell;

/// The differences that are known.
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
    /// A list.
    ///
    /// # Panics
    /// It is not made as a list is.
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

    /// Whether somebody has looked at this one.
    pub fn has(&self, corpus: &str, path: &str) -> bool {
        let entry = self.entries.iter().find(|entry| entry.corpus == corpus && entry.is(path));
        entry.inspect(|entry| entry.used.set(true)).is_some()
    }

    /// What is in the list of a corpus and was not found there.
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
