//! The search for a protoc to run.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::vendored::{self, Unpacked};
use super::version::Version;
use crate::diagnostics::{Diagnostic, broken_protoc, broken_protoc_of_env};

/// A protoc that has answered to `--version`.
pub(super) struct Protoc {
    pub path: PathBuf,
    pub version: Version,
    /// The folder with the .proto files that every schema may import. `None` if protoc has its own
    /// beside it.
    pub include: Option<PathBuf>,
    /// The warning that says why the cache folder is not used.
    pub warning: Option<Diagnostic>,
    /// Keeps the files in a temporary folder from being deleted.
    _unpacked: Option<Unpacked>,
}

/// Returns the protoc to run, or `None` if there is none. It is an error if the `wanted` protoc, or
/// the one that `PROTOC` names, does not work. A protoc in `PATH` that does not work is skipped,
/// because the shims of version managers answer with an error.
pub(super) fn locate(wanted: Option<&Path>) -> Result<Option<Protoc>, Diagnostic> {
    let from_env = || env::var_os("PROTOC").filter(|path| !path.is_empty()).map(PathBuf::from);
    if let Some(path) = wanted.map(in_path).or_else(from_env) {
        let broken = if wanted.is_none() && vendored::has_protoc() {
            broken_protoc_of_env
        } else {
            broken_protoc
        };
        let version = ask_version(&path).map_err(|error| broken(&path, &error.to_string()))?;
        return Ok(Some(found(path, version)));
    }
    for path in candidates() {
        if let Ok(version) = ask_version(&path) {
            return Ok(Some(found(path, version)));
        }
    }
    match vendored::unpack() {
        Ok(None) => Ok(None),
        Ok(Some(unpacked)) => {
            let Some(path) = unpacked.protoc() else { return Ok(None) };
            match ask_version(&path) {
                Ok(version) => {
                    let (include, warning) = (Some(unpacked.include()), unpacked.warning.clone());
                    Ok(Some(Protoc { path, version, include, warning, _unpacked: Some(unpacked) }))
                }
                // The protoc inside cannot run here, e.g. in a sandbox that forbids new programs.
                Err(_) => Ok(None),
            }
        }
        Err(diagnostic) => Err(diagnostic),
    }
}

/// Returns a protoc from outside of this library. Its own .proto files are preferred: the newest
/// `descriptor.proto` is too new for an old protoc.
fn found(path: PathBuf, version: Version) -> Protoc {
    if has_own_includes(&path) {
        return Protoc { path, version, include: None, warning: None, _unpacked: None };
    }
    let unpacked = vendored::unpack().ok().flatten();
    let include = unpacked.as_ref().map(Unpacked::include);
    let warning = unpacked.as_ref().and_then(|unpacked| unpacked.warning.clone());
    Protoc { path, version, include, warning, _unpacked: unpacked }
}

/// Whether protoc finds .proto files beside itself. The folders are those that protoc searches.
fn has_own_includes(protoc: &Path) -> bool {
    let Ok(path) = protoc.canonicalize() else { return false };
    let folders = path.ancestors().skip(1).take(2);
    folders.enumerate().any(|(level, folder)| {
        let has = |folder: &Path| folder.join("google/protobuf/descriptor.proto").is_file();
        (level == 0 && has(folder)) || has(&folder.join("include"))
    })
}

/// Returns the path of a program in `PATH` if `program` is a bare name, e.g. `protoc`. Otherwise
/// returns `program`. The path is needed to find the .proto files beside the program.
fn in_path(program: &Path) -> PathBuf {
    let bare = program
        .file_name()
        .filter(|name| *name == program.as_os_str())
        .and_then(|name| name.to_str());
    let suffix = env::consts::EXE_SUFFIX;
    let name =
        bare.map(
            |name| if name.ends_with(suffix) { name.to_owned() } else { format!("{name}{suffix}") },
        );
    name.and_then(|name| named(name).next()).unwrap_or_else(|| program.to_path_buf())
}

/// Returns every file in `PATH` that is called protoc.
fn candidates() -> impl Iterator<Item = PathBuf> {
    named(format!("protoc{}", env::consts::EXE_SUFFIX))
}

fn named(name: String) -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.into_iter().map(move |folder| folder.join(&name)).filter(|path| path.is_file())
}

fn ask_version(protoc: &Path) -> io::Result<Version> {
    let answer = output(Command::new(protoc).arg("--version"))?;
    let text = String::from_utf8_lossy(&answer.stdout);
    Version::parse(&text).ok_or_else(|| {
        let said =
            if text.trim().is_empty() { String::from_utf8_lossy(&answer.stderr) } else { text };
        io::Error::other(format!(
            "to `--version` it answers `{}`",
            said.lines().next().unwrap_or_default().trim()
        ))
    })
}

/// Runs a program with an empty standard input, and returns what it prints. The input is a closed
/// pipe, because `/dev/null` does not exist in every container.
///
/// The program may have been unpacked a moment ago, so the function retries if the kernel refuses.
/// If another thread starts a process while the file is written, that process holds a copy of the
/// open file. Until it closes the copy, the kernel does not run the file.
pub(super) fn output(command: &mut Command) -> io::Result<Output> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut run = || command.spawn()?.wait_with_output();
    for _ in 0..50 {
        match run() {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(std::time::Duration::from_millis(20))
            }
            result => return result,
        }
    }
    run()
}
