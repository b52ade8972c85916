//! The .proto files of a git revision.
//!
//! git writes the files of a revision to its standard output, without a checkout. So no hook, no
//! filter and no text conversion of the repository runs, and nothing in the repository changes.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use crate::cli::arguments::Input;
use crate::config::Source;
use crate::diagnostics::{
    Diagnostic, bad_revision, git_failed, input_outside_repository, not_in_old_version,
    revision_needs_protos,
};

/// Writes the .proto files of a revision into an empty folder, and returns the source with the
/// inputs in this folder.
pub(super) fn extract(name: &str, input: &Input, folder: &Path) -> Result<Source, Diagnostic> {
    // A name that begins with `-` would be an option of git.
    if name.starts_with('-') || name.is_empty() || name.contains('\0') {
        return Err(bad_revision(name, "it is no name of a revision"));
    }
    // With descriptor sets, the names are those of files in the sets.
    if input.protos.is_empty() || !input.descriptor_sets.is_empty() {
        return Err(revision_needs_protos(name));
    }
    let Source::Protos { protos, includes } = Source::protos(&input.protos, &input.includes) else {
        return Err(revision_needs_protos(name));
    };
    let near = folder_of(&protos, &includes);
    let git = |arguments: &[&str]| git(&near, arguments);
    let commit = text(git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &format!("{name}^{{commit}}"),
    ]))
    .map_err(|error| match error.to_string().lines().next() {
        // `--quiet` is about names that git does not know.
        None => bad_revision(name, "git knows no commit of this name here"),
        Some(said) => bad_revision(name, &format!("git cannot be asked ({said})")),
    })?;
    let root = text(git(&["rev-parse", "--show-toplevel"]))
        .and_then(|root| Path::new(&root).canonicalize())
        .map_err(|error| git_failed(&error.to_string()))?;
    write_files(&git, &commit, folder).map_err(|error| git_failed(&error.to_string()))?;
    let here = env::current_dir().unwrap_or_default();
    let moved = |path: &Path| -> Option<PathBuf> {
        let absolute = here.join(path).canonicalize().ok()?;
        Some(folder.join(absolute.strip_prefix(&root).ok()?))
    };
    // As for protoc, a .proto file has a path, or a name relative to an include folder.
    let by_name = |proto: &PathBuf| includes.iter().find_map(|folder| moved(&folder.join(proto)));
    let mut old = Vec::new();
    for proto in &protos {
        let path = moved(proto)
            .or_else(|| by_name(proto))
            .ok_or_else(|| input_outside_repository(&proto.display().to_string(), name))?;
        old.extend(Some(path).filter(|path| path.exists()));
    }
    if old.is_empty() {
        return Err(not_in_old_version(name));
    }
    let includes = includes.iter().map(|include| moved(include).unwrap_or_else(|| include.clone()));
    // A folder that the revision lacks has nothing to import.
    let includes = includes.filter(|include| include.exists()).collect();
    Ok(Source::Protos { protos: old, includes })
}

/// Returns a folder in the repository of the .proto files: that of the first file. As for protoc, a
/// file has a path, or a name relative to an include folder.
fn folder_of(protos: &[PathBuf], includes: &[PathBuf]) -> PathBuf {
    let Some(first) = protos.first() else { return PathBuf::from(".") };
    let joined = includes.iter().map(|include| include.join(first));
    let found = std::iter::once(first.clone()).chain(joined).find(|path| path.exists());
    match found {
        Some(path) if path.is_dir() => path,
        Some(path) => path.parent().map_or_else(PathBuf::new, Path::to_owned),
        None => PathBuf::new(),
    }
}

/// Returns a git command for the repository that has a folder. The command runs no program of the
/// repository's configuration.
fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    if !folder.as_os_str().is_empty() {
        git.arg("-C").arg(folder);
    }
    // Hooks of git set these variables, which name another repository.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF"] {
        git.env_remove(name);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
        .args(["-c", "protocol.allow=never", "-c", "core.alternateRefsCommand="])
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    git
}

/// Returns the output of a command, without the last line break.
fn text(command: Command) -> io::Result<String> {
    let bytes = output(command)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

fn output(mut command: Command) -> io::Result<Vec<u8>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// Writes the .proto files of a commit into a folder.
fn write_files(git: &dyn Fn(&[&str]) -> Command, commit: &str, folder: &Path) -> io::Result<()> {
    let tree = output(git(&["ls-tree", "-r", "-z", "--full-tree", commit]))?;
    let files: Vec<(String, PathBuf)> =
        tree.split(|byte| *byte == 0).filter_map(|entry| file(entry, folder)).collect();
    let mut child = git(&["cat-file", "--batch"]).stdin(Stdio::piped()).spawn()?;
    let (Some(mut questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::Error::other("git has no standard streams"));
    };
    let mut answers = io::BufReader::new(answers);
    // Each question waits for its answer, so that no pipe is full.
    for (id, path) in &files {
        writeln!(questions, "{id}")?;
        questions.flush()?;
        let content = answer(&mut answers)?;
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        // The folder is empty, so the file is new, unless two names differ in case alone.
        fs::write(path, content)?;
    }
    drop(questions);
    child.wait().map(drop)
}

/// Returns the id and the place of an entry `MODE blob ID\tPATH`, if it is a regular .proto file.
/// A tree that someone made by hand can have names such as `../a.proto`, which are left out.
fn file(entry: &[u8], folder: &Path) -> Option<(String, PathBuf)> {
    let entry = str::from_utf8(entry).ok()?;
    let (about, name) = entry.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, kind, id) = (about.next()?, about.next()?, about.next()?);
    // Links and submodules have other modes.
    let is_file = kind == "blob" && matches!(mode, "100644" | "100755");
    let is_proto = Path::new(name).extension() == Some(OsStr::new("proto"));
    let is_plain = !name.contains(['\\', ':'])
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    (is_file && is_proto && is_plain).then(|| (id.to_owned(), folder.join(name)))
}

/// Reads an answer of `cat-file --batch`: `ID blob SIZE`, a line break, the content, a line break.
fn answer(answers: &mut impl io::Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut byte = [0];
    loop {
        answers.read_exact(&mut byte)?;
        if byte == *b"\n" {
            break;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let size = head.split(' ').nth(2).and_then(|size| size.parse().ok());
    let size: u64 = size.ok_or_else(|| io::Error::other(format!("git answers `{head}`")))?;
    let mut content = Vec::new();
    answers.take(size).read_to_end(&mut content)?;
    answers.read_exact(&mut byte)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_proto_files_are_written() {
        let place = |entry: &str| {
            file(entry.as_bytes(), Path::new("f")).map(|(_, path)| path.display().to_string())
        };
        let blob = |name: &str| format!("100644 blob 0123\t{name}");
        assert_eq!(place(&blob("a/b.proto")).as_deref(), Some("f/a/b.proto"));
        for entry in [
            blob("a/b.rs"),
            blob("../b.proto"),
            blob("a/../../b.proto"),
            blob("/b.proto"),
            blob("a\\b.proto"),
            blob("C:b.proto"),
            "120000 blob 0123\tlink.proto".to_owned(),
            "160000 commit 0123\tmodule.proto".to_owned(),
            "100644 blob 0123".to_owned(),
        ] {
            assert_eq!(place(&entry), None, "{entry}");
        }
    }
}
