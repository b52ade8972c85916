//! Runs of the project's build script and tests, in a copy of the project.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use tempfile::TempDir;

use crate::change::Change;
use crate::project::Project;
use crate::proof::{Files, files_below};

/// A copy of the repository or workspace that has a package.
pub struct Copy {
    folder: TempDir,
    /// The folder of the package in the copy.
    package: PathBuf,
    /// The target folder of Cargo.
    target: PathBuf,
}

/// The files after a run.
#[derive(Debug, Default)]
pub struct Generated {
    /// The files in `OUT_DIR`.
    pub out_dir: Files,
    /// All files of the package.
    pub package: Files,
}

impl Copy {
    /// Copies the project. Folders named `target` and `.git` are left out.
    ///
    /// # Errors
    /// Returns the error of the first file that cannot be copied.
    pub fn new(project: &Project) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let top = top(&project.folder);
        // A path of a temporary folder may have symbolic links. Cargo's answers have none.
        let copied = folder.path().canonicalize().map_err(|error| error.to_string())?.join("copy");
        copy(&top, &copied, &mut Vec::new())
            .map_err(|error| format!("cannot copy {}: {error}", top.display()))?;
        // Joining an empty path would add a slash, and Cargo's answers have none.
        let package = match project.folder.strip_prefix(&top) {
            Ok(inner) if !inner.as_os_str().is_empty() => copied.join(inner),
            _ => copied,
        };
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| folder.path().join("target"), PathBuf::from);
        Ok(Self { folder, package, target })
    }

    /// Returns all files of the package.
    ///
    /// # Errors
    /// Returns the error of the first file that cannot be read.
    pub fn files(&self) -> Result<Files, String> {
        files_below(&self.package).map_err(|error| error.to_string())
    }

    /// Writes files of the package.
    ///
    /// # Errors
    /// Returns the error of the first file that cannot be written.
    pub fn apply(&self, change: &Change) -> Result<(), String> {
        change.write(&self.package).map_err(|error| error.to_string())
    }

    /// Builds the package, and runs the tests that generate code.
    ///
    /// # Errors
    /// Returns the output of Cargo if something does not compile.
    pub fn generate(&self, project: &Project) -> Result<Generated, String> {
        let mut generated = Generated::default();
        for script in project.scripts.iter().filter(|script| !script.is_build_script) {
            let name = Path::new(&script.path).file_stem().unwrap_or_default().to_string_lossy();
            self.cargo(&["test", "--test", &name, "--no-run"])?;
            // Such a test fails if it has written other code than before.
            self.command(&["test", "--test", &name]).output().map_err(|e| e.to_string())?;
        }
        let output = self.cargo(&["check", "--message-format=json"])?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let id = message["package_id"].as_str().unwrap_or_default();
            if message["reason"] == "build-script-executed"
                && id.contains(&format!("{}#", self.package.display()))
                && let Some(folder) = message["out_dir"].as_str()
            {
                generated.out_dir =
                    files_below(Path::new(folder)).map_err(|error| error.to_string())?;
            }
        }
        generated.package = self.files()?;
        Ok(generated)
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Output, String> {
        let output = self.command(arguments).output();
        let output = output.map_err(|error| format!("cannot run cargo: {error}"))?;
        if output.status.success() {
            return Ok(output);
        }
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let messages = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|message| message["message"]["level"] == "error")
            .filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned))
            .collect::<String>();
        let copy = self.folder.path().display().to_string();
        Err(format!("`cargo {}` fails:\n{messages}{errors}", arguments.join(" "))
            .replace(&copy, "COPY"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.package).env("CARGO_TARGET_DIR", &self.target).args(arguments);
        // These variables describe this program if Cargo runs it.
        for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "OUT_DIR"] {
            cargo.env_remove(name);
        }
        cargo
    }
}

/// Returns the folder of the git repository, or of the workspace, that has a package.
fn top(package: &Path) -> PathBuf {
    let answer = |mut command: Command| {
        let output = command.current_dir(package).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        Path::new(text.trim()).canonicalize().ok().filter(|_| output.status.success())
    };
    let mut git = Command::new("git");
    git.args(["rev-parse", "--show-toplevel"]);
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["locate-project", "--workspace", "--message-format=plain"]);
    let workspace = answer(cargo).and_then(|manifest| Some(manifest.parent()?.to_owned()));
    let found = answer(git).or(workspace).filter(|top| package.starts_with(top));
    found.unwrap_or_else(|| package.to_owned())
}

/// Copies a folder. `around` has the folders that contain it, without symbolic links: a link to one
/// of these folders leads into a circle, and is left out.
fn copy(from: &Path, to: &Path, around: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let folder = from.canonicalize()?;
    if from.is_symlink() && around.iter().any(|outer| outer.starts_with(&folder)) {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    around.push(folder);
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, path) = (entry.file_name(), entry.path());
        if path.is_dir() {
            if name != "target" && name != ".git" {
                copy(&path, &to.join(name), around)?;
            }
        } else if path.is_file() {
            fs::copy(path, to.join(name))?;
        }
    }
    around.pop();
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_unless_they_lead_into_a_circle() {
        let top = tempfile::tempdir().unwrap();
        let from = top.path().join("from");
        fs::create_dir_all(from.join("a/b")).unwrap();
        fs::create_dir(top.path().join("shared")).unwrap();
        fs::write(top.path().join("shared/c.proto"), "c").unwrap();
        let link = |to: &str, name| std::os::unix::fs::symlink(to, from.join(name)).unwrap();
        link("..", "a/b/up");
        link("../..", "a/b/top");
        link("/", "root");
        link("../shared", "shared");
        link("../../shared/c.proto", "a/c.proto");
        let to = top.path().join("to");
        copy(&from, &to, &mut Vec::new()).unwrap();
        let names: Vec<String> = files_below(&to).unwrap().into_keys().collect();
        assert_eq!(names, ["a/c.proto", "shared/c.proto"]);
    }
}
