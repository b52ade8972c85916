//! The state of the git repository that has the package.

use std::path::Path;
use std::process::Command;

use crate::report::Note;

/// Checks that everything in the repository is committed, so that git can undo a change.
///
/// # Errors
/// Returns an error if something is not, or if there is no repository.
pub fn check_clean(folder: &Path) -> Result<(), Note> {
    let mut git = Command::new("git");
    // Hooks of git set these variables, which name another repository.
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    let output = git.arg("-C").arg(folder).args(["status", "--porcelain"]).output();
    let output =
        output.map_err(|error| Note::error(format!("cannot run git: {error}")).help(help()))?;
    if !output.status.success() {
        return Err(Note::error("--write changes files in a git repository alone").help(help()));
    }
    let changed = String::from_utf8_lossy(&output.stdout);
    match changed.lines().next() {
        None => Ok(()),
        Some(line) => {
            let file = line.get(3..).unwrap_or(line);
            Err(Note::error(format!("git has changes that are not committed, e.g. of {file}"))
                .help("commit or stash them, so that git can undo the change of this command"))
        }
    }
}

fn help() -> &'static str {
    "without --write, the command prints a diff, which `git apply` takes"
}
