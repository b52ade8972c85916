//! The command: reads a package, tries the changes, and prints or writes those whose generated
//! items are equal.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::buf::{self, BufChange};
use crate::candidate::candidates;
use crate::change::{Change, is_source};
use crate::git;
use crate::packages::Packages;
use crate::project::Project;
use crate::proof::Proof;
use crate::prove::{Attempt, run_scripts, without_running};
use crate::replay::Generator;
use crate::report::{Level, Note, say, show};

/// A change, and the comparison of the code before and after it.
struct Step {
    /// The effect of the change, in a few words.
    title: &'static str,
    change: Change,
    /// `None` if the code could not be generated.
    proof: Option<Proof>,
    /// A help line: the next step of the user.
    next: &'static str,
}

/// Migrates a package.
///
/// # Errors
/// Returns the errors that make a migration impossible.
pub fn migrate(arguments: &Arguments) -> Result<ExitCode, Vec<Note>> {
    let folder = arguments.folder.canonicalize().map_err(|error| {
        let message = format!("cannot read {}: {error}", arguments.folder.display());
        vec![Note::error(message).help("name the folder of a package")]
    })?;
    let current = env::current_dir().and_then(|current| current.canonicalize());
    let current = current.unwrap_or_default();
    // A tree with changes is refused before the long work, and once more before writing.
    let commit = arguments.write.then(|| git::clean_commit(&folder)).transpose();
    let commit = commit.map_err(|note| vec![note])?;
    let packages = Packages::find(arguments.runtime.as_deref())
        .map_err(|problems| vec![Note::error(problems.to_string())])?;
    let mut reported = false;
    let plugins = buf::read(&folder).unwrap_or_else(|note| {
        reported = true;
        say(note);
        None
    });
    let mut steps = Vec::new();
    // A repository may have buf.gen.yaml in one folder, and the package in another.
    if folder.join("Cargo.toml").exists() || !folder.join(buf::FILE).exists() {
        let project = Project::read(&folder).map_err(|note| vec![note])?;
        let (errors, notes): (Vec<Note>, Vec<Note>) =
            project.notes(&packages).into_iter().partition(|note| note.level == Level::Error);
        if !errors.is_empty() {
            return Err(errors);
        }
        reported |= !notes.is_empty();
        notes.iter().for_each(say);
        steps.extend(of_scripts(&project, &packages, arguments)?);
    }
    steps.extend(plugins.map(|change| of_plugins(&change, &folder)));
    if steps.is_empty() {
        let message = match reported {
            true => "nothing is changed in this folder",
            false => "there is nothing to change in this folder",
        };
        say(Note::new(Level::Note, message));
        return Ok(ExitCode::from(u8::from(reported)));
    }
    if commit.is_none() {
        steps.iter().for_each(|step| show(&step.change.diff(&folder, &current)));
    }
    conclude(&folder, commit.as_deref(), &steps)
}

/// Returns the change of Cargo.toml and build.rs.
fn of_scripts(
    project: &Project,
    packages: &Packages,
    arguments: &Arguments,
) -> Result<Option<Step>, Vec<Note>> {
    let (candidates, mut reason) = candidates(project, packages, arguments.compat);
    if candidates.is_empty() {
        return Ok(None);
    }
    // The files that build scripts name are relative to the package.
    env::set_current_dir(&project.folder)
        .map_err(|error| vec![Note::error(format!("cannot enter the folder: {error}"))])?;
    let mut attempt = without_running(project, &candidates);
    if arguments.run_build_scripts {
        let rest = match attempt {
            Attempt::Compared { candidate, rejected, .. } => {
                reason = rejected.or(reason);
                vec![candidate]
            }
            Attempt::Unknown { .. } => candidates,
        };
        attempt = run_scripts(project, &rest);
    } else {
        project.reminders().iter().for_each(say);
    }
    let (candidate, proof) = match attempt {
        Attempt::Compared { candidate, proof, rejected } => {
            reason = rejected.or(reason);
            (candidate, Some(proof))
        }
        Attempt::Unknown { candidate, notes } => {
            notes.iter().for_each(say);
            (candidate, None)
        }
    };
    if candidate.generator == Generator::Compat {
        reason.iter().for_each(say);
    }
    if candidate.prints_redacted() {
        let message = "`debug_redact(false)` in build.rs makes `Debug` print fields with the \
                       option `debug_redact`, as prost does";
        say(Note::new(Level::Note, message).help("without this call, it prints `[REDACTED]`"));
    }
    let (title, change) = (candidate.title(), candidate.change);
    let next = "docs/migrating.md, \"The codec of this generator\", says how to turn on the codec \
                that most options need";
    Ok(Some(Step { title, change, proof, next }))
}

/// Returns the change of buf.gen.yaml.
fn of_plugins(change: &BufChange, folder: &Path) -> Step {
    let proof = match buf::prove(change, folder) {
        Ok(proof) => Some(proof),
        Err(note) => {
            say(note);
            None
        }
    };
    let files = [(buf::FILE.to_owned(), change.text.clone().into())].into();
    let next = "`buf generate` writes the new code; delete the files *.tonic.rs, whose items are \
                in the other files now";
    let title = "buf.gen.yaml has one plugin, protoc-gen-rust-grpc";
    Step { title, change: Change { files }, proof, next }
}

/// Prints the results, and writes the changes if that is asked for and all are proven. `commit` is
/// the commit that the files were read from, if files are changed.
fn conclude(folder: &Path, commit: Option<&str>, steps: &[Step]) -> Result<ExitCode, Vec<Note>> {
    for step in steps {
        say(Note::new(Level::Note, step.title));
        say_proof(step.proof.as_ref());
    }
    if !steps.iter().all(|step| step.proof.as_ref().is_some_and(Proof::is_equal)) {
        return Ok(ExitCode::from(1));
    }
    if let Some(commit) = commit {
        check_unchanged(folder, commit, steps).map_err(|note| vec![note])?;
    }
    for step in steps {
        if commit.is_some() {
            step.change.write(folder).map_err(|error| vec![cannot_write(&error)])?;
            for name in step.change.files.keys() {
                say(Note::new(Level::Note, format!("{name} is changed")));
            }
        }
        say(Note::new(Level::Note, "messages keep prost's codec").help(step.next));
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks that the files are those that were read, and that git can undo their change.
fn check_unchanged(folder: &Path, commit: &str, steps: &[Step]) -> Result<(), Note> {
    if git::clean_commit(folder)? != commit {
        return Err(Note::error("the git repository has another commit than at the start")
            .help("run the command again"));
    }
    // Generated files may be in .gitignore.
    let names = steps.iter().flat_map(|step| step.change.files.keys());
    let mut sources = names.filter(|name| is_source(name));
    sources.try_for_each(|name| git::check_tracked(folder, name))
}

fn cannot_write(error: &std::io::Error) -> Note {
    Note::error(format!("cannot write: {error}"))
        .help("`git restore .` undoes the changes of other files")
}

fn say_proof(proof: Option<&Proof>) {
    if let Some(packed) = proof.map(|proof| proof.packed.join(", ")).filter(|p| !p.is_empty()) {
        say(Note::new(Level::Note, format!("packed now: {packed}")).help(
            "prost-build before 0.14.6 does not pack a field with an option; decoders read both",
        ));
    }
    match proof {
        Some(proof) if proof.is_equal() => say(Note::new(
            Level::Note,
            format!("the generated code is equal: {} items in {} files", proof.items, proof.files),
        )),
        Some(proof) if proof.items == 0 => {
            let message = "nothing was generated, so nothing could be compared";
            say(Note::error(message).help("check that the .proto files have messages or services"));
        }
        Some(proof) => {
            say(proof.shown().trim_end());
            let message = format!("{} items differ, of {}", proof.differences.len(), proof.items);
            let why = match proof.redacts() {
                true => {
                    "`.opt(\"debug_redact=false\")` in build.rs makes `Debug` print fields with \
                     the option `debug_redact`, as prost does, when Cargo.toml is changed; "
                }
                false => "",
            };
            say(Note::error(message).help(format!(
                "{why}docs/migrating.md says which differences are intended; `migrate | git \
                 apply` applies the change nevertheless"
            )));
        }
        None => say(Note::error("the generated code could not be compared").help(
            "--run-build-scripts generates by running build.rs and tests in a copy of the project",
        )),
    }
}
