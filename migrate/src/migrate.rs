//! The command: reads a package, tries the changes, and prints or writes the first whose generated
//! items are equal.

use std::env;
use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::candidate::{Candidate, candidates};
use crate::change::Change;
use crate::git;
use crate::packages::Packages;
use crate::project::Project;
use crate::proof::Proof;
use crate::prove::{Attempt, run_scripts, without_running};
use crate::report::{Level, Note, say, show};

/// Migrates a package.
///
/// # Errors
/// Returns what makes a migration impossible.
pub fn migrate(arguments: &Arguments) -> Result<ExitCode, Vec<Note>> {
    let project = Project::read(&arguments.folder).map_err(|note| vec![note])?;
    let packages = Packages::find(arguments.runtime.as_deref())
        .map_err(|problems| vec![Note::error(problems.to_string())])?;
    let (errors, notes): (Vec<Note>, Vec<Note>) =
        project.notes().into_iter().partition(|note| note.level == Level::Error);
    if !errors.is_empty() {
        return Err(errors);
    }
    notes.iter().for_each(say);
    let candidates = candidates(&project, &packages, arguments.compat);
    if candidates.is_empty() {
        let reported = !notes.is_empty();
        say(Note::new(Level::Note, "there is nothing to change in this package"));
        return Ok(ExitCode::from(u8::from(reported)));
    }
    // The files that build scripts name are relative to the package.
    env::set_current_dir(&project.folder)
        .map_err(|error| vec![Note::error(format!("cannot enter the folder: {error}"))])?;
    let mut attempt = without_running(&project, &candidates);
    if arguments.run_build_scripts {
        let rest = match &attempt {
            Attempt::Compared { candidate, .. } => vec![candidate.clone()],
            Attempt::Unknown { .. } => candidates,
        };
        attempt = run_scripts(&project, &rest);
    } else {
        project.reminders().iter().for_each(say);
    }
    conclude(&project, arguments, attempt)
}

/// Prints the result, and writes the change if it is asked for and proven.
fn conclude(
    project: &Project,
    arguments: &Arguments,
    attempt: Attempt,
) -> Result<ExitCode, Vec<Note>> {
    let (candidate, proof) = match attempt {
        Attempt::Compared { candidate, proof } => (candidate, Some(proof)),
        Attempt::Unknown { candidate, notes } => {
            notes.iter().for_each(say);
            (candidate, None)
        }
    };
    if !arguments.write {
        show(&candidate.change.diff(&project.folder));
    }
    say(Note::new(Level::Note, candidate.title()));
    let equal = proof.as_ref().is_some_and(Proof::is_equal);
    match &proof {
        Some(proof) if equal => say(Note::new(
            Level::Note,
            format!("the generated code is equal: {} items in {} files", proof.items, proof.files),
        )),
        Some(proof) if proof.items == 0 => {
            say(Note::error("nothing was generated, so nothing could be compared"));
        }
        Some(proof) => {
            say(proof.shown().trim_end());
            let message = format!("{} items differ, of {}", proof.differences.len(), proof.items);
            say(Note::error(message).help(
                "docs/migrating.md says which differences are intended; `migrate | git apply` \
                 applies the change nevertheless",
            ));
        }
        None => say(Note::error("the generated code could not be compared").help(
            "--run-build-scripts generates by running build.rs and tests in a copy of the project",
        )),
    }
    if !equal {
        return Ok(ExitCode::from(1));
    }
    if arguments.write {
        write(project, &candidate.change)?;
    }
    if !project.scripts.is_empty() {
        say(Note::new(Level::Note, "messages keep prost's codec").help(
            "docs/migrating.md says how to turn on the codec of this generator, which most \
             options need",
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn write(project: &Project, change: &Change) -> Result<(), Vec<Note>> {
    git::check_clean(&project.folder).map_err(|note| vec![note])?;
    change
        .write(&project.folder)
        .map_err(|error| vec![Note::error(format!("cannot write: {error}"))])?;
    for name in change.files.keys() {
        say(Note::new(Level::Note, format!("{name} is changed")));
    }
    Ok(())
}

/// Returns the candidate that leaves build.rs as it is.
pub fn last(candidates: &[Candidate]) -> Candidate {
    candidates.last().expect("there is a candidate").clone()
}
