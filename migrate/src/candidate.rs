//! The changes that may be made to Cargo.toml and build.rs.

use std::collections::BTreeSet;

use toml_edit::Item;

use crate::change::{Change, is_inside};
use crate::manifest::{self, Dependency};
use crate::packages::Packages;
use crate::project::Project;
use crate::replay::{Generator, Own};
use crate::report::{Level, Note};
use crate::rewrite::rewrite;
use crate::script::Scope;

/// A change, and the generator that the project has after it.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub generator: Generator,
    pub change: Change,
}

impl Candidate {
    /// Whether the new build.rs makes `Debug` print fields with the option `debug_redact`.
    pub fn prints_redacted(&self) -> bool {
        matches!(self.generator, Generator::Own(Own { prints_redacted: true, .. }))
    }

    /// Returns the effect of the change in a few words.
    pub fn title(&self) -> &'static str {
        match self.generator {
            Generator::Own(_) => "build.rs calls rust_grpc_build::Config",
            _ => "Cargo.toml names our packages with the API of prost-build and tonic-prost-build",
        }
    }
}

/// Returns the candidate that leaves build.rs as it is.
pub fn last(candidates: &[Candidate]) -> Candidate {
    candidates.last().expect("there is a candidate").clone()
}

/// Returns the changes to try, the best first, and the reason if no new build.rs is among them. The
/// last change leaves build.rs as it is.
///
/// Our `Config` is the best: it has every option as a method, and no name of another project. It
/// is chosen only if every call has an equivalent, and the generated items are equal.
pub fn candidates(
    project: &Project,
    packages: &Packages,
    compat: bool,
) -> (Vec<Candidate>, Option<Note>) {
    let mut candidates = Vec::new();
    let mut reason = None;
    let replaceable = project.replaceable();
    if replaceable.is_empty() {
        return (candidates, reason);
    }
    // The fewest calls are first.
    let all = [(false, false), (true, false), (false, true), (true, true)];
    for (include_imports, prints_redacted) in all.into_iter().filter(|_| !compat) {
        let how = Own { include_imports, prints_redacted };
        match own_dependencies(project, &replaceable)
            .and_then(|dependencies| Ok((rewritten(project, how)?, dependencies)))
        {
            Ok((mut change, dependencies)) => {
                let mut document = project.manifest.clone().into_mut();
                manifest::use_own(&mut document, &dependencies, packages);
                change.files.insert("Cargo.toml".into(), document.to_string().into());
                candidates.push(Candidate { generator: Generator::Own(how), change });
            }
            Err(note) => reason = Some(note),
        }
    }
    let mut document = project.manifest.clone().into_mut();
    manifest::use_compat(&mut document, &replaceable, packages);
    let files = [("Cargo.toml".to_owned(), document.to_string().into())].into();
    candidates.push(Candidate { generator: Generator::Compat, change: Change { files } });
    (candidates, reason)
}

/// Returns the dependencies that one on rust-grpc-build replaces.
///
/// # Errors
/// Returns a note if the manifest refers to one of them in another place, if tests use it, too, or
/// if the build script is outside of the package.
fn own_dependencies(project: &Project, all: &[Dependency]) -> Result<Vec<Dependency>, Note> {
    let stays = |message: &str| Note::new(Level::Note, format!("build.rs stays: {message}"));
    let [script] = project.scripts.as_slice() else {
        return Err(stays("it is not the only file that calls the dependency"));
    };
    if let Some(problem) = &script.unread {
        return Err(stays(&problem.message).at(&script.path, Some(problem.at)));
    }
    let scope = Scope::new(&script.syntax);
    let named: BTreeSet<String> =
        scope.foreign_paths().map(|(_, foreign)| foreign.library).collect();
    let named: Vec<Dependency> = all
        .iter()
        .filter(|dependency| named.contains(&dependency.key.replace('-', "_")))
        .cloned()
        .collect();
    let features = project.manifest.get("features").and_then(Item::as_table_like);
    let features = features
        .map(|features| features.iter().map(|(_, list)| list.to_string()).collect::<String>());
    let is_plain = |dependency: &Dependency| {
        let referred = features.as_ref().is_some_and(|list| list.contains(&dependency.key));
        dependency.table == ["build-dependencies"] && !dependency.optional && !referred
    };
    if let Some(dependency) = named.iter().find(|dependency| !is_plain(dependency)) {
        let message = "is optional, or Cargo.toml also names it in another place";
        return Err(stays(&format!("`{}` {message}", dependency.key)));
    }
    if !is_inside(&project.folder, &script.path) {
        return Err(stays("it is outside of the package"));
    }
    if !script.is_build_script || named.is_empty() {
        return Err(stays("it does not call the dependency"));
    }
    Ok(named)
}

/// Returns the files with new calls.
fn rewritten(project: &Project, how: Own) -> Result<Change, Note> {
    let mut change = Change::default();
    for script in &project.scripts {
        let text = rewrite(&script.text, &script.syntax, how).map_err(|problem| {
            Note::new(Level::Note, format!("build.rs stays: {}", problem.message))
                .at(&script.path, Some(problem.at))
        })?;
        change.files.insert(script.path.clone(), text.into());
    }
    Ok(change)
}
