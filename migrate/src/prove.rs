//! Generates code before and after each change, and compares it.

use std::path::Path;

use crate::candidate::{Candidate, last};
use crate::change::{Change, is_source};
use crate::copy::{Copy, Generated};
use crate::project::Project;
use crate::proof::{Files, Proof, compare, files_below, shown_path};
use crate::replay::{Generator, replay};
use crate::report::{Level, Note};
use crate::script::{Problem, Run, read};

/// The result of trying the changes.
pub enum Attempt {
    /// The code was generated before and after this change. The note has the reason why a better
    /// change was not taken.
    Compared { candidate: Candidate, proof: Proof, rejected: Option<Note> },
    /// The code could not be generated.
    Unknown { candidate: Candidate, notes: Vec<Note> },
}

/// Makes the calls of the build script, without running the script.
pub fn without_running(project: &Project, candidates: &[Candidate]) -> Attempt {
    let unknown = |notes| Attempt::Unknown { candidate: last(candidates), notes };
    let mut notes = Vec::new();
    let mut runs: Vec<(&str, Vec<Run>)> = Vec::new();
    for script in &project.scripts {
        let found = read(&script.syntax, &project.folder, &project.features);
        let problems = found.problems.into_iter().chain(script.unread.clone());
        notes.extend(problems.map(|problem| note(&script.path, problem)));
        runs.push((&script.path, found.runs));
    }
    runs.retain(|(_, runs)| !runs.is_empty());
    if runs.is_empty() && notes.is_empty() {
        notes.push(
            Note::new(Level::Warning, "neither build.rs nor a test calls the dependency")
                .at("Cargo.toml", None),
        );
    }
    if !notes.is_empty() {
        return unknown(notes);
    }
    let before = match generated(&runs, Generator::Theirs) {
        Ok(before) => before,
        Err(note) => return unknown(vec![note]),
    };
    best(unknown(Vec::new()), candidates, |candidate| match generated(&runs, candidate.generator) {
        Ok(after) => compared(candidate, &before, &after),
        Err(note) => Attempt::Unknown { candidate: candidate.clone(), notes: vec![note] },
    })
}

/// Tries the changes in order until the items are equal. Returns the attempt with the fewest items
/// that differ, with the reason why the first one was not taken.
fn best(
    mut result: Attempt,
    candidates: &[Candidate],
    mut attempt: impl FnMut(&Candidate) -> Attempt,
) -> Attempt {
    let mut reason = None;
    for candidate in candidates {
        if candidate.prints_redacted() && !result.redacts() {
            continue;
        }
        let mut tried = attempt(candidate);
        // The first change is the one that adds the fewest calls.
        let earlier = reason.clone();
        reason = reason.or_else(|| tried.reason());
        if let Attempt::Compared { rejected, .. } = &mut tried {
            *rejected = earlier;
        }
        let both_unknown = tried.differing().is_none() && result.differing().is_none();
        if tried.is_better_than(&result) || both_unknown {
            result = tried;
        }
        if result.differing() == Some(0) {
            break;
        }
    }
    result
}

impl Attempt {
    /// Returns the number of items that differ, if the code was compared.
    fn differing(&self) -> Option<usize> {
        match self {
            Self::Compared { proof, .. } if proof.items == 0 => Some(usize::MAX),
            Self::Compared { proof, .. } => Some(proof.differences.len()),
            Self::Unknown { .. } => None,
        }
    }

    fn is_better_than(&self, other: &Self) -> bool {
        let differing = |attempt: &Self| attempt.differing().map_or((1, 0), |number| (0, number));
        differing(self) < differing(other)
    }

    /// Whether the new code hides fields that the old code prints.
    fn redacts(&self) -> bool {
        matches!(self, Self::Compared { proof, .. } if proof.redacts())
    }

    /// Returns the reason why a change that was tried is not taken.
    fn reason(&self) -> Option<Note> {
        let stays = |reason: String| {
            Note::new(
                Level::Note,
                format!("build.rs stays: with rust_grpc_build::Config, {reason}"),
            )
        };
        match self {
            Self::Compared { proof, .. } => {
                let first = proof.differences.first()?;
                let count = proof.differences.len();
                let path = shown_path(&first.path);
                Some(stays(format!("{count} items differ, e.g. `{path}`")))
            }
            Self::Unknown { notes, .. } => {
                let note = notes.first().filter(|note| !note.message.is_empty())?;
                let mut reason = stays(note.message.clone());
                (reason.file, reason.position) = (note.file.clone(), note.position);
                Some(reason)
            }
        }
    }
}

fn compared(candidate: &Candidate, before: &Files, after: &Files) -> Attempt {
    let candidate = candidate.clone();
    match compare(before, after) {
        Ok(proof) => Attempt::Compared { candidate, proof, rejected: None },
        Err(message) => {
            let notes = vec![Note::new(Level::Warning, message)];
            Attempt::Unknown { candidate, notes }
        }
    }
}

/// Returns the files that a generator makes of the calls of all scripts.
fn generated(runs: &[(&str, Vec<Run>)], generator: Generator) -> Result<Files, Note> {
    let failed = |error: std::io::Error| Note::new(Level::Warning, error.to_string());
    let out = tempfile::tempdir().map_err(failed)?;
    for (index, (path, runs)) in runs.iter().enumerate() {
        let out = out.path().join(index.to_string());
        replay(runs, generator, &out).map_err(|problem| note(path, problem))?;
    }
    files_below(out.path()).map_err(failed)
}

fn note(path: &str, problem: Problem) -> Note {
    Note::new(Level::Warning, problem.message).at(path, Some(problem.at))
}

/// Runs the build script and the tests that generate code, in a copy of the project.
pub fn run_scripts(project: &Project, candidates: &[Candidate]) -> Attempt {
    let failed = |message: String| Attempt::Unknown {
        candidate: last(candidates),
        notes: vec![Note::new(Level::Warning, message)],
    };
    let prepared = Copy::new(project).and_then(|copy| {
        let original = copy.files()?;
        let before = copy.generate(project)?;
        Ok((copy, original, before))
    });
    let (copy, original, before) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return failed(format!("before the change, {message}")),
    };
    best(failed(String::new()), candidates, |candidate| {
        let restored = Change { files: original.clone() };
        let after = copy
            .apply(&restored)
            .and_then(|()| copy.apply(&candidate.change))
            .and_then(|()| copy.generate(project));
        let after = match after {
            Ok(after) => after,
            Err(message) => return failed(format!("after the change, {message}")),
        };
        let candidate = with_regenerated(candidate, &original, &after);
        let [before, after] = [&before, &after].map(|run| comparable(run, &candidate, &original));
        compared(&candidate, &before, &after)
    })
}

/// Adds the checked-in files that a run has changed to a change.
fn with_regenerated(candidate: &Candidate, original: &Files, after: &Generated) -> Candidate {
    let mut candidate = candidate.clone();
    for (name, text) in &after.package {
        let is_lock = Path::new(name).file_name().is_some_and(|name| name == "Cargo.lock");
        if original.get(name) != Some(text) && !is_lock {
            candidate.change.files.entry(name.clone()).or_insert_with(|| text.clone());
        }
    }
    candidate
}

/// Returns the generated files of a run: those in `OUT_DIR`, and those that are checked in.
fn comparable(run: &Generated, candidate: &Candidate, original: &Files) -> Files {
    let mut files = run.out_dir.clone();
    for name in candidate.change.files.keys().filter(|name| !is_source(name)) {
        if let Some(text) = run.package.get(name).or_else(|| original.get(name)) {
            files.insert(name.clone(), text.clone());
        }
    }
    files
}
