//! The cases in `fixtures/stability`: two versions of a schema, and code that uses it.
//!
//! A case is a file of sections. A line `--- NAME` begins a section.
//!
//! * `old.proto`, `new.proto`: the versions. `also.proto` is another file of the new version.
//! * `options`: options for both versions.
//! * `use.rs`: code that compiles with the old version.
//! * `habit.rs`: code with the habit that the rule recommends. It compiles with both versions.
//! * `avoid`: the options that the rule recommends. With them, `use.rs` compiles with the new
//!   version.
//! * `report`: the output of `check --against`, which `BLESS=1` writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A case.
pub struct Case {
    /// The rule, e.g. `field-added`.
    pub rule: String,
    pub path: PathBuf,
    sections: BTreeMap<String, String>,
}

impl Case {
    /// Returns the text of a section, or an empty text.
    pub fn section(&self, name: &str) -> &str {
        self.sections.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Returns the files of a version, by name.
    pub fn files(&self, version: &str) -> Vec<(&str, &str)> {
        let mut files = vec![("a.proto", self.section(&format!("{version}.proto")))];
        if version == "new" && !self.section("also.proto").is_empty() {
            files.push(("also.proto", self.section("also.proto")));
        }
        files
    }

    /// Writes another report.
    pub fn bless(&self, report: &str) {
        let text = fs::read_to_string(&self.path).unwrap();
        let before = text.split("--- report\n").next().unwrap();
        fs::write(&self.path, format!("{before}--- report\n{report}")).unwrap();
    }
}

/// Returns all cases, ordered by name.
pub fn all(root: &Path) -> Vec<Case> {
    let entries = fs::read_dir(root.join("fixtures/stability")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let text = fs::read_to_string(&path).unwrap();
    let mut sections = BTreeMap::new();
    for part in text.split("--- ").filter(|part| !part.is_empty()) {
        let (name, content) = part.split_once('\n').unwrap();
        sections.insert(name.to_owned(), content.to_owned());
    }
    let rule = path.file_stem().unwrap().to_str().unwrap().to_owned();
    Case { rule, path, sections }
}

/// A row of the tables in docs/stability.md: what a change breaks in the worst case.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The code, as JSON reports it, e.g. `literals`.
    pub source: String,
    pub wire: bool,
    pub json: bool,
}

/// Returns the rows of docs/stability.md, by rule.
pub fn rows(root: &Path) -> BTreeMap<String, Row> {
    let text = fs::read_to_string(root.join("docs/stability.md")).unwrap();
    let rows = text.lines().filter_map(|line| {
        let id = line.strip_prefix("| `")?.split('`').next()?;
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let breaks: Vec<&str> = cells.get(3)?.split(", ").collect();
        let source = breaks.iter().find(|word| !matches!(**word, "wire" | "JSON" | "–"));
        let row = Row {
            source: source.map_or("nothing", |word| word).to_owned(),
            wire: breaks.contains(&"wire"),
            json: breaks.contains(&"JSON"),
        };
        Some((id.to_owned(), row))
    });
    rows.collect()
}
