//! The state of the git repository that has the package.

use std::path::Path;
use std::process::Command;

use crate::report::Note;

/// Checks that everything in the repository is committed, so that git can undo a change. Returns
/// the commit.
///
/// # Errors
/// Returns an error if something is not committed, or if there is no repository.
pub fn clean_commit(folder: &Path) -> Result<String, Note> {
    let changed = answer(folder, &["status", "--porcelain", "--untracked-files=normal"])?;
    if let Some(line) = changed.lines().next() {
        let file = line.get(3..).unwrap_or(line);
        return Err(Note::error(format!("git has changes that are not committed, e.g. of {file}"))
            .help("commit or stash them, so that git can undo the change of this command"));
    }
    Ok(answer(folder, &["rev-parse", "HEAD"])?.trim().to_owned())
}

/// Checks that git has a file of the folder. `git status` lists no file that .gitignore names.
///
/// # Errors
/// Returns an error if git does not have the file.
pub fn check_tracked(folder: &Path, file: &str) -> Result<(), Note> {
    let name = format!(":(literal){file}");
    match answer(folder, &["ls-files", "--", &name])?.is_empty() {
        false => Ok(()),
        true => Err(Note::error("git ignores this file, and could not undo its change")
            .at(file, None)
            .help(help())),
    }
}

fn answer(folder: &Path, arguments: &[&str]) -> Result<String, Note> {
    let mut git = Command::new("git");
    // Hooks of git set these variables, which name another repository.
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    // The configuration of a repository can name a program that watches its files.
    git.env("GIT_OPTIONAL_LOCKS", "0").args(["-c", "core.fsmonitor=false"]);
    let output = git.arg("-C").arg(folder).args(arguments).output();
    let output =
        output.map_err(|error| Note::error(format!("cannot run git: {error}")).help(help()))?;
    if !output.status.success() {
        return Err(Note::error("--write changes files in a git repository alone").help(help()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn help() -> &'static str {
    "without --write, the command prints a diff, which `git apply` takes"
}
