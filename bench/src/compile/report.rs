//! The report, as Markdown.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::project::{Workspace, package};
use super::row::{ROWS, SUMS};
use super::schema::Schema;
use super::subject::Subject;
use crate::measure::Cost;

/// The best costs of a schema.
pub struct Report {
    title: String,
    costs: BTreeMap<(&'static str, &'static str), Cost>,
}

/// A line of a table: its title, and the number of each subject that has one.
type Line = (String, Vec<Option<f64>>);

impl Report {
    pub fn new(name: &str, schema: &Schema, workspace: &Workspace) -> Self {
        let used: Vec<String> = workspace
            .used
            .iter()
            .map(|(subject, (all, few))| format!("{subject} {all}, {few}"))
            .collect();
        Report {
            title: format!(
                "{name}: {} messages (used by the programs, all and few: {})",
                schema.messages.len(),
                used.join("; ")
            ),
            costs: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, row: &'static str, subject: &'static str, cost: Cost) {
        self.costs.insert((row, subject), cost);
    }

    pub fn print(&self, workspace: &Workspace, subjects: &[&Subject]) -> Result<(), String> {
        println!("\n### {}\n", self.title);
        let user = |cost: &Cost| cost.user.as_secs_f64();
        let mut seconds = self.lines(subjects, user);
        for (name, [library, program]) in SUMS {
            let of = |row: &'static str, subject: &Subject| {
                self.costs.get(&(row, subject.name)).map(user)
            };
            let sums = subjects
                .iter()
                .map(|subject| Some(of(library, subject)? + of(program, subject)?))
                .collect();
            seconds.push(((*name).to_owned(), sums));
        }
        table("user CPU, seconds", subjects, &seconds);
        additions(subjects, &seconds);
        table("peak memory, MB", subjects, &self.lines(subjects, |cost| cost.peak as f64 / 1e6));
        table("size, MB", subjects, &sizes(workspace, subjects)?);
        Ok(())
    }

    fn lines(&self, subjects: &[&Subject], number: impl Fn(&Cost) -> f64) -> Vec<Line> {
        let numbers = |row: &'static str| {
            subjects
                .iter()
                .map(|subject| self.costs.get(&(row, subject.name)).map(&number))
                .collect()
        };
        ROWS.iter().map(|row| (row.name.to_owned(), numbers(row.name))).collect()
    }
}

/// Prints the lines that have numbers, each number with its ratio to the first subject's.
fn table(title: &str, subjects: &[&Subject], lines: &[Line]) {
    let names: Vec<&str> = subjects.iter().map(|subject| subject.name).collect();
    println!("| {title} | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    for (name, numbers) in lines.iter().filter(|(_, numbers)| numbers.iter().any(Option::is_some)) {
        let first = numbers[0];
        let cells: Vec<String> = numbers
            .iter()
            .map(|number| match (number, first) {
                (None, _) => String::new(),
                (Some(number), None) => format!("{number:.2}"),
                (Some(number), Some(first)) => format!("{number:.2} ({:.2})", number / first),
            })
            .collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
    println!();
}

/// Prints how much longer the subjects with JSON or text format take than the subjects without it.
fn additions(subjects: &[&Subject], lines: &[Line]) {
    let pairs: Vec<(usize, usize)> = subjects
        .iter()
        .enumerate()
        .filter_map(|(nth, subject)| {
            let base = subject.adds_to?;
            Some((nth, subjects.iter().position(|other| other.name == base)?))
        })
        .collect();
    if pairs.is_empty() {
        return;
    }
    let names: Vec<&str> = pairs.iter().map(|(nth, _)| subjects[*nth].name).collect();
    println!(
        "| user CPU that is added | {} |\n|---|{}",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    for (name, numbers) in lines {
        let cells: Vec<String> = pairs
            .iter()
            .map(|(nth, base)| match (numbers[*nth], numbers[*base]) {
                (Some(number), Some(base)) => format!("{:+.0} %", (number / base - 1.0) * 100.0),
                _ => String::new(),
            })
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            println!("| {name} | {} |", cells.join(" | "));
        }
    }
    println!();
}

fn sizes(workspace: &Workspace, subjects: &[&Subject]) -> Result<Vec<Line>, String> {
    let megabytes =
        |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.len() as f64 / 1e6);
    let target = workspace.target();
    let mut lines = vec![("generated code".to_owned(), Vec::new())];
    for subject in subjects {
        let folder = fs::read_dir(workspace.folder(subject.name, "").join("before"))
            .map_err(|error| error.to_string())?;
        let files = folder
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|name| name == "rs"));
        lines[0].1.push(Some(files.filter_map(|path| megabytes(&path)).sum()));
    }
    for (name, profile) in [("debug library", "debug"), ("release library", "release")] {
        let library = |subject: &&Subject| {
            target
                .join(profile)
                .join(format!("lib{}.rlib", package(subject.name, "").replace('-', "_")))
        };
        lines.push((
            name.to_owned(),
            subjects.iter().map(|subject| megabytes(&library(subject))).collect(),
        ));
    }
    for (name, part) in [
        ("release program using all, stripped", "-all"),
        ("release program using few, stripped", "-few"),
    ] {
        let stripped = target.join("stripped");
        let size = |subject: &&Subject| {
            let program = target.join("release").join(package(subject.name, part));
            let status = Command::new("strip")
                .arg("-o")
                .arg(&stripped)
                .arg(program)
                .stderr(std::process::Stdio::null())
                .status();
            status.ok().filter(|status| status.success()).and_then(|_| megabytes(&stripped))
        };
        lines.push((name.to_owned(), subjects.iter().map(size).collect()));
    }
    Ok(lines)
}
